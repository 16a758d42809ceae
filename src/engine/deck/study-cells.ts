import type { StudyCell, StudyColumn, StudyTable } from '../../contract/study-result.ts'
import { deckWords, type DeckLook } from './deck-text.ts'

export function columnOf(table: Pick<StudyTable, 'columns'>, id: string | undefined): StudyColumn | undefined {
  return table.columns.find((column) => column.id === id)
}

export function numberOf(cell: StudyCell | undefined): number | null {
  if (cell === null || cell === undefined || cell === '' || typeof cell === 'boolean') return null
  const number = Number(cell)
  return Number.isFinite(number) ? number : null
}

export function nameOf(column: StudyColumn | undefined, cell: StudyCell | undefined, { language }: DeckLook): string {
  if (cell === null || cell === undefined || cell === '') return deckWords[language].none
  return column?.words?.[String(cell)]?.[language] ?? String(cell)
}

export function isNumeric(column: StudyColumn | undefined): boolean {
  return column !== undefined && ['integer', 'decimal', 'double'].includes(column.type)
}
