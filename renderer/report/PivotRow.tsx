import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { memo, type CSSProperties, type MouseEvent } from 'react'
import type { Tone } from '../../src/contract/documents.ts'
import type { ReportColumn } from '../../src/contract/report-result.ts'
import { isInside, type CellPlace, type Range } from '../grid/selection.ts'
import type { ReportPlace } from '../../src/charts/cell-address.ts'
import type { CellMark } from './cell-marks.ts'
import type { PivotColumn, PivotLayout } from './pivot-columns.ts'
import { isParent, isRepeated } from './pivot-rows.ts'
import { leftOf, type PivotFrame } from './pivot-frame.ts'
import type { ReportData } from '../../src/charts/report-data.ts'
import classes from './pivot.module.css'

/** Asking for texts in every cell is what makes a wide table slow. */
export interface PivotRowWords {
  readonly explain: string
  readonly expand: string
  readonly collapse: string
  readonly tones: Readonly<Record<Tone, string>>
}

interface PivotRowProps {
  readonly words: PivotRowWords
  readonly line: number
  readonly row: number
  readonly previous: number | undefined
  readonly report: ReportData
  readonly layout: PivotLayout
  readonly frame: PivotFrame
  readonly marks: (row: number, column: ReportColumn) => CellMark
  readonly headRows: number
  /** null = nothing folds. */
  readonly isFolded: boolean | null
  readonly active: number
  readonly range: Range | null
  readonly onFold: (row: number) => void
  readonly onPoint: (place: CellPlace, event: MouseEvent) => void
  readonly onSelect: ((place: ReportPlace) => void) | undefined
}

/** Scrolling draws the rows and cells that come in, and leaves the others alone: sideways every row stays and gets a few cells. */
export const PivotRow = memo(function PivotRow(props: PivotRowProps) {
  const { words, line, row, previous, report, layout, frame, marks, headRows, isFolded, active, range, onFold, onPoint, onSelect } = props
  const level = report.level(row)
  const held = (place: number) => ({
    place,
    line,
    row,
    words,
    isActive: active === place,
    isSelected: range !== null && isInside(range, line, place),
    onPoint,
  })
  return (
    <tr aria-rowindex={line + headRows + 1} data-level={level} data-strong={level < report.rowColumns.length || undefined}>
      {layout.columns.slice(0, frame.heads).map((shown, place) => (
        <HeadCell
          key={shown.column.id}
          {...held(place)}
          shown={shown}
          width={frame.widths[place] ?? 0}
          left={place < frame.frozen ? leftOf(frame, place) : null}
          isEdge={place === frame.frozen - 1}
          isRepeated={isRepeated(report, previous, row, place)}
          folded={isFolded !== null && isParent(report, row) && place === level - 1 ? isFolded : null}
          onFold={onFold}
        />
      ))}
      {frame.before > 0 && <td aria-hidden className={classes.gap} />}
      {frame.seen.map((place) => {
        const shown = layout.columns[place]
        return shown && <ValueCell key={shown.column.id} {...held(place)} shown={shown} marks={marks} onSelect={onSelect} />
      })}
      {frame.after > 0 && <td aria-hidden className={classes.gap} />}
    </tr>
  )
})

interface CellProps extends Pick<PivotRowProps, 'words' | 'line' | 'row' | 'onPoint'> {
  readonly shown: PivotColumn
  readonly place: number
  readonly isActive: boolean
  readonly isSelected: boolean
}

function cellProps({ line, place, isActive, isSelected, onPoint }: CellProps) {
  const at = { row: line, column: place }
  return {
    'data-cell': `${line}:${place}`,
    'aria-colindex': place + 1,
    'data-selected': isSelected || undefined,
    'data-active': isActive || undefined,
    onMouseDown: (event: MouseEvent) => onPoint(at, event),
    onMouseEnter: (event: MouseEvent) => onPoint(at, event),
  }
}

interface HeadProps extends CellProps {
  readonly width: number
  /** Pixels from the left where it stays; null = it scrolls. */
  readonly left: number | null
  readonly isEdge: boolean
  readonly isRepeated: boolean
  /** null = it doesn't fold. */
  readonly folded: boolean | null
  readonly onFold: (row: number) => void
}

const HeadCell = memo(function HeadCell(props: HeadProps) {
  const { words, row, shown, width, left, isEdge, isRepeated: isAgain, folded, onFold, isActive } = props
  const text = shown.text(row)
  return (
    <th
      scope="row"
      {...cellProps(props)}
      tabIndex={isActive ? 0 : -1}
      style={left === null ? undefined : { left }}
      data-frozen={left !== null || undefined}
      data-edge={isEdge || undefined}
      data-repeated={isAgain || undefined}
      title={text.length * 7 > width ? text : undefined}
    >
      {folded !== null && (
        <button
          type="button"
          tabIndex={-1}
          className={classes.fold}
          aria-expanded={!folded}
          aria-label={`${folded ? words.expand : words.collapse} ${text}`}
          onClick={() => onFold(row)}
        >
          {folded ? <IconChevronRight size={13} /> : <IconChevronDown size={13} />}
        </button>
      )}
      {text}
    </th>
  )
})

const signs = { good: '▲', rise: '▲', bad: '▼', fall: '▼', warning: '!' } as const

interface ValueProps extends CellProps {
  readonly marks: PivotRowProps['marks']
  readonly onSelect: PivotRowProps['onSelect']
}

const ValueCell = memo(function ValueCell(props: ValueProps) {
  const { words, row, shown, marks, isActive, onSelect } = props
  const mark = marks(row, shown.column)
  const text = shown.text(row)
  return (
    <td
      {...cellProps(props)}
      tabIndex={onSelect === undefined ? (isActive ? 0 : -1) : undefined}
      className={classes.figure}
      data-total={shown.column.isColumnTotal || undefined}
      data-tone={mark.tone}
      data-bar={mark.bar !== undefined || undefined}
      data-shade={shadeKind(mark)}
      style={mark.shade === undefined ? undefined : ({ '--shade': `${Math.round(Math.abs(mark.shade) * 42)}%` } as CSSProperties)}
    >
      {mark.bar && (
        <span
          className={classes.bar}
          aria-hidden
          data-negative={mark.bar.negative || undefined}
          style={{ left: `${mark.bar.from * 100}%`, width: `${(mark.bar.to - mark.bar.from) * 100}%` }}
        />
      )}
      {mark.tone && (
        <span className={classes.sign} role="img" aria-label={words.tones[mark.tone]}>
          {signs[mark.tone]}
        </span>
      )}
      {onSelect ? (
        <button
          type="button"
          data-open
          tabIndex={isActive ? 0 : -1}
          className={classes.cell}
          title={words.explain}
          onClick={(event) => !event.shiftKey && onSelect({ row, value: shown.column.id })}
        >
          {text}
        </button>
      ) : (
        <span className={classes.plain}>{text}</span>
      )}
    </td>
  )
})

function shadeKind({ shade, scale }: CellMark): string | undefined {
  if (shade === undefined) return undefined
  return scale === 'diverging' ? (shade < 0 ? 'fall' : 'rise') : 'accent'
}
