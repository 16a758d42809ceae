import classes from './grid.module.css'
import { isNumeric } from './grid-column.ts'
import type { Look } from './look.ts'

interface ResizableHeader {
  readonly id: string
  getSize(): number
  getResizeHandler(): (event: unknown) => void
  readonly column: { resetSize(): void; getIsResizing(): boolean }
}

interface GridHeaderProps {
  readonly headers: readonly ResizableHeader[]
  readonly looks: readonly Look[]
  readonly total: number
  readonly sort: { readonly by: string; readonly direction: 'asc' | 'desc' } | undefined
  readonly onSort: ((column: string) => void) | undefined
}

export function GridHeader({ headers, looks, total, sort, onSort }: GridHeaderProps) {
  return (
    <div className={classes.head} role="rowgroup" style={{ minWidth: total }}>
      <div role="row" aria-rowindex={1} className={classes.headRow}>
        {headers.map((header, index) => {
          const look = looks[index]
          if (!look) return null
          const sorted = sort?.by === look.column.id ? sort.direction : null
          const startResize = header.getResizeHandler()
          return (
            <div
              key={header.id}
              role="columnheader"
              aria-colindex={index + 1}
              className={classes.headCell}
              data-number={isNumeric(look.column) || undefined}
              style={{ width: header.getSize() }}
              title={look.header}
              aria-sort={sorted === null ? undefined : sorted === 'asc' ? 'ascending' : 'descending'}
            >
              {onSort ? (
                <button type="button" className={`clip ${classes.sort}`} onClick={() => onSort(look.column.id)}>
                  {look.header}
                </button>
              ) : (
                <span className="clip">{look.header}</span>
              )}
              {sorted !== null && (
                <span className={classes.sorted} aria-hidden>
                  {sorted === 'asc' ? '↑' : '↓'}
                </span>
              )}
              <span
                className={classes.resizer}
                data-resizing={header.column.getIsResizing() || undefined}
                onMouseDown={startResize}
                onTouchStart={startResize}
                onDoubleClick={() => header.column.resetSize()}
                aria-hidden
              />
            </div>
          )
        })}
      </div>
    </div>
  )
}
