import { findHeader } from './csv-header.ts'

/** A merged block in the same coordinates as the rows, ends included. */
export interface MergedBlock {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

export interface SheetHeader {
  /** First data row; the header is the `height` rows above it, 0 = there is none. */
  readonly dataFrom: number
  readonly height: number
  readonly rawHeaders: readonly string[]
}

const rowsToLookAt = 200
const tallestHeader = 4

/** Finds a sheet's header, title rows above it left out; a header of several merged rows is joined: `Amount` over `Plan` is `Amount Plan`. */
export function findSheetHeader(rows: readonly (readonly string[])[], merges: readonly MergedBlock[], decided?: number): SheetHeader {
  const head = rows.slice(0, rowsToLookAt)
  const found = findHeader(head, decided)
  const width = rows[0]?.length ?? 0
  if (found.index < 0) return { dataFrom: 0, height: 0, rawHeaders: Array.from({ length: width }, () => '') }
  const top = decided === undefined && isGroupRow(found.index - 1, head, merges, width) ? found.index - 1 : found.index
  const bottom = decided === undefined ? lastHeaderRow(top, found.index, rows, merges) : found.index
  const rawHeaders = Array.from({ length: width }, (_, column) => joinedName(column, top, bottom, rows, merges))
  return { dataFrom: bottom + 1, height: bottom - top + 1, rawHeaders }
}

const isWide = (block: MergedBlock, row: number) => block.top === row && block.right > block.left

/** Names over groups of columns: two or more, none of them as wide as a title. */
function isGroupRow(row: number, rows: readonly (readonly string[])[], merges: readonly MergedBlock[], width: number): boolean {
  if (row < 0) return false
  const filled = rows[row]!.filter((cell) => cell.trim() !== '').length
  return filled >= 2 && merges.some((block) => isWide(block, row) && block.right - block.left + 1 <= width * 0.8)
}

/** A merge that starts in the header reaches down to its last row; names over groups have the names of the columns below them. */
function lastHeaderRow(top: number, found: number, rows: readonly (readonly string[])[], merges: readonly MergedBlock[]): number {
  let bottom = found
  for (const block of merges) {
    if (block.top < top || block.top > found) continue
    if (block.bottom > block.top) bottom = Math.max(bottom, block.bottom)
    else if (isWide(block, found) && rows[found + 1] !== undefined) bottom = Math.max(bottom, found + 1)
  }
  return Math.min(bottom, top + tallestHeader - 1, rows.length - 1)
}

function joinedName(
  column: number,
  top: number,
  bottom: number,
  rows: readonly (readonly string[])[],
  merges: readonly MergedBlock[],
): string {
  const parts: string[] = []
  for (let row = top; row <= bottom; row++) {
    const block = merges.find((merge) => row >= merge.top && row <= merge.bottom && column >= merge.left && column <= merge.right)
    const text = (block === undefined ? rows[row]?.[column] : rows[block.top]?.[block.left])?.trim() ?? ''
    if (text !== '' && parts.at(-1) !== text) parts.push(text)
  }
  return parts.join(' ')
}
