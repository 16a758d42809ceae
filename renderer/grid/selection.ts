export interface CellPlace {
  readonly row: number
  readonly column: number
}

/** A rectangle of cells: `anchor` stays, `focus` moves while it is extended. */
export interface Selection {
  readonly anchor: CellPlace
  readonly focus: CellPlace
}

export interface Bounds {
  readonly rows: number
  readonly columns: number
  /** Rows a page key moves by. */
  readonly page: number
}

export interface Range {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

interface Key {
  readonly key: string
  readonly shift: boolean
  readonly mod: boolean
}

export function rangeOf({ anchor, focus }: Selection): Range {
  return {
    top: Math.min(anchor.row, focus.row),
    bottom: Math.max(anchor.row, focus.row),
    left: Math.min(anchor.column, focus.column),
    right: Math.max(anchor.column, focus.column),
  }
}

/** A selection in a table that became smaller: its cells that are still there, none when it is empty. */
export function keepWithin(selection: Selection | null, rows: number, columns: number): Selection | null {
  if (selection === null || rows === 0 || columns === 0) return null
  const { anchor, focus } = selection
  const keep = (place: CellPlace): CellPlace => ({ row: within(place.row, rows), column: within(place.column, columns) })
  const fits = (place: CellPlace) => place.row < rows && place.column < columns
  return fits(anchor) && fits(focus) ? selection : { anchor: keep(anchor), focus: keep(focus) }
}

export function isInside(range: Range, row: number, column: number): boolean {
  return row >= range.top && row <= range.bottom && column >= range.left && column <= range.right
}

/** Where a key leads; null = the key means nothing to a table. */
export function moveSelection(selection: Selection, key: Key, bounds: Bounds): Selection | null {
  if (bounds.rows === 0 || bounds.columns === 0) return null
  if (key.mod && key.key.toLowerCase() === 'a') {
    return { anchor: { row: 0, column: 0 }, focus: { row: bounds.rows - 1, column: bounds.columns - 1 } }
  }
  const moved = moveFocus(selection.focus, key, bounds)
  if (!moved) return null
  const focus = { row: within(moved.row, bounds.rows), column: within(moved.column, bounds.columns) }
  return { anchor: key.shift ? selection.anchor : focus, focus }
}

function moveFocus({ row, column }: CellPlace, { key, mod }: Key, { rows, columns, page }: Bounds): CellPlace | null {
  switch (key) {
    case 'ArrowUp':
      return { row: mod ? 0 : row - 1, column }
    case 'ArrowDown':
      return { row: mod ? rows - 1 : row + 1, column }
    case 'ArrowLeft':
      return { row, column: mod ? 0 : column - 1 }
    case 'ArrowRight':
      return { row, column: mod ? columns - 1 : column + 1 }
    case 'PageUp':
      return { row: row - page, column }
    case 'PageDown':
      return { row: row + page, column }
    case 'Home':
      return { row: mod ? 0 : row, column: 0 }
    case 'End':
      return { row: mod ? rows - 1 : row, column: columns - 1 }
    default:
      return null
  }
}

function within(index: number, count: number): number {
  return Math.max(0, Math.min(count - 1, index))
}
