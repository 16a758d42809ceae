import classes from './grid.module.css'
import { isNumeric } from './grid-column.ts'
import type { Look } from './look.ts'

interface ResizableHeader {
  readonly id: string
  getSize(): number
  getResizeHandler(): (event: unknown) => void
  readonly column: { resetSize(): void; getIsResizing(): boolean }
}

export function GridHeader({ headers, looks, total }: { headers: readonly ResizableHeader[]; looks: readonly Look[]; total: number }) {
  return (
    <div className={classes.head} role="rowgroup" style={{ minWidth: total }}>
      <div role="row" aria-rowindex={1} className={classes.headRow}>
        {headers.map((header, index) => {
          const look = looks[index]
          if (!look) return null
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
            >
              <span className="clip">{look.header}</span>
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
