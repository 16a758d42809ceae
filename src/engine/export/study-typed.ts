import type { StudyColumn, StudyTable } from '../../contract/study-result.ts'
import type { TypedTable } from '../database/typed-file.ts'

const plainNumber = /^-?\d+(?:\.(\d+))?$/

/** A study's table by the types of its columns; decimals with as many places as the longest cell has. */
export function studyTyped({ columns, rows }: StudyTable): TypedTable {
  return {
    rowCount: rows.length,
    columns: columns.map((column) => ({
      name: column.id,
      type: typeOf(
        column,
        rows
          .map((row) => row[column.id] ?? null)
          .filter((cell) => cell !== null)
          .map(String),
      ),
      at: (row) => {
        const cell = rows[row]?.[column.id] ?? null
        return cell === null ? null : String(cell)
      },
    })),
  }
}

function typeOf({ type }: StudyColumn, cells: readonly string[]): string {
  if (type === 'date') return cells.every((cell) => /^\d{4}-\d{2}-\d{2}$/.test(cell)) ? 'DATE' : 'VARCHAR'
  if (type === 'timestamp') return cells.every((cell) => /^\d{4}-\d{2}-\d{2}[ T][\d:.]+$/.test(cell)) ? 'TIMESTAMP' : 'VARCHAR'
  if (type === 'boolean') return 'BOOLEAN'
  if (type === 'text') return 'VARCHAR'
  if (cells.some((cell) => Number.isNaN(Number(cell)))) return 'VARCHAR'
  if (type === 'double' || !cells.every((cell) => plainNumber.test(cell))) return 'DOUBLE'
  const places = cells.map((cell) => plainNumber.exec(cell)?.[1]?.length ?? 0).reduce((most, one) => Math.max(most, one), 0)
  const digits = cells.map((cell) => cell.replace(/^-|\..*$/g, '').length).reduce((most, one) => Math.max(most, one), 1)
  if (places === 0 && type === 'integer' && digits <= 18) return 'BIGINT'
  if (digits + places > 38) return 'VARCHAR'
  return `DECIMAL(${Math.max(18, digits + places)},${places})`
}
