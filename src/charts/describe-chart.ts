import type { ChartData, FormatFigure } from './chart-data.ts'
import type { Language } from '../contract/text.ts'

export interface ToldPoint {
  readonly name: string
  readonly value: number
}

/** One sentence for people who hear a chart instead of seeing it: what it shows, its highest and its lowest figure. */
export function describeChart(title: string, data: ChartData, format: FormatFigure, language: Language): string {
  const [first] = data.series
  const points = (first?.values ?? []).flatMap((value, index) => (value === null ? [] : [{ name: data.categories[index] ?? '', value }]))
  const write = (value: number) => first?.write?.(value) ?? format(value, first?.unit ?? 'none')
  return describePoints(title, { label: first?.label ?? '', points, count: data.categories.length, write }, language)
}

interface Told {
  /** What the figures are figures of. */
  readonly label: string
  readonly points: readonly ToldPoint[]
  /** How many things stand there, those without a figure included. */
  readonly count: number
  readonly write: (value: number) => string
}

export function describePoints(title: string, { label, points, count, write }: Told, language: Language): string {
  const [first] = points
  if (first === undefined) return language === 'zh' ? `${title}：没有数据` : `${title}: no data`
  const highest = points.reduce((best, point) => (point.value > best.value ? point : best), first)
  const lowest = points.reduce((best, point) => (point.value < best.value ? point : best), first)
  return language === 'zh'
    ? `${title}：${label}，共 ${count} 项，最高为${highest.name} ${write(highest.value)}，最低为${lowest.name} ${write(lowest.value)}`
    : `${title}: ${label} over ${count} items, highest ${highest.name} ${write(highest.value)}, lowest ${lowest.name} ${write(lowest.value)}`
}
