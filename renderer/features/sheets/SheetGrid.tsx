import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useId, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { SheetView } from '../../../src/contract/sheets.ts'
import { moveSelection, rangeOf, type CellPlace, type Selection } from '../../grid/selection.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { CellRemark } from './CellRemark.tsx'
import { SheetRow } from './SheetRow.tsx'
import { clearRange, insertRow, rangeText, removeRows, setCell } from './sheet-moves.ts'
import classes from './sheets.module.css'
import type { SheetMoment } from './sheet-desk.ts'
import type { Sheet } from './use-sheet.ts'

const rowHeight = 28
/** Empty rows beneath the last one, to type or paste into. */
const spareRows = 30

const origin: Selection = { anchor: { row: 0, column: 0 }, focus: { row: 0, column: 0 } }

/** A table to type and paste into. The keyboard does everything: arrows move, typing or F2 edits, Enter and Tab go on. */
export function SheetGrid({ view, sheet }: { view: SheetView; sheet: Sheet }) {
  const { t } = useTranslation('sheets')
  const language = useLanguage()
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [selection, setSelection] = useState<Selection>(origin)
  /** The text of the cell that is being typed into; null while none is. */
  const [typed, setTyped] = useState<string | null>(null)
  // Leaving the field for the grid would commit its text a second time.
  const isOpen = useRef(false)
  // A row that another window puts in meanwhile would move what is typed into the row beside it.
  const begun = useRef<SheetMoment | null>(null)
  const { desk, shown } = sheet
  const { rows } = shown
  const width = view.columns.length
  const count = rows.length + spareRows
  const { focus } = selection
  const range = rangeOf(selection)

  const virtualizer = useVirtualizer({ count, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 12 })
  const go = useCallback(
    (next: Selection) => {
      setSelection(next)
      virtualizer.scrollToIndex(next.focus.row, { align: 'auto' })
    },
    [virtualizer],
  )
  const place = ({ row, column }: CellPlace): void => {
    const at = { row: Math.max(0, Math.min(count - 1, row)), column: Math.max(0, Math.min(width - 1, column)) }
    go({ anchor: at, focus: at })
  }
  const edit = (text: string): void => {
    isOpen.current = true
    begun.current = shown
    setTyped(text)
  }
  const close = (): void => {
    isOpen.current = false
    setTyped(null)
  }
  const commit = (text: string): void => {
    if (!isOpen.current) return
    close()
    scroller.current?.focus()
    const from = begun.current ?? shown
    if (text === (from.rows[focus.row]?.[focus.column] ?? '')) return
    void desk.save((now) => setCell(now, focus.row, focus.column, text, width), from)
  }
  const goOn = (key: string, shift: boolean): void => {
    const back = shift ? -1 : 1
    if (key === 'Enter') return place({ row: focus.row + back, column: focus.column })
    const column = focus.column + back
    place(
      column >= width
        ? { row: focus.row + 1, column: 0 }
        : column < 0
          ? { row: focus.row - 1, column: width - 1 }
          : { row: focus.row, column },
    )
  }
  const onTyping = (event: KeyboardEvent, text: string): void => {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      close()
      scroller.current?.focus()
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      event.preventDefault()
      commit(text)
      goOn(event.key, event.shiftKey)
    }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const mod = event.ctrlKey || event.metaKey
    if (event.key === 'F2') edit(rows[focus.row]?.[focus.column] ?? '')
    else if (event.key === 'Enter') goOn('Enter', event.shiftKey)
    else if (event.key === 'Delete' && mod) void desk.save((now) => removeRows(now, range.top, range.bottom))
    else if (event.key === 'Insert' || (mod && event.key === 'Enter')) void desk.save((now) => insertRow(now, focus.row, width))
    else if (event.key === 'Delete' || event.key === 'Backspace') void desk.save((now) => clearRange(now, range))
    else if (event.key.length === 1 && !mod && !event.altKey) edit(event.key)
    else {
      const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 2)
      const next = moveSelection(selection, { key: event.key, shift: event.shiftKey, mod }, { rows: count, columns: width, page })
      if (!next) return
      go(next)
    }
    event.preventDefault()
    event.stopPropagation()
  }
  const onCopy = (event: ClipboardEvent): void => {
    if (typed !== null) return
    event.clipboardData.setData('text/plain', rangeText(rows, range))
    event.preventDefault()
  }
  const onPaste = (event: ClipboardEvent): void => {
    if (typed !== null) return
    event.preventDefault()
    const text = event.clipboardData.getData('text/plain')
    if (text !== '') void desk.paste(text, range.top, range.left)
  }
  const onCut = (event: ClipboardEvent): void => {
    if (typed !== null) return
    onCopy(event)
    void desk.save((now) => clearRange(now, range))
  }

  const cell = view.rows[focus.row]?.cells[focus.column]
  return (
    <div className={classes.gridBox}>
      <div
        ref={scroller}
        className={classes.scroller}
        role="grid"
        tabIndex={0}
        aria-label={t(`tab.${view.name}`)}
        aria-rowcount={count + 1}
        aria-colcount={width}
        aria-multiselectable
        aria-activedescendant={`${id}-${focus.row}-${focus.column}`}
        onKeyDown={onKeyDown}
        onCopy={onCopy}
        onCut={onCut}
        onPaste={onPaste}
      >
        <div className={classes.head} role="rowgroup">
          <div role="row" className={classes.row} aria-rowindex={1}>
            <div className={classes.rowNumber} role="columnheader" aria-label={t('row')} />
            {view.columns.map((column) => (
              <div key={column.id} role="columnheader" className={classes.headCell} data-number={column.align === 'right' || undefined}>
                {column.label[language]}
              </div>
            ))}
          </div>
        </div>
        <div className={classes.body} role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => (
            <SheetRow
              key={item.index}
              id={id}
              row={item.index}
              top={item.start}
              columns={view.columns}
              texts={rows[item.index] ?? null}
              checked={view.rows[item.index] ?? null}
              range={range}
              focus={focus.row === item.index ? focus.column : -1}
              typed={focus.row === item.index ? typed : null}
              onSelect={(column, extend) => {
                const at = { row: item.index, column }
                setSelection((now) => ({ anchor: extend ? now.anchor : at, focus: at }))
              }}
              onEdit={(column) => {
                place({ row: item.index, column })
                edit(rows[item.index]?.[column] ?? '')
              }}
              onType={setTyped}
              onTyping={onTyping}
              onLeave={commit}
            />
          ))}
        </div>
      </div>
      <CellRemark
        cell={cell ?? null}
        column={view.columns[focus.column] ?? null}
        row={focus.row}
        onTake={(text) => void desk.save((now) => setCell(now, focus.row, focus.column, text, width), shown)}
      />
    </div>
  )
}
