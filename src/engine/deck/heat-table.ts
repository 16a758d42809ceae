import type { StudyCell, StudyChart, StudyTable } from '../../contract/study-result.ts'
import type { TableCell } from '../export/pptx/slide-shapes.ts'
import { cellText, type DeckLook } from './deck-text.ts'
import { columnOf, nameOf, numberOf } from './study-cells.ts'
import { shadeOf } from './shades.ts'
import type { TableVisual } from './visual.ts'

const mostColumns = 14
const mostLines = 30
/** A heat map as a table with shaded cells, which Office edits as well. */
export function heatTable(chart: StudyChart, table: StudyTable, look: DeckLook): TableVisual {
  const [across, down] = chart.series === undefined ? [null, chart.x] : [chart.x, chart.series]
  const [y = ''] = chart.y
  const unit = columnOf(table, y)?.unit ?? 'none'
  const lines = distinct(table.rows.map((row) => row[down] ?? null))
  const columns = across === null ? chart.y : distinct(table.rows.map((row) => row[across] ?? null))
  const cells = new Map(
    table.rows.flatMap((row) => {
      const line = row[down] ?? null
      if (across === null) return chart.y.map((id) => [JSON.stringify([line, id]), numberOf(row[id])] as const)
      return [[JSON.stringify([line, row[across] ?? null]), numberOf(row[y])] as const]
    }),
  )
  const at = (line: StudyCell, column: StudyCell): number | null => cells.get(JSON.stringify([line, column])) ?? null
  const shown = columns.filter((column) => lines.some((line) => at(line, column) !== null)).slice(0, mostColumns)
  // All of a cohort is there at first: beside that whatever comes back would look like nothing.
  const shaded = chart.kind === 'cohort' ? shown.slice(1) : shown
  const values = lines.flatMap((line) => shaded.flatMap((column) => at(line, column) ?? []))
  const [least, most] = [Math.min(0, ...values), Math.max(...values, 0)]
  const cell = (line: StudyCell, column: StudyCell): TableCell => {
    const value = at(line, column)
    if (value === null) return { text: '', align: 'right' }
    return { text: cellText(value, unit, look), align: 'right', ...shadeOf(value, least, most) }
  }
  const head = (column: StudyCell): string =>
    across === null ? (columnOf(table, String(column))?.label[look.language] ?? '') : nameOf(columnOf(table, across), column, look)
  return {
    widths: [2, ...shown.map(() => 1)],
    head: [
      { text: columnOf(table, down)?.label[look.language] ?? '' },
      ...shown.map((column): TableCell => ({ text: head(column), align: 'right' })),
    ],
    rows: lines
      .slice(0, mostLines)
      .map((line) => [{ text: nameOf(columnOf(table, down), line, look) }, ...shown.map((column) => cell(line, column))]),
    total: lines.length,
  }
}

function distinct(keys: readonly StudyCell[]): StudyCell[] {
  return [...new Set(keys)]
}
