import { memo, type MouseEvent } from 'react'
import classes from './grid.module.css'
import { isNumeric, type GridColumn } from './grid-column.ts'
import type { GridRows } from './grid-rows.ts'
import type { Look } from './look.ts'
import { isInside, type CellPlace, type Range } from './selection.ts'

interface GridRowProps {
  readonly id: string
  readonly row: number
  readonly top: number
  readonly looks: readonly Look[]
  readonly widths: readonly number[]
  readonly rows: GridRows
  readonly range: Range | null
  /** The column of the focused cell when it is in this row, else -1. */
  readonly focus: number
  readonly strong: boolean
  readonly onSelect: (place: CellPlace, extend: boolean) => void
  readonly onOpen: (place: CellPlace) => void
  readonly onPick: ((cell: { row: number; column: GridColumn }) => void) | undefined
  readonly onContextMenu: ((cell: { row: number; column: GridColumn }, event: MouseEvent) => void) | undefined
}

/** Scrolling draws the rows that come in, and leaves the others alone. */
export const GridRow = memo(function GridRow({
  id,
  row,
  top,
  looks,
  widths,
  rows,
  range,
  focus,
  strong,
  onSelect,
  onOpen,
  onPick,
  onContextMenu,
}: GridRowProps) {
  return (
    <div
      role="row"
      aria-rowindex={row + 2}
      className={classes.row}
      data-strong={strong || undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      {looks.map((look, index) => {
        const value = rows.value(row, look.column.id)
        const text = look.text(row)
        const selected = range !== null && isInside(range, row, index)
        return (
          <div
            key={look.column.id}
            id={`${id}-${row}-${index}`}
            role="gridcell"
            aria-colindex={index + 1}
            aria-selected={selected}
            className={classes.cell}
            data-number={isNumeric(look.column) || undefined}
            data-empty={value === null || undefined}
            data-focus={focus === index || undefined}
            style={{ width: widths[index] }}
            title={text.length * 6 > (widths[index] ?? 0) ? text : undefined}
            onMouseDown={(event) => event.button === 0 && onSelect({ row, column: index }, event.shiftKey)}
            onMouseEnter={(event) => event.buttons === 1 && onSelect({ row, column: index }, true)}
            data-pick={(onPick && isNumeric(look.column)) || undefined}
            onClick={onPick && ((event) => !event.shiftKey && onPick({ row, column: look.column }))}
            onDoubleClick={() => onOpen({ row, column: index })}
            onContextMenu={onContextMenu && ((event) => onContextMenu({ row, column: look.column }, event))}
          >
            {look.column.render ? look.column.render(row, value) : text}
          </div>
        )
      })}
    </div>
  )
})
