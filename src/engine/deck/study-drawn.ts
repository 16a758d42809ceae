import { bucketLabel } from '../../contract/bucket-text.ts'
import type { StudyChart, StudyTable } from '../../contract/study-result.ts'
import { excelFormat, figureText, largestOf, type DeckLook } from './deck-text.ts'
import { columnOf, nameOf, numberOf } from './study-cells.ts'

/** A chart of a study with the table it draws. */
export interface Drawn {
  readonly chart: StudyChart
  readonly table: StudyTable
  readonly look: DeckLook
}

export function labelsOf({ chart, table, look }: Drawn): string[] {
  const isTold = new Set(table.rows.map((row) => row[chart.x])).size === table.rows.length
  const keys = table.columns.filter(({ id, role }) => id === chart.x || (!isTold && role === 'key' && id !== chart.series))
  const told = keys.filter(({ id }) => id === chart.x || new Set(table.rows.map((row) => row[id])).size > 1)
  return monthsOf(
    table.rows.map((row) => told.map((column) => nameOf(column, row[column.id], look)).join(' · ')),
    look,
  )
}

/** First days of months are months. */
export function monthsOf(labels: string[], { language }: DeckLook): string[] {
  return labels.length > 1 && labels.every((label) => /^\d{4}-\d{2}-01$/.test(label))
    ? labels.map((label) => bucketLabel(label, 'month', language))
    : labels
}

export function valuesOf({ table }: Drawn, id: string | undefined): (number | null)[] {
  return table.rows.map((row) => (id === undefined ? null : numberOf(row[id])))
}

export function headOf({ table, look }: Drawn, id: string | undefined): string {
  return columnOf(table, id)?.label[look.language] ?? id ?? ''
}

export function formatFor(drawn: Drawn, id: string | undefined, values: readonly (number | null)[]): string {
  return excelFormat(columnOf(drawn.table, id)?.unit ?? 'none', largestOf(values), drawn.look)
}

export function told({ chart, table, look }: Drawn): string {
  const [y] = chart.y
  const unit = columnOf(table, y)?.unit ?? 'none'
  const labels = labelsOf({ chart, table, look })
  const some = table.rows.slice(0, 8).map((row, place) => `${labels[place] ?? ''} ${figureText(numberOf(row[y ?? '']), unit, look)}`)
  return `${chart.label[look.language]}: ${some.join('; ')}`
}
