import { formatChange } from '../../contract/figure-text.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import type { ReportColumn } from '../../contract/report-result.ts'
import type { ReportSpec } from '../../contract/report-spec.ts'
import type { LocalText } from '../../contract/text.ts'
import { metrics } from '../catalog/metrics.ts'
import { cellText, deckWords, figureText, type DeckLook } from './deck-text.ts'
import type { DeckReport } from './report-data.ts'
import type { KpiContent } from './visual.ts'

/** At a slide's foot: the days it is about, and the day from which they were told. */
export function footOf(period: { readonly from: string; readonly to: string } | null, asOf: string, { language }: DeckLook): string {
  const word = deckWords[language]
  const colon = language === 'zh' ? '：' : ': '
  const days = period === null ? word.all : `${period.from} – ${period.to}`
  return `${word.period}${colon}${days} · ${word.asOf}${colon}${asOf}`
}

/** What a reader must know of the numbers: definitions, filters, days, how many rows. */
export function reportNotes(spec: ReportSpec, { result, valueColumns }: DeckReport, look: DeckLook): string[] {
  const { language } = look
  const word = deckWords[language]
  const colon = language === 'zh' ? '：' : ': '
  const defined = [...new Set(spec.values.map(({ metric }) => metric))].flatMap((id) => {
    const metric = metrics.get(id)
    return metric === undefined ? [] : [`${metric.label[language]}${colon}${metric.definition[language]}`]
  })
  const counted = valueColumns.slice(0, 1).map(({ id }) => `${word.n}${colon}${cellText(result.n[id] ?? null, 'count', look)}`)
  return [
    footOf(result.period, result.asOf, look),
    ...defined,
    ...spec.filters.map(
      ({ field, op, values }) => `${word.filters}${colon}${field} ${op} ${values.map((value) => value ?? word.none).join(', ')}`,
    ),
    ...counted,
    ...result.warnings.map(({ text }) => `${word.notes}${colon}${text[language]}`),
  ]
}

/** A tile's figure with its change and what stands beside it. Fails with `invalid-report` where it asks for nothing. */
export function kpiOf(
  { title, spec }: { readonly title: LocalText; readonly spec: ReportSpec },
  report: DeckReport,
  look: DeckLook,
): KpiContent {
  const { language } = look
  const [main, ...others] = report.valueColumns
  if (main === undefined) throw new HelmdeckError('invalid-report', { reason: 'no-values' })
  const changed = report.valueColumns.find(({ id }) => spec.calculations.some((one) => one.as === 'relative-difference' && one.id === id))
  const beside = others.find((column) => column !== changed && !column.id.includes('@'))
  const change = changed === undefined ? null : report.number(0, changed)
  const text = (column: ReportColumn): string => figureText(exact(report, column), column.unit, look)
  return {
    title: title[language],
    value: text(main),
    change:
      change === null
        ? null
        : {
            text: `${change > 0 ? '▲' : change < 0 ? '▼' : '■'} ${formatChange(change, { unit: 'percent', language })}`,
            tone: toneOf(change, main),
          },
    beside: beside === undefined ? '' : `${beside.label[language]} ${text(beside)}`,
    notes: reportNotes(spec, report, look),
  }
}

function exact(report: DeckReport, column: ReportColumn): number | string | null {
  const value = report.value(0, column)
  return typeof value === 'boolean' ? null : value
}

function toneOf(change: number, { direction }: ReportColumn): 'good' | 'bad' | 'plain' {
  if (change === 0 || direction === undefined || direction === 'neutral') return 'plain'
  return change > 0 === (direction === 'up-is-good') ? 'good' : 'bad'
}
