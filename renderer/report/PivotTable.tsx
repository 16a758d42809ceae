import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tones, type Look, type Tone } from '../../src/contract/documents.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useLanguage } from '../i18n/i18n.ts'
import type { ReportPlace } from '../../src/charts/cell-address.ts'
import { cellMarks } from './cell-marks.ts'
import { setWidth } from './look-moves.ts'
import { pivotLayout, stretched } from './pivot-columns.ts'
import { PivotFoot } from './PivotFoot.tsx'
import { PivotHead } from './PivotHead.tsx'
import { useFrame } from './pivot-frame.ts'
import { PivotRow, type PivotRowWords } from './PivotRow.tsx'
import { foldedRows, foldedTo, groupKey, visibleRows } from './pivot-rows.ts'
import type { ReportData } from '../../src/charts/report-data.ts'
import { usePivotKeys } from './use-pivot-keys.ts'
import { useWriter } from './use-writer.ts'
import classes from './pivot.module.css'

export interface ReportSort {
  readonly by: string
  readonly direction: 'asc' | 'desc'
}

/** What can be done with a table's heads; without them they are no buttons. */
export interface PivotActions {
  readonly sort?: ReportSort | undefined
  /** Asks for the order of a column: the next one of its turn, or the given one. */
  readonly onSort?: ((column: string, direction?: ReportSort['direction']) => void) | undefined
  readonly onLook?: ((change: (look: Look) => Look) => void) | undefined
}

interface PivotProps extends PivotActions {
  readonly title: string
  readonly report: ReportData
  readonly look?: Look | undefined
  readonly onSelect?: ((place: ReportPlace) => void) | undefined
  /** Every row names all its dimensions and nothing folds. */
  readonly isFlat?: boolean
}

const rowHeight = 24
const unsized = 640

