import { IconArrowDown, IconArrowUp, IconChevronDown } from '@tabler/icons-react'
import { useRef, useState, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Look } from '../../src/contract/documents.ts'
import type { PivotActions, ReportSort } from './PivotTable.tsx'
import type { PivotColumn, PivotLayout } from './pivot-columns.ts'
import { leftOf, type PivotFrame } from './pivot-frame.ts'
import { headerGroups } from './pivot-rows.ts'
import { resetWidth } from './look-moves.ts'
import type { ReportData } from '../../src/charts/report-data.ts'
import { ValueMenu } from './ValueMenu.tsx'
import { valueOf } from '../../src/contract/look-of-value.ts'
import classes from './pivot.module.css'

interface PivotHeadProps extends PivotActions {
  readonly report: ReportData
  readonly layout: PivotLayout
  readonly frame: PivotFrame
  readonly look: Look | undefined
  readonly onDrag: (column: string, width: number) => void
  readonly onDragEnd: (column: string, width: number) => void
}

export function PivotHead(props: PivotHeadProps) {
  const { layout, frame } = props
  const shown = (place: number) => layout.columns[place]
  const groups = headerGroups(frame.seen.map((place) => shown(place)?.group ?? ''))
  const places = [...Array.from({ length: frame.heads }, (_, place) => place), ...frame.seen]
  const cell = (place: number) => {
    const column = shown(place)
    return column && <ColumnHead key={column.column.id} {...props} shown={column} place={place} />
  }
  return (
    <>
      <colgroup>
        {places.slice(0, frame.heads).map((place) => (
          <col key={place} style={{ width: frame.widths[place] }} />
        ))}
        {frame.before > 0 && <col style={{ width: frame.before }} />}
        {frame.seen.map((place) => (
          <col key={place} style={{ width: frame.widths[place] }} />
        ))}
        {frame.after > 0 && <col style={{ width: frame.after }} />}
      </colgroup>
      <thead>
        {layout.hasGroups && (
          <tr>
            {frame.heads > 0 && <td colSpan={frame.heads} className={classes.corner} data-frozen={frame.frozen > 0 || undefined} />}
            {frame.before > 0 && <td aria-hidden className={classes.corner} />}
            {groups.map((group, index) => (
              <th key={index} colSpan={group.span} scope="colgroup" className={classes.group} title={group.label}>
                <span>{group.label}</span>
              </th>
            ))}
            {frame.after > 0 && <td aria-hidden className={classes.corner} />}
          </tr>
        )}
        <tr data-last>
          {places.slice(0, frame.heads).map(cell)}
          {frame.before > 0 && <td aria-hidden className={classes.corner} />}
          {frame.seen.map(cell)}
          {frame.after > 0 && <td aria-hidden className={classes.corner} />}
        </tr>
      </thead>
    </>
  )
}

type ColumnHeadProps = PivotHeadProps & { readonly shown: PivotColumn; readonly place: number }

/** The head of a column; a click asks for its order, its menu for its looks, its edge for its width. */
function ColumnHead({ shown, place, frame, sort, onSort, look, onLook, onDrag, onDragEnd }: ColumnHeadProps) {
  const { t } = useTranslation('report')
  const { column, isHead, title, unit } = shown
  // Columns of the column shelf are ordered by their value, under all of it.
  const by = isHead ? column.id : valueOf(column)
  const isOwn = isHead || !column.path?.length || column.isColumnTotal === true
  const direction = isOwn && sort?.by === by ? sort.direction : undefined
  const text = (
    <>
      {title}
      {unit !== '' && <span className={classes.unit}> {unit}</span>}
      <Mark direction={direction} />
    </>
  )
  return (
    <th
      scope="col"
      aria-colindex={place + 1}
      aria-sort={direction === undefined ? undefined : direction === 'asc' ? 'ascending' : 'descending'}
      className={isHead ? undefined : classes.figure}
      data-frozen={place < frame.frozen || undefined}
      data-edge={place === frame.frozen - 1 || undefined}
      style={place < frame.frozen ? { left: leftOf(frame, place) } : undefined}
    >
      <span className={classes.headRow}>
        {onSort ? (
          <button type="button" className={classes.sort} title={`${title} · ${t('sortHint')}`} onClick={() => onSort(by)}>
            {text}
          </button>
        ) : (
          <span className={classes.sort} title={title}>
            {text}
          </span>
        )}
        {!isHead && onLook && <MenuButton {...{ column, title, look, onLook, onSort }} />}
      </span>
      {onLook && (
        <Edge
          label={t('resizeColumn', { column: title })}
          width={frame.widths[place] ?? shown.width}
          onDrag={(width) => onDrag(column.id, width)}
          onDragEnd={(width) => onDragEnd(column.id, width)}
          onReset={() => onLook((now) => resetWidth(now, column.id))}
        />
      )}
    </th>
  )
}

/** Menus are made when they are first wanted: a wide table scrolls past hundreds of heads. */
function MenuButton(props: Parameters<typeof ValueMenu>[0]) {
  const { t } = useTranslation('report')
  const [isWanted, setWanted] = useState(false)
  if (isWanted) return <ValueMenu {...props} />
  return (
    <button
      type="button"
      className={classes.menu}
      aria-haspopup="menu"
      aria-label={t('valueMenu', { value: props.title })}
      onClick={() => setWanted(true)}
    >
      <IconChevronDown size={13} stroke={1.5} aria-hidden />
    </button>
  )
}

function Mark({ direction }: { direction: ReportSort['direction'] | undefined }) {
  if (direction === undefined) return null
  const Arrow = direction === 'asc' ? IconArrowUp : IconArrowDown
  return <Arrow size={11} stroke={2} className={classes.sorted} aria-hidden />
}

interface EdgeProps {
  readonly label: string
  readonly width: number
  readonly onDrag: (width: number) => void
  readonly onDragEnd: (width: number) => void
  readonly onReset: () => void
}

/** Drawn to and fro it changes the column's width; a double click gives back the usual one. */
function Edge({ label, width, onDrag, onDragEnd, onReset }: EdgeProps) {
  const from = useRef<{ readonly x: number; readonly width: number } | null>(null)
  const widthAt = (event: PointerEvent) => Math.max(40, (from.current?.width ?? width) + event.clientX - (from.current?.x ?? event.clientX))
  return (
    <span
      className={classes.edge}
      title={label}
      aria-hidden
      onPointerDown={(event) => {
        from.current = { x: event.clientX, width }
        event.currentTarget.setPointerCapture(event.pointerId)
        event.preventDefault()
      }}
      onPointerMove={(event) => from.current !== null && onDrag(widthAt(event))}
      onPointerUp={(event) => {
        if (from.current !== null && Math.abs(event.clientX - from.current.x) > 1) onDragEnd(widthAt(event))
        from.current = null
      }}
      onDoubleClick={onReset}
    />
  )
}
