import { ExactSum } from './exact-sum.ts'
import type { CellNote, CellValue } from './sheet.ts'
import type { WhyNoFormula } from './workbook-words.ts'
import { columnName, rowNumber } from './xlsx/cell-xml.ts'

/** What totals stand on. */
export interface TotalledTable {
  readonly rows: number
  /** Row dimensions. */
  readonly depth: number
  level(row: number): number
  /** Null = holds no values. */
  readonly columns: readonly (TotalledColumn | null)[]
}

export interface TotalledColumn {
  readonly at: (row: number) => CellValue
  /** Why the rows need not add up to a total; null where they may, which is then tried. */
  readonly why: WhyNoFormula | null
  /** Places of the columns that this one is the total of, across. */
  readonly parts: readonly number[]
}

export interface Totals {
  /** Places of the columns with formulas. */
  readonly columns: ReadonlySet<number>
  formula(row: number, column: number): string | null
  readonly why: readonly (Omit<CellNote, 'text'> & { readonly why: WhyNoFormula })[]
}

const mostNotes = 400
/** What Excel's SUM takes. */
const mostParts = 255
const mostRowsAcross = 100_000

/**
 * Totals as formulas where the finest cells under them are in the sheet and add up to what the engine says, to the last digit of a
 * decimal; every other total is a value and says why. SUBTOTAL leaves the subtotals among its cells out, and what a filter hides.
 */
export function totalsOf(table: TotalledTable): Totals {
  const { rows, depth, level, columns } = table
  const groups = groupsOf(rows, depth, level)
  const found = new Map<number, Map<number, string>>()
  const why: { row: number; column: number; why: WhyNoFormula }[] = []
  for (const [place, column] of columns.entries()) {
    if (column === null) continue
    const broken = column.why === null ? brokenOf(groups, rows, column) : null
    const own = new Map<number, string>()
    for (const { row, from, to } of groups) {
      if (column.at(row) === null) continue
      const name = columnName(place)
      // A subtotal that is a value would be counted beside its own rows.
      const holds = broken !== null && broken[row] === 0 && broken.subarray(from, to).indexOf(1) < 0
      if (holds) own.set(row, `SUBTOTAL(9,${name}${rowNumber(from)}:${name}${rowNumber(to - 1)})`)
      else if (why.length < mostNotes) why.push({ row, column: place, why: column.why ?? 'overlap' })
    }
    if (column.parts.length > 0) across(table, place, own)
    if (own.size > 0) found.set(place, own)
  }
  return { columns: new Set(found.keys()), formula: (row, column) => found.get(column)?.get(row) ?? null, why }
}

interface Group {
  readonly row: number
  readonly from: number
  readonly to: number
}

/** Each total with the rows below it; the grand total stands last and spans all of them. */
function groupsOf(rows: number, depth: number, level: (row: number) => number): Group[] {
  const groups: Group[] = []
  const ends: number[] = Array.from({ length: depth + 1 }, () => rows)
  for (let row = rows - 1; row >= 0; row -= 1) {
    const at = level(row)
    if (at < depth) {
      if (at === 0) groups.push({ row, from: 0, to: row })
      else groups.push({ row, from: row + 1, to: ends[at] ?? rows })
    }
    for (let deeper = at; deeper <= depth; deeper += 1) ends[deeper] = row
  }
  return groups.filter(({ from, to }) => to > from).toReversed()
}

/** The totals that the finest cells below them do not add up to. */
function brokenOf(groups: readonly Group[], rows: number, { at }: TotalledColumn): Uint8Array {
  const totals = new Uint8Array(rows)
  for (const { row } of groups) totals[row] = 1
  const broken = new Uint8Array(rows)
  for (const { row, from, to } of groups) {
    const sum = new ExactSum()
    for (let one = from; one < to && sum.isNumber; one += 1) if (totals[one] === 0) sum.add(at(one))
    if (at(row) !== null && !sum.equals(ExactSum.of(at(row)))) broken[row] = 1
  }
  return broken
}

/** A column total as the sum of its columns, where every row holds to that: a column of formulas and values would mislead. */
function across({ rows, columns, level, depth }: TotalledTable, place: number, own: Map<number, string>): void {
  const total = columns[place]
  const parts = total?.parts ?? []
  if (total === undefined || total === null || total.why !== null || parts.length > mostParts || rows > mostRowsAcross) return
  const formulas: [number, string][] = []
  for (let row = 0; row < rows; row += 1) {
    if (level(row) < depth || total.at(row) === null) continue
    const sum = new ExactSum()
    for (const part of parts) sum.add(columns[part]?.at(row) ?? null)
    if (!sum.equals(ExactSum.of(total.at(row)))) return
    formulas.push([row, `SUM(${rangesOf(parts, rowNumber(row))})`])
  }
  for (const [row, formula] of formulas) own.set(row, formula)
}

/** Neighbours as one range. */
function rangesOf(parts: readonly number[], number: number): string {
  const runs: [number, number][] = []
  for (const part of parts) {
    const last = runs.at(-1)
    if (last !== undefined && last[1] === part - 1) last[1] = part
    else runs.push([part, part])
  }
  return runs.map(([from, to]) => `${columnName(from)}${number}${from === to ? '' : `:${columnName(to)}${number}`}`).join(',')
}
