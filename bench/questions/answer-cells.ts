import { readArrowTable, type ArrowTable, type CellValue } from '../../src/engine/database/arrow-table.ts'
import type { ReportResult } from '../../src/contract/report-result.ts'

/** The numbers of an answer by their place: row values, column values (null = no column shelf, `total` its total), number of the value. */
export type Cells = ReadonlyMap<string, number | null>

/** The cells of a report. Absent cells of a pivot are 0 or empty there and have no row in SQL: they are left out of both. */
export function reportCells({ bytes, columns }: ReportResult & { bytes: Uint8Array }): Cells {
  const table = readArrowTable(bytes)
  const rows = columns.filter(({ role }) => role === 'row').map(({ id }) => table.column(id))
  const values = columns.filter(({ role }) => role === 'value')
  const ids = [...new Set(values.map(baseOf))]
  const level = table.column('$level')
  const cells = new CellMap()
  for (const column of values) {
    const { at } = table.column(column.id)
    const across = column.isColumnTotal === true ? 'total' : (column.path ?? null)
    for (let row = 0; row < table.rowCount; row++) {
      const keys = rows.slice(0, Number(level.at(row))).map((key) => key.at(row))
      cells.add([keys, across, ids.indexOf(baseOf(column))], at(row), across !== null)
    }
  }
  return cells
}

/** Its id without the value on the column shelf. */
function baseOf({ id }: { readonly id: string }): string {
  return id.split('|')[0] ?? id
}

/** The cells of an answer in SQL, its columns named as question.ts says. */
export function sqlCells(bytes: Uint8Array): Cells {
  const table = readArrowTable(bytes)
  const [rows, columns, values] = ['r', 'c', 'v'].map((letter) => table.columns.filter(({ name }) => name.startsWith(letter)))
  const number = (name: string): ArrowTable['columns'][number] | undefined => table.columns.find((column) => column.name === name)
  const [level, across] = [number('level'), number('across')]
  const cells = new CellMap()
  for (const [index, { at }] of (values ?? []).entries()) {
    for (let row = 0; row < table.rowCount; row++) {
      const keys = (rows ?? []).slice(0, Number(level?.at(row) ?? rows?.length)).map((key) => key.at(row))
      const path = columns?.length === 0 ? null : Number(across?.at(row)) === 1 ? columns?.map((column) => column.at(row)) : 'total'
      cells.add([keys, path, index], at(row), path !== null)
    }
  }
  return cells
}

class CellMap extends Map<string, number | null> {
  add(place: unknown, value: CellValue, mayBeAbsent: boolean): void {
    const key = JSON.stringify(place, (_, part: unknown) => (typeof part === 'bigint' ? Number(part) : part))
    const number = value === null ? null : Number(value)
    if (this.has(key)) throw new Error(`two answers at ${key}`)
    if (!mayBeAbsent || (number !== null && number !== 0)) this.set(key, number)
  }
}

/** Throws with the first cells that differ by more than the rounding of floating point. */
export function checkSame(title: string, answer: Cells, limit: Cells): void {
  const keys = [...new Set([...answer.keys(), ...limit.keys()])]
  const different = keys.filter((key) => !isSame(answer.get(key), limit.get(key)))
  if (limit.size > 0 && different.length === 0) return
  const examples = different.slice(0, 5).map((key) => `${key}: ${answer.get(key)}, by the limit ${limit.get(key)}`)
  throw new Error(`${title}: ${different.length} of ${limit.size} cells differ\n${examples.join('\n')}`)
}

function isSame(one: number | null | undefined, other: number | null | undefined): boolean {
  if (typeof one !== 'number' || typeof other !== 'number') return one === other
  return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one), Math.abs(other))
}
