import { looksLikeValue } from './value-shape.ts'

/** Where the header stands among the first records, how wide the table is, and what stood above. */
export interface FoundHeader {
  /** Index into the records given, -1 = none of them is a header. */
  readonly index: number
  readonly width: number
  readonly rawHeaders: readonly string[]
}

const isEmpty = (cell: string) => cell.trim() === ''
const filledCount = (cells: readonly string[]) => cells.reduce((count, cell) => count + (isEmpty(cell) ? 0 : 1), 0)

/**
 * Finds the header among the first records of a table: below title and blank lines, the first record that is as wide as the
 * data and reads like names. `decided` = 1-based record chosen by a person, 0 = there is none.
 */
export function findHeader(records: readonly (readonly string[])[], decided?: number): FoundHeader {
  const width = usualWidth(records)
  const first = decided === undefined ? firstFullRecord(records, width) : decided - 1
  if (first < 0 || first >= records.length) return withoutHeader(width)
  const candidate = records[first]!
  const below = records.slice(first + 1).filter((cells) => !cells.every(isEmpty))
  if (decided === undefined && !readsLikeHeader(candidate, below)) return withoutHeader(Math.max(width, candidate.length))
  const dataWidth = usualWidth(below)
  const named = candidate.length - trailingEmpty(candidate)
  const tableWidth = Math.max(named, columnsInUse(below, dataWidth))
  return { index: first, width: tableWidth, rawHeaders: Array.from({ length: tableWidth }, (_, index) => candidate[index] ?? '') }
}

function withoutHeader(width: number): FoundHeader {
  return { index: -1, width, rawHeaders: Array.from({ length: width }, () => '') }
}

function trailingEmpty(cells: readonly string[]): number {
  let count = 0
  while (count < cells.length && isEmpty(cells[cells.length - 1 - count]!)) count++
  return count
}

/** The width most records have; of equals the greater. */
export function usualWidth(records: readonly (readonly string[])[]): number {
  const widths = new Map<number, number>()
  for (const cells of records) if (!cells.every(isEmpty)) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1)
  return [...widths].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? records[0]?.length ?? 1
}

/** The usual width without trailing columns that are empty in every record seen. */
function columnsInUse(records: readonly (readonly string[])[], usual: number): number {
  let used = 0
  for (const cells of records) if (cells.length === usual) used = Math.max(used, cells.length - trailingEmpty(cells))
  return used
}

function firstFullRecord(records: readonly (readonly string[])[], width: number): number {
  const enough = width <= 2 ? width : Math.max(2, Math.ceil(width * 0.5))
  const full = records.findIndex((cells) => cells.length >= Math.min(width, 2) && filledCount(cells) >= enough)
  return full >= 0 ? full : records.findIndex((cells) => filledCount(cells) > 0)
}

function readsLikeHeader(candidate: readonly string[], below: readonly (readonly string[])[]): boolean {
  const names = candidate.filter((cell) => !isEmpty(cell))
  if (names.length === 0) return false
  if (below.length === 0) return names.filter((name) => looksLikeValue(name) === 'text').length >= names.length * 0.8
  let forHeader = 0
  let against = 0
  for (let column = 0; column < candidate.length; column++) {
    const name = candidate[column]!
    const values = below
      .map((cells) => cells[column] ?? '')
      .filter((cell) => !isEmpty(cell))
      .slice(0, 200)
    if (isEmpty(name) || values.length === 0) continue
    const typed = values.filter((value) => looksLikeValue(value) !== 'text').length / values.length
    const isText = looksLikeValue(name) === 'text'
    if (isText && typed > 0.8) forHeader++
    else if (!isText && typed > 0.5) against++
    else if (!isText) against += 0.5
    else if (values.length > 1 && values.some((value) => value === name)) against += 0.5
  }
  return forHeader > 0 ? forHeader >= against : against === 0 || against < names.length / 4
}

/** Headers fit to be column names: trimmed, one line, filled, unique without regard to case. */
export function nameColumns(rawHeaders: readonly string[]): { headers: string[]; empty: number[]; duplicate: string[] } {
  const taken = new Set<string>()
  const empty: number[] = []
  const duplicate: string[] = []
  const plain = rawHeaders.map((raw) =>
    raw
      .normalize('NFC')
      .replace(/[\s\ufeff\u00a0\u200b]+/gu, ' ')
      .trim(),
  )
  const reserved = new Set(plain.filter((name) => name !== '').map(foldCase))
  const headers = plain.map((name, index) => {
    if (name === '') empty.push(index)
    const wanted = name === '' ? `column ${index + 1}` : name
    if (name !== '' && taken.has(foldCase(name))) duplicate.push(name)
    const unique = firstFree(wanted, (tried) => taken.has(foldCase(tried)) || (tried !== name && reserved.has(foldCase(tried))))
    taken.add(foldCase(unique))
    return unique
  })
  return { headers, empty, duplicate }
}

const foldCase = (name: string) => name.toLowerCase()

function firstFree(wanted: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(wanted)) return wanted
  for (let number = 2; ; number++) if (!isTaken(`${wanted} (${number})`)) return `${wanted} (${number})`
}
