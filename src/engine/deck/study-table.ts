import type { StudyCell, StudyColumn, StudyFigure, StudyResult, StudyTable } from '../../contract/study-result.ts'
import type { TableCell } from '../export/pptx/slide-shapes.ts'
import { cellText, figureText, headUnit, type DeckLook } from './deck-text.ts'
import { isNumeric, nameOf } from './study-cells.ts'
import type { TableVisual } from './visual.ts'

const mostRows = 60
const mostColumns = 9

/** The first rows and columns of a table, as its study shows them. */
export function studyTable(table: StudyTable, look: DeckLook, most = { rows: mostRows, columns: mostColumns }): TableVisual {
  const columns = table.columns.slice(0, most.columns)
  const isRight = (column: StudyColumn): boolean => column.role === 'value' && isNumeric(column)
  const cell = (column: StudyColumn, value: StudyCell | undefined): string => {
    if (!isNumeric(column)) return value === null || value === undefined ? '–' : nameOf(column, value, look)
    return typeof value === 'boolean' || value === undefined ? '–' : cellText(value, column.unit, look)
  }
  return {
    widths: columns.map(({ role }) => (role === 'key' ? 2 : 1.1)),
    head: columns.map((column): TableCell => ({
      text: `${column.label[look.language]}${headUnit(column.unit, look)}`,
      align: isRight(column) ? 'right' : 'left',
    })),
    rows: table.rows
      .slice(0, most.rows)
      .map((row) =>
        columns.map((column): TableCell => ({ text: cell(column, row[column.id]), align: isRight(column) ? 'right' : 'left' })),
      ),
    total: table.rows.length,
  }
}

/** The first figures of a study in words. */
export function figureComments({ figures }: Pick<StudyResult, 'figures'>, look: DeckLook, most = 6): string[] {
  const line = ({ label, value, unit, interval }: StudyFigure): string => {
    const text = typeof value === 'boolean' ? String(value) : figureText(value, unit, look)
    const range = interval === null ? '' : ` (${figureText(interval.from, unit, look)} – ${figureText(interval.to, unit, look)})`
    return `${label[look.language]}${look.language === 'zh' ? '：' : ': '}${text}${range}`
  }
  const there = figures.filter(({ value }) => value !== null)
  const moved = there.filter(({ value }) => Number(value) !== 0)
  return (moved.length >= 2 ? moved : there).slice(0, most).map(line)
}
