import type { ChartKind, Look, SavedReport } from '../../src/contract/documents.ts'
import type { ReportSpec } from '../../src/contract/report-spec.ts'
import { became, isSame, listChanged, type DifferenceWords } from './difference-words.ts'

/** What a later version of a report has that an earlier one has not, one sentence each; none where they hold the same. */
export function reportDifferences(before: SavedReport, after: SavedReport, words: DifferenceWords): string[] {
  return [...became(words.text('diffTitle'), before.title, after.title, words), ...drawnDifferences(before, after, words)]
}

export interface Drawn {
  readonly chart: ChartKind
  readonly spec: ReportSpec
  readonly look?: Look | undefined
}

/** The same of what a report and a tile share: the chart, the question and its looks. */
export function drawnDifferences(before: Drawn, after: Drawn, words: DifferenceWords): string[] {
  const said = [
    ...became(words.text('diffChart'), words.chart(before.chart), words.chart(after.chart), words),
    ...specDifferences(before.spec, after.spec, words),
    ...lookDifferences(before, after, words),
  ]
  // A part without a sentence of its own must not be passed off as the same.
  return said.length === 0 && !isSame({ ...before }, { ...after }) ? [words.text('diffDetails')] : said
}

export function specDifferences(before: ReportSpec, after: ReportSpec, words: DifferenceWords): string[] {
  const { text } = words
  const list = <One>(name: string, read: (spec: ReportSpec) => readonly One[], write: (one: One) => string) =>
    listChanged(name, read(before).map(write), read(after).map(write), words)
  const one = (name: string, read: (spec: ReportSpec) => string) => became(name, read(before), read(after), words)
  return [
    ...list(text('diffRows'), ({ rows }) => rows, words.dimension),
    ...list(text('diffColumns'), ({ columns }) => columns, words.dimension),
    ...list(text('diffValues'), ({ values }) => values, words.value),
    ...list(text('diffFilters'), ({ filters }) => filters, words.filter),
    ...list(text('diffConditions'), ({ having }) => having, words.condition),
    ...one(text('diffPeriod'), ({ period }) => words.period(period)),
    ...one(text('diffAsOf'), ({ asOf }) => (asOf === undefined ? '' : words.day(asOf))),
    ...one(text('diffAsKnownOn'), ({ asKnownOn }) => (asKnownOn === undefined ? '' : words.day(asKnownOn))),
    ...list(text('diffCompare'), ({ compare }) => compare, words.comparison),
    ...list(text('diffCalculations'), ({ calculations }) => calculations, words.calculation),
    ...list(
      text('diffSort'),
      ({ sort }) => sort,
      ({ by, direction }) => `${nameOfColumn(by, [after, before], words)} ${direction === 'asc' ? '↑' : '↓'}`,
    ),
    ...one(text('diffTop'), ({ top }) => (top === undefined ? '' : `${top.n} ${words.dimension({ field: top.field })}`)),
    ...one(text('diffTotals'), ({ totals }) => text(`diffTotals-${totals?.rows ?? 'none'}`)),
    ...one(text('diffColumnTotal'), ({ totals }) => text(totals?.columns === 'grand' ? 'diffOn' : 'diffOff')),
    ...one(text('diffLimit'), ({ limit }) => String(limit ?? '')),
  ]
}

/** A column that is sorted by or dressed, by the value or dimension whose id it has. */
function nameOfColumn(id: string, specs: readonly ReportSpec[], words: DifferenceWords): string {
  const base = /^[^@|]*/.exec(id)?.[0] ?? id
  for (const { values, rows, columns } of specs) {
    const value = values.find((one) => (one.id ?? (one.stat === undefined ? one.metric : `${one.metric}:${one.stat}`)) === base)
    if (value !== undefined) return words.value(value)
    const use = [...rows, ...columns].find(({ field }) => field === base)
    if (use !== undefined) return words.dimension(use)
  }
  return id
}

function lookDifferences(before: Drawn, after: Drawn, words: DifferenceWords): string[] {
  const { text } = words
  const [old, now] = [before.look?.values ?? {}, after.look?.values ?? {}]
  const ids = [...new Set([...Object.keys(old), ...Object.keys(now)])]
  const switched = (name: string, was: boolean, is: boolean) =>
    became(name, text(was ? 'diffOn' : 'diffOff'), text(is ? 'diffOn' : 'diffOff'), words)
  const values = ids.flatMap((id) => {
    const [left, right] = [old[id] ?? {}, now[id] ?? {}]
    const name = nameOfColumn(id, [after.spec, before.spec], words)
    const of = (part: string) => text('diffPartOf', { name, part })
    return [
      ...became(of(text('diffFormat')), words.format(left.format), words.format(right.format), words),
      ...switched(of(text('diffBars')), left.bars === true, right.bars === true),
      ...became(of(text('diffShades')), text(`diffShades-${left.shades ?? 'none'}`), text(`diffShades-${right.shades ?? 'none'}`), words),
      ...(isSame(left.rules ?? [], right.rules ?? []) ? [] : [text('diffRules', { name, count: right.rules?.length ?? 0 })]),
      ...switched(of(text('diffOnTotals')), left.totals === true, right.totals === true),
    ]
  })
  const widths = isSame(before.look?.widths ?? {}, after.look?.widths ?? {}) ? [] : [text('diffWidths')]
  return [...values, ...widths]
}
