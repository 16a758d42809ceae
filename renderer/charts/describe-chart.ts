import type { ChartData, FormatFigure } from './chart-data.ts'
import type { Language } from '../../src/contract/text.ts'

/** One sentence for people who hear a chart instead of seeing it: what it shows, its highest and its lowest figure. */
export function describeChart(title: string, data: ChartData, format: FormatFigure, language: Language): string {
  const [first] = data.series
  const points = (first?.values ?? []).flatMap((value, index) =>
    value === null ? [] : [{ value, category: data.categories[index] ?? '' }],
  )
  if (first === undefined || points.length === 0) return language === 'zh' ? `${title}：没有数据` : `${title}: no data`
  const highest = points.reduce((best, point) => (point.value > best.value ? point : best))
  const lowest = points.reduce((best, point) => (point.value < best.value ? point : best))
  const figure = (point: { value: number }) => format(point.value, first.unit)
  return language === 'zh'
    ? `${title}：${first.label}，共 ${data.categories.length} 项，最高为${highest.category} ${figure(highest)}，最低为${lowest.category} ${figure(lowest)}`
    : `${title}: ${first.label} over ${data.categories.length} items, highest ${highest.category} ${figure(highest)}, lowest ${lowest.category} ${figure(lowest)}`
}
