import { columnResizingFeature, columnSizingFeature, createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useId, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/i18n.ts'
import { rangeAsText } from './copy.ts'
import classes from './grid.module.css'
import { GridHeader } from './GridHeader.tsx'
import { GridRow } from './GridRow.tsx'
import { cellText, columnDigits, estimateWidth, headerText, type GridColumn } from './grid-column.ts'
import type { GridRows } from './grid-rows.ts'
import { keepWithin, moveSelection, rangeOf, type CellPlace, type Selection } from './selection.ts'

export interface GridProps {
  /** Names the table for people who can't see it. */
  readonly label: string
  readonly columns: readonly GridColumn[]
  readonly rows: GridRows
  readonly compact?: boolean
  /** Rows to stand out: totals and subtotals. */
  readonly isStrong?: (row: number) => boolean
  /** Enter or a double click on a cell. */
  readonly onOpen?: (cell: { row: number; column: GridColumn }) => void
  /** A plain click on a cell. */
  readonly onPick?: ((cell: { row: number; column: GridColumn }) => void) | undefined
  readonly sort?: { readonly by: string; readonly direction: 'asc' | 'desc' } | undefined
  /** A click on a column's head. */
  readonly onSort?: ((column: string) => void) | undefined
  readonly onContextMenu?: (cell: { row: number; column: GridColumn }, event: MouseEvent) => void
}

const features = tableFeatures({ columnSizingFeature, columnResizingFeature })
const helper = createColumnHelper<typeof features, never>()
const noRows: never[] = []
const [narrowest, widest] = [40, 1200]
const rowHeights = { usual: 28, compact: 24 }

/** A table of any length: only the rows in sight are drawn, values are read when drawn. Fills the height it is given. */
export function Grid({ label, columns, rows, compact = false, isStrong, onOpen, onPick, sort, onSort, onContextMenu }: GridProps) {
  const { t } = useTranslation('ui')
  const language = useLanguage()
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [selected, setSelection] = useState<Selection | null>(null)
  const selection = useMemo(() => keepWithin(selected, rows.count, columns.length), [selected, rows.count, columns.length])
  const [copied, setCopied] = useState('')
  const rowHeight = compact ? rowHeights.compact : rowHeights.usual

  const looks = useMemo(() => {
    const words = { yes: t('yes'), no: t('no'), empty: t('empty') }
    return columns.map((column) => {
      const digits = columnDigits(column, rows)
      const text = (row: number) => cellText(column, rows.value(row, column.id), language, words, digits)
      const header = headerText(column, language)
      const sample = Array.from({ length: Math.min(rows.count, 50) }, (_, row) => text(row))
      return { column, header, text, width: column.width ?? estimateWidth(header, sample) }
    })
  }, [columns, rows, language, t])

  const definitions = useMemo(
    () => looks.map(({ column, width }) => helper.display({ id: column.id, size: width, minSize: narrowest, maxSize: widest })),
    [looks],
  )
  const table = useTable({ features, columns: definitions, data: noRows, columnResizeMode: 'onChange' })
  const headers = table.getHeaderGroups()[0]?.headers ?? []
  const { columnSizing } = table.state
  const widths = useMemo(
    () => looks.map(({ column, width }) => Math.min(widest, Math.max(narrowest, columnSizing[column.id] ?? width))),
    [looks, columnSizing],
  )
  const total = widths.reduce((sum, width) => sum + width, 0)

  const virtualizer = useVirtualizer({
    count: rows.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: rowHeight,
  })

  const select = useCallback(
    (place: CellPlace, extend: boolean) => setSelection((now) => ({ anchor: extend && now ? now.anchor : place, focus: place })),
    [],
  )
  const openFocus = useCallback(
    (place: CellPlace) => {
      const column = columns[place.column]
      if (column) onOpen?.({ row: place.row, column })
    },
    [columns, onOpen],
  )
  const onKeyDown = (event: KeyboardEvent) => {
    const at = selection ?? { anchor: { row: 0, column: 0 }, focus: { row: 0, column: 0 } }
    if (event.key === 'Enter' && selection && onOpen) return openFocus(selection.focus)
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 2)
    const bounds = { rows: rows.count, columns: columns.length, page }
    const next = moveSelection(at, { key: event.key, shift: event.shiftKey, mod: event.ctrlKey || event.metaKey }, bounds)
    if (!next) return
    event.preventDefault()
    setSelection(selection === null && event.key.startsWith('Arrow') ? at : next)
    virtualizer.scrollToIndex(next.focus.row, { align: 'auto' })
    scrollToColumn(scroller.current, widths, next.focus.column)
  }
  const onCopy = (event: { clipboardData: DataTransfer; preventDefault: () => void }) => {
    if (!selection) return
    const range = rangeOf(selection)
    event.clipboardData.setData(
      'text/plain',
      rangeAsText(
        columns,
        looks.map((look) => look.header),
        rows,
        range,
        language,
      ),
    )
    event.preventDefault()
    setCopied(t('copied', { rows: range.bottom - range.top + 1, columns: range.right - range.left + 1 }))
  }

  const range = useMemo(() => (selection ? rangeOf(selection) : null), [selection])
  return (
    <div className={classes.box} data-compact={compact || undefined}>
      <div
        ref={scroller}
        className={classes.scroller}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={rows.count + 1}
        aria-colcount={columns.length}
        aria-multiselectable
        aria-activedescendant={selection ? `${id}-${selection.focus.row}-${selection.focus.column}` : undefined}
        onKeyDown={onKeyDown}
        onCopy={onCopy}
      >
        <GridHeader headers={headers} looks={looks} total={total} sort={sort} onSort={onSort} />
        <div className={classes.body} role="rowgroup" style={{ height: virtualizer.getTotalSize(), minWidth: total }}>
          {virtualizer.getVirtualItems().map((item) => (
            <GridRow
              key={item.index}
              id={id}
              row={item.index}
              top={item.start}
              looks={looks}
              widths={widths}
              rows={rows}
              range={range}
              focus={selection?.focus.row === item.index ? selection.focus.column : -1}
              strong={isStrong?.(item.index) ?? false}
              onSelect={select}
              onOpen={openFocus}
              onPick={onPick}
              onContextMenu={onContextMenu}
            />
          ))}
        </div>
      </div>
      <div className={classes.announce} role="status">
        {copied}
      </div>
    </div>
  )
}

function scrollToColumn(scroller: HTMLDivElement | null, widths: readonly number[], column: number): void {
  if (!scroller) return
  const left = widths.slice(0, column).reduce((sum, width) => sum + width, 0)
  const right = left + (widths[column] ?? 0)
  if (left < scroller.scrollLeft) scroller.scrollLeft = left
  else if (right > scroller.scrollLeft + scroller.clientWidth) scroller.scrollLeft = right - scroller.clientWidth
}
