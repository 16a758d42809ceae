import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ClipboardEvent,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
} from 'react'
import { useTranslation } from 'react-i18next'
import { keepWithin, moveSelection, rangeOf, type CellPlace, type Range, type Selection } from '../grid/selection.ts'
import type { PivotLayout } from './pivot-columns.ts'
import { pivotAsText } from './pivot-copy.ts'
import type { ReportData } from '../../src/charts/report-data.ts'

interface Asked {
  readonly report: ReportData
  readonly layout: PivotLayout
  readonly rows: readonly number[]
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly page: number
  readonly reveal: (place: CellPlace) => void
  readonly onOpen: (place: CellPlace) => void
  readonly onWidth: (column: number, step: number) => void
}

interface PivotKeys {
  /** The cell that the keyboard stands on; the only one that Tab reaches. */
  readonly active: CellPlace
  readonly range: Range | null
  readonly said: string
  readonly onPoint: (place: CellPlace, event: MouseEvent) => void
  /** Whatever brings the focus to a cell, the keyboard goes on from there. */
  readonly onFocus: (event: FocusEvent) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onCopy: (event: ClipboardEvent) => void
}

const widthStep = 16

/** Arrow keys move from cell to cell, Shift extends, Enter opens, Alt with an arrow makes the column wider or narrower, copying takes the heads along. */
export function usePivotKeys({ report, layout, rows, scroller, page, reveal, onOpen, onWidth }: Asked): PivotKeys {
  const { t } = useTranslation('report')
  const [selected, setSelected] = useState<Selection | null>(null)
  const [said, setSaid] = useState('')
  const moved = useRef(false)
  const columns = layout.columns.length
  const selection = useMemo(() => keepWithin(selected, rows.length, columns), [selected, rows, columns])
  const start = { row: 0, column: Math.min(report.rowColumns.length, columns - 1) }
  const active = selection?.focus ?? start
  useEffect(() => {
    if (!moved.current) return
    const cell = scroller.current?.querySelector<HTMLElement>(`[data-cell="${active.row}:${active.column}"]`)
    if (!cell) return
    moved.current = false
    ;(cell.querySelector<HTMLElement>('button[data-open]') ?? cell).focus({ preventScroll: true })
  })
  // The same object while the same cells are chosen, so that scrolling leaves their rows alone.
  const range = useMemo(() => (selection === null ? null : rangeOf(selection)), [selection])
  const onPoint = useCallback((place: CellPlace, event: MouseEvent) => {
    if (event.type === 'mousedown' ? event.button !== 0 : event.buttons !== 1) return
    const isExtending = event.type === 'mouseenter' || event.shiftKey
    setSelected((now) => ({ anchor: isExtending && now ? now.anchor : place, focus: place }))
  }, [])
  return {
    active,
    range,
    said,
    onPoint,
    onFocus(event) {
      const cell = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-cell]') : null
      const [row, column] = (cell?.dataset['cell'] ?? '').split(':').map(Number)
      if (row === undefined || column === undefined || (row === active.row && column === active.column)) return
      setSelected({ anchor: { row, column }, focus: { row, column } })
    },
    onKeyDown(event) {
      const cell = event.target instanceof HTMLElement && event.target.closest('[data-cell]')
      if (!cell) return
      const at = selection ?? { anchor: active, focus: active }
      if (event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
        event.preventDefault()
        return onWidth(active.column, event.key === 'ArrowRight' ? widthStep : -widthStep)
      }
      if (event.key === 'Enter') {
        event.preventDefault()
        return onOpen(active)
      }
      const key = { key: event.key, shift: event.shiftKey, mod: event.ctrlKey || event.metaKey }
      const next = moveSelection(at, key, { rows: rows.length, columns, page })
      if (next === null) return
      event.preventDefault()
      moved.current = true
      setSelected(next)
      reveal(next.focus)
    },
    onCopy(event) {
      const range = rangeOf(selection ?? { anchor: active, focus: active })
      event.clipboardData.setData('text/plain', pivotAsText(report, layout, rows, range))
      event.preventDefault()
      setSaid(t('copiedCells', { rows: range.bottom - range.top + 1, columns: range.right - range.left + 1 }))
    },
  }
}