/** Rows and columns with their totals as the engine gave them; only what is in sight is drawn, whichever way the table is long. */
export function PivotTable({ title, report, look, onSelect, sort, onSort, onLook, isFlat = false }: PivotProps) {
  const { t } = useTranslation('report')
  const language = useLanguage()
  const format = useFormat()
  const write = useWriter(look)
  const scroller = useRef<HTMLDivElement>(null)
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const [dragged, setDragged] = useState<{ readonly column: string; readonly width: number } | null>(null)
  const room = useRoom(scroller)
  const widthsOf = useMemo(() => (dragged === null ? look : setWidth(look ?? {}, dragged.column, dragged.width)), [look, dragged])
  const layout = useMemo(() => {
    const words = { language, none: t('none'), other: t('other'), total: t('total') }
    return pivotLayout({ report, words, write, unitOf: format.unit, look: widthsOf })
  }, [report, language, write, format, widthsOf, t])
  const widths = useMemo(() => stretched(layout.columns, room, widthsOf?.widths), [layout, room, widthsOf])
  const marks = useMemo(() => cellMarks(report, look), [report, look])
  const closed = useMemo(() => foldedRows(report, isFlat ? new Set() : folded), [report, folded, isFlat])
  const rows = useMemo(() => visibleRows(report, closed), [report, closed])
  const heads = report.rowColumns.length
  const headWidth = widths.slice(0, heads).reduce((sum, width) => sum + width, 0)
  const frozen = headWidth <= room * 0.6 ? heads : 0
  const headRows = layout.hasGroups ? 2 : 1
  const down = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    initialRect: { width: unsized, height: unsized },
    scrollPaddingStart: headRows * rowHeight,
  })
  const across = useVirtualizer({
    horizontal: true,
    count: widths.length - heads,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => widths[index + heads] ?? 80,
    paddingStart: headWidth,
    rangeExtractor: inBlocks,
    initialRect: { width: unsized, height: unsized },
    scrollPaddingStart: frozen > 0 ? headWidth : 0,
  })
  useEffect(() => across.measure(), [across, widths])
  const lines = down.getVirtualItems()
  const parts = across.getVirtualItems()
  const fold = useCallback((row: number) => setFolded((now) => toggled(now, groupKey(report, row))), [report])
  const rowWords = useRowWords()
  const keys = usePivotKeys({
    report,
    layout,
    rows,
    scroller,
    page: Math.max(1, Math.floor((down.scrollRect?.height ?? rowHeight) / rowHeight) - headRows - 1),
    reveal: ({ row, column }) => {
      down.scrollToIndex(row, { align: 'auto' })
      if (column >= heads) across.scrollToIndex(column - heads, { align: 'auto' })
    },
    onOpen: ({ row, column }) => {
      const at = rows[row]
      const shown = layout.columns[column]
      if (at === undefined || shown === undefined) return
      if (!shown.isHead) onSelect?.({ row: at, value: shown.column.id })
      else if (!isFlat && report.level(at) > 0 && report.level(at) < heads) fold(at)
    },
    onWidth: (column, step) => {
      const shown = layout.columns[column]
      if (shown) onLook?.((now) => setWidth(now, shown.column.id, (widths[column] ?? shown.width) + step))
    },
  })
  const [first, last] = [parts[0], parts.at(-1)]
  const frame = useFrame({
    heads,
    frozen,
    widths,
    first: (first?.index ?? 0) + heads,
    count: parts.length,
    before: (first?.start ?? headWidth) - headWidth,
    after: across.getTotalSize() - (last?.end ?? headWidth),
  })
  const above = lines[0]?.start ?? 0
  const below = down.getTotalSize() - (lines.at(-1)?.end ?? 0)
  return (
    <div className={classes.pivotBox}>
      <div
        ref={scroller}
        className={classes.scroller}
        role="region"
        aria-label={title}
        onFocus={keys.onFocus}
        onKeyDown={keys.onKeyDown}
        onCopy={keys.onCopy}
      >
        <table
          className={classes.pivot}
          aria-rowcount={rows.length + headRows}
          aria-colcount={widths.length}
          style={{ width: widths.reduce((sum, width) => sum + width, 0) }}
        >
          <PivotHead
            {...{ layout, frame, report, sort, onSort, onLook, look }}
            onDrag={(column, width) => setDragged({ column, width })}
            onDragEnd={(column, width) => {
              setDragged(null)
              onLook?.((now) => setWidth(now, column, width))
            }}
          />
          <tbody>
            {above > 0 && <tr aria-hidden className={classes.gap} style={{ height: above }} />}
            {lines.map(({ index }) => (
              <PivotRow
                key={index}
                words={rowWords}
                line={index}
                row={rows[index] ?? 0}
                previous={isFlat ? undefined : rows[index - 1]}
                {...{ report, layout, frame, marks, headRows }}
                isFolded={isFlat ? null : closed.has(rows[index] ?? -1)}
                active={keys.active.row === index ? keys.active.column : -1}
                range={keys.range}
                onFold={fold}
                onPoint={keys.onPoint}
                onSelect={onSelect}
              />
            ))}
            {below > 0 && <tr aria-hidden className={classes.gap} style={{ height: below }} />}
          </tbody>
        </table>
      </div>
      <PivotFoot
        report={report}
        columns={layout.columns.length}
        canFold={!isFlat}
        said={keys.said}
        onDepth={(depth) => setFolded(foldedTo(report, depth))}
      />
    </div>
  )
}

const block = 6

/**
 * Columns come and go by blocks: whatever comes or goes has the whole table laid out anew, which costs more than a few cells out of
 * sight.
 */
function inBlocks({ startIndex, endIndex, count }: { startIndex: number; endIndex: number; count: number }): number[] {
  const first = Math.max(0, Math.floor((startIndex - 1) / block) * block)
  const end = Math.min(count, Math.ceil((endIndex + 2) / block) * block)
  return Array.from({ length: end - first }, (_, place) => first + place)
}

function toggled(now: ReadonlySet<string>, group: string): ReadonlySet<string> {
  const next = new Set(now)
  if (!next.delete(group)) next.add(group)
  return next
}

/** The width there is for a table; what it is before the first look is a guess. */
function useRoom(scroller: React.RefObject<HTMLDivElement | null>): number {
  const [room, setRoom] = useState(unsized)
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const observer = new ResizeObserver(() => setRoom(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])
  return room
}

function useRowWords(): PivotRowWords {
  const { t } = useTranslation('report')
  return useMemo(() => {
    const told = Object.fromEntries(tones.map((tone) => [tone, t(`tone-${tone}`)])) as Record<Tone, string>
    return { explain: t('explain'), expand: t('expand'), collapse: t('collapse'), tones: told }
  }, [t])
}
