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

/** Scrolling draws the rows that come in, and leaves the others alone. */
export const PivotRow = memo(function PivotRow(props: PivotRowProps) {
  const { line, row, report, layout, frame, headRows } = props
  const level = report.level(row)
  const heads = layout.columns.slice(0, frame.heads)
  return (
    <tr aria-rowindex={line + headRows + 1} data-level={level} data-strong={level < report.rowColumns.length || undefined}>
      {heads.map((shown, place) => (
        <HeadCell key={shown.column.id} {...props} shown={shown} place={place} />
      ))}
      {frame.before > 0 && <td aria-hidden className={classes.gap} />}
      {frame.seen.map((place) => {
        const shown = layout.columns[place]
        return shown && <ValueCell key={shown.column.id} {...props} shown={shown} place={place} />
      })}
      {frame.after > 0 && <td aria-hidden className={classes.gap} />}
    </tr>
  )
})

type CellProps = PivotRowProps & { readonly shown: PivotColumn; readonly place: number }

function cellProps({ line, place, active, range, onPoint, frame, onSelect, shown }: CellProps) {
  const at = { row: line, column: place }
  return {
    'data-cell': `${line}:${place}`,
    'aria-colindex': place + 1,
    'data-selected': (range !== null && isInside(range, line, place)) || undefined,
    'data-active': active === place || undefined,
    tabIndex: shown.isHead || onSelect === undefined ? (active === place ? 0 : -1) : undefined,
    onMouseDown: (event: MouseEvent) => onPoint(at, event),
    onMouseEnter: (event: MouseEvent) => onPoint(at, event),
    style: place < frame.frozen ? { left: leftOf(frame, place) } : undefined,
  }
}

function HeadCell(props: CellProps) {
  const { words, row, report, shown, place, frame, previous, isFolded, onFold } = props
  const folds = isFolded !== null && isParent(report, row) && place === report.level(row) - 1
  const text = shown.text(row)
  return (
    <th
      scope="row"
      {...cellProps(props)}
      data-frozen={place < frame.frozen || undefined}
      data-edge={place === frame.frozen - 1 || undefined}
      data-repeated={isRepeated(report, previous, row, place) || undefined}
      title={text.length * 7 > (frame.widths[place] ?? 0) ? text : undefined}
    >
      {folds && (
        <button
          type="button"
          tabIndex={-1}
          className={classes.fold}
          aria-expanded={!isFolded}
          aria-label={`${isFolded ? words.expand : words.collapse} ${text}`}
          onClick={() => onFold(row)}
        >
          {isFolded ? <IconChevronRight size={13} /> : <IconChevronDown size={13} />}
        </button>
      )}
      {text}
    </th>
  )
}

const signs = { good: '▲', rise: '▲', bad: '▼', fall: '▼', warning: '!' } as const

function ValueCell(props: CellProps) {
  const { words, row, shown, place, marks, active, onSelect } = props
  const mark = marks(row, shown.column)
  const text = shown.text(row)
  const { style, ...cell } = cellProps(props)
  return (
    <td
      {...cell}
      className={classes.figure}
      data-total={shown.column.isColumnTotal || undefined}
      data-tone={mark.tone}
      data-bar={mark.bar !== undefined || undefined}
      data-shade={shadeKind(mark)}
      style={mark.shade === undefined ? style : ({ ...style, '--shade': `${Math.round(Math.abs(mark.shade) * 42)}%` } as CSSProperties)}
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
          tabIndex={active === place ? 0 : -1}
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
}

function shadeKind({ shade, scale }: CellMark): string | undefined {
  if (shade === undefined) return undefined
  return scale === 'diverging' ? (shade < 0 ? 'fall' : 'rise') : 'accent'
}
