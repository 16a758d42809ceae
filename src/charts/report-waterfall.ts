import { categoryAxis, chartBase, itemTip, textWidth, valueAxis } from './chart-frame.ts'
import { placeAt } from './report-cartesian.ts'
import { figureAt, nameOfRow, partColumns, rowTip, toldColumn, type DrawnReport, type Refusal, type ReportDrawing } from './report-look.ts'
import { stackedParts } from './study-waterfall.ts'

export interface Step {
  readonly row: number
  readonly value: number
  readonly from: number
  readonly to: number
  readonly kind: 'rise' | 'fall' | 'end'
}

const mostSteps = 40
const mostStanding = 12

/** Each row begins where the one before ends, and the engine's total stands last, on zero; null where the rows do not lead to it. */
export function stepsToTotal(values: readonly { row: number; value: number }[], total: { row: number; value: number }): Step[] | null {
  let level = 0
  const steps = values.map(({ row, value }): Step => {
    const from = level
    level += value
    return { row, value, from, to: level, kind: value < 0 ? 'fall' : 'rise' }
  })
  const size = values.reduce((sum, { value }) => sum + Math.abs(value), 0)
  // Floats of a long sum differ in their last digits only.
  if (Math.abs(level - total.value) > 1e-9 * Math.max(size, 1)) return null
  return [...steps, { ...total, from: 0, to: total.value, kind: 'end' }]
}

export function drawWaterfall(drawn: DrawnReport): ReportDrawing | Refusal {
  const { report, look } = drawn
  const { theme, format } = look
  const [column] = partColumns(report)
  if (column === undefined) return 'cantNothing'
  const total = report.total === null ? null : figureAt(report, report.total, column)
  if (report.total === null || total === null) return 'cantNoTotal'
  const values = report.details.flatMap((row) => {
    const value = figureAt(report, row, column)
    return value === null || value === 0 ? [] : [{ row, value }]
  })
  if (values.length === 0) return 'cantNothing'
  if (values.length > mostSteps) return 'cantManySteps'
  const steps = stepsToTotal(values, { row: report.total, value: total })
  if (steps === null) return 'cantNotAddUp'
  const names = steps.map(({ row, kind }) => (kind === 'end' ? look.total : nameOfRow(drawn, row)))
  const colours = { end: theme.series[7] ?? theme.other, rise: theme.rise, fall: theme.fall }
  const parts = steps.map(stackedParts)
  const lies = names.length > mostStanding || names.some((name) => textWidth([name], 999) > 84)
  const bar = (side: 'above' | 'below') => ({
    type: 'bar' as const,
    stack: 'all',
    barMaxWidth: lies ? 18 : 48,
    data: parts.map((part, place) => ({
      value: part[side],
      itemStyle: { color: colours[steps[place]?.kind ?? 'end'] },
      label: { show: holdsLabel(part, side), formatter: signed(steps[place], (value) => look.write(column, value)) },
    })),
    label: { position: positions[lies ? 'lying' : 'standing'][side], color: theme.text, fontSize: 11 },
  })
  const category = categoryAxis(theme, names, lies ? { inverse: true, width: textWidth(names, 170) + 8 } : {})
  const value = valueAxis(theme, format, column.unit)
  return {
    ...(lies ? { height: 40 + names.length * 24 } : {}),
    placeOf: (_, item) => placeAt(steps[item]?.row, column),
    told: toldColumn(drawn, column),
    columns: [column],
    option: {
      ...chartBase(theme),
      grid: { left: 4, right: lies ? 72 : 12, top: lies ? 4 : 24, bottom: 4, containLabel: true },
      tooltip: itemTip(theme, (_, item) => {
        const step = steps[item]
        if (step === undefined) return null
        const tip = rowTip(drawn, step.row, colours[step.kind])
        return step.kind === 'end' ? { ...tip, title: look.total } : tip
      }),
      xAxis: lies ? value : category,
      yAxis: lies ? category : value,
      series: [
        { type: 'bar', stack: 'all', silent: true, itemStyle: { color: 'transparent' }, data: parts.map(({ foot }) => foot) },
        bar('above'),
        bar('below'),
      ],
    },
  }
}

const positions = { lying: { above: 'right', below: 'left' }, standing: { above: 'top', below: 'bottom' } } as const

function holdsLabel({ above, below }: ReturnType<typeof stackedParts>, side: 'above' | 'below'): boolean {
  return side === 'above' ? above > 0 || below === 0 : above === 0 && below < 0
}

/** Rises and falls are told by their sign as well as by their colour. */
function signed(step: Step | undefined, write: (value: number) => string): string {
  if (step === undefined) return ''
  return step.kind === 'rise' ? `+${write(step.value)}` : write(step.value)
}
