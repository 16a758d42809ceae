import { HelmdeckError } from '../../contract/errors.ts'
import type { SheetName } from '../../contract/sheets.ts'
import { likenessOf } from '../settings/names.ts'
import type { SheetContext } from './check-sheet.ts'
import { readDay, readPeriod } from './read-period.ts'
import { sheetDefinitions, type ColumnDefinition, type SheetDefinition } from './sheet-definition.ts'
import { splitCells } from './split-cells.ts'

/** What one header of a pasted table means. */
type Head = { readonly column: number; readonly unit?: string } | { readonly across: string } | { readonly ignored: true }

const total = /^(合计|总计|小计|全年|total|sum|grand total|ytd)$/i

/**
 * The rows a sheet has after text was pasted: under a header of its own (also one with months across) they are added at the
 * end, without one they are put where they were pasted. Fails with `invalid-request` for nothing, and for more cells than fit.
 */
export function pasteRows(
  name: SheetName,
  rows: readonly (readonly string[])[],
  text: string,
  at: { readonly row: number; readonly column: number },
  context: SheetContext,
): string[][] {
  const definition = sheetDefinitions[name]
  const pasted = splitCells(text)
  const [first, ...rest] = pasted
  if (first === undefined) throw new HelmdeckError('invalid-request', { field: 'text', problem: 'there is nothing to paste' })
  const heads = headsOf(definition, first, context)
  const kept = rows.map((row) => [...row])
  if (heads === null) return put(definition, kept, pasted, at)
  while (kept.at(-1)?.every((cell) => cell.trim() === '') === true) kept.pop()
  return [...kept, ...rest.flatMap((cells) => rowsUnder(definition, heads, cells))]
}

/** What the headers mean; null where this is no header. */
function headsOf(definition: SheetDefinition, cells: readonly string[], context: SheetContext): readonly Head[] | null {
  const { columns } = definition
  const heads: Head[] = cells.map((cell) => {
    const column = columns.findIndex((one) => isCalled(one, cell))
    if (column !== -1) return { column, unit: unitOf(cell) }
    if (total.test(cell.trim())) return { ignored: true }
    return isAcross(definition, cell, context) ? { across: cell.trim() } : { ignored: true }
  })
  const across = heads.filter((head) => 'across' in head).length
  const named = heads.filter((head) => 'column' in head).length
  if (across >= 2) return withDown(definition, heads, cells)
  return across === 0 && named >= 2 && named * 2 > cells.length ? heads : null
}

/** A matrix may leave the corner above its names empty, or call it something of its own. */
function withDown({ columns, down }: SheetDefinition, heads: readonly Head[], cells: readonly string[]): readonly Head[] {
  const column = columns.findIndex(({ id }) => id === down)
  if (heads.some((head) => 'column' in head && head.column === column)) return heads
  const corner = heads.findIndex((head, index) => 'ignored' in head && !total.test(cells[index]?.trim() ?? ''))
  return heads.map((head, index) => (index === corner ? { column } : head))
}

/** `目标（万元）` says that its cells are 万; a cell that says so itself is left alone. */
function unitOf(header: string): string {
  return /[（([]\s*(?:单位[:：]?\s*)?(?:人民币)?\s*([千万亿])\s*元?\s*[)）\]]\s*$/u.exec(header)?.[1] ?? ''
}

function isCalled({ id, label, words }: ColumnDefinition, header: string): boolean {
  const key = likenessOf(header.replace(/[（(].*[)）]\s*$/u, ''), 'person')
  return key !== '' && [id, label.zh, label.en, ...words].some((word) => likenessOf(word, 'person') === key)
}

function isAcross({ across, columns }: SheetDefinition, header: string, { calendar, clockYear }: SheetContext): boolean {
  const isPeriod = columns.some(({ id, kind }) => id === across && kind === 'period')
  return (isPeriod ? readPeriod(header, calendar, clockYear) : readDay(header)).value !== null
}

function rowsUnder({ columns, measure, across }: SheetDefinition, heads: readonly Head[], cells: readonly string[]): string[][] {
  if (cells.every((cell) => cell.trim() === '') || total.test(cells[0]?.trim() ?? '')) return []
  const plain = columns.map(() => '')
  heads.forEach((head, index) => {
    if ('column' in head) plain[head.column] = withUnit((cells[index] ?? '').trim(), head.unit ?? '')
  })
  if (!heads.some((head) => 'across' in head)) return [plain]
  return heads.flatMap((head, index) => {
    const value = (cells[index] ?? '').trim()
    if (!('across' in head) || value === '') return []
    return [columns.map(({ id }, place) => (id === across ? head.across : id === measure ? value : (plain[place] ?? '')))]
  })
}

function withUnit(cell: string, unit: string): string {
  return unit !== '' && /\d\s*$/.test(cell) ? `${cell}${unit}` : cell
}

function put(
  { columns }: SheetDefinition,
  rows: string[][],
  pasted: readonly (readonly string[])[],
  at: { row: number; column: number },
): string[][] {
  const width = Math.max(...pasted.map((cells) => cells.length))
  if (at.column + width > columns.length)
    throw new HelmdeckError('invalid-request', { field: 'text', problem: `${width} columns do not fit from column ${at.column + 1} on` })
  while (rows.length < at.row + pasted.length) rows.push(columns.map(() => ''))
  pasted.forEach((cells, index) => {
    const row = columns.map((_, place) => rows[at.row + index]?.[place] ?? '')
    cells.forEach((cell, place) => (row[at.column + place] = cell.trim()))
    rows[at.row + index] = row
  })
  return rows
}
