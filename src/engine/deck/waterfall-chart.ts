import { plainChart, type ChartSeries, type NativeChart } from '../export/pptx/chart.ts'
import { deckWords, excelFormat, largestOf, type DeckLook } from './deck-text.ts'
import type { Unit } from '../../contract/report-result.ts'
import { badColour, goodColour } from './visual.ts'

export interface WaterfallStep {
  readonly label: string
  readonly value: number
  /** Stands on zero: opening, closing, the total. */
  readonly isEnd: boolean
}

/** Stacked columns on an invisible foot; what lies under zero hangs from it. */
export function waterfallChart(all: readonly WaterfallStep[], unit: Unit, description: string, look: DeckLook): NativeChart {
  const word = deckWords[look.language]
  let level = 0
  const steps = all.flatMap(({ label, value, isEnd }) => {
    if (!isEnd && value === 0) return []
    const from = isEnd ? 0 : level
    level = from + value
    const [low, high] = [Math.min(from, level), Math.max(from, level)]
    const foot = low >= 0 ? low : high <= 0 ? high : 0
    const kind = isEnd ? ('end' as const) : value < 0 ? ('fall' as const) : ('rise' as const)
    // One that crosses zero is drawn to where it goes: Office stacks no bar on both sides of its foot.
    const size = low >= 0 ? high - low : high <= 0 ? low - high : level
    return [{ label, kind, foot, size }]
  })
  const format = excelFormat(unit, largestOf(steps.map(({ size, foot }) => size + foot)), look)
  const part = (kind: 'end' | 'rise' | 'fall', colour: ChartSeries['colour']): ChartSeries => ({
    name: word[kind],
    values: steps.map((step) => (step.kind === kind ? step.size : null)),
    format,
    colour,
    isLabelled: true,
    ...(kind === 'end' ? {} : { labelColour: 'text' as const }),
  })
  return plainChart({
    kind: 'column',
    grouping: 'stacked',
    categories: steps.map(({ label }) => label),
    series: [
      { name: ' ', values: steps.map(({ foot }) => foot), format, colour: null },
      part('end', '#5E7083'),
      part('rise', goodColour),
      part('fall', badColour),
    ],
    axisFormat: format,
    description,
    hasLegend: false,
    gap: 40,
  })
}

/** Bars in the middle, one under the other, on an invisible half of what is missing. */
export function funnelChart(
  labels: readonly string[],
  values: readonly (number | null)[],
  { name, format, description }: { readonly name: string; readonly format: string; readonly description: string },
): NativeChart {
  const most = largestOf(values)
  return plainChart({
    kind: 'bar',
    grouping: 'stacked',
    categories: labels,
    series: [
      { name: ' ', values: values.map((value) => (most - (value ?? 0)) / 2), format, colour: null },
      { name, values, format, colour: 'accent1', isLabelled: true },
    ],
    axisFormat: format,
    description,
    hasLegend: false,
    gap: 18,
  })
}
