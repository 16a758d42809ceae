import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowsExchange2 } from '@tabler/icons-react'
import { Fragment, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { calculationsAfter } from './calculation-moves.ts'
import { CalculationPill } from './CalculationPill.tsx'
import { DimensionPill } from './DimensionPill.tsx'
import { useDrag } from './drag-state.ts'
import { DropMark } from './DropMark.tsx'
import { useEditing } from './editor-context.ts'
import { FilterPills } from './FilterPills.tsx'
import { HavingPills } from './HavingPills.tsx'
import { ShelfAdder } from './ShelfAdder.tsx'
import { swapShelves, type DimensionShelf } from './report-moves.ts'
import { colourCount, hasColour, shelvesFor, shownAt, type ShelfName } from './shelf-places.ts'
import { dimensionIds, valueId } from './value-ids.ts'
import { ValuePill } from './ValuePill.tsx'
import classes from './reports.module.css'

/** Two quiet rows: what stands where, each as a pill with its menu. */
export function Shelves() {
  const { t } = useTranslation('reports')
  const { spec, draft, move } = useEditing()
  const colour = colourCount(spec, draft.chart)
  return (
    <div className={classes.shelves}>
      <div className={classes.shelfRow}>
        <ShelfBox shelf="rows">
          <DimensionPills shelf="rows" from={0} to={spec.rows.length} />
        </ShelfBox>
        <ShelfBox
          shelf="columns"
          aside={
            <Tooltip label={t('swapShelves')}>
              <ActionIcon
                size={22}
                className={classes.swap ?? ''}
                aria-label={t('swapShelves')}
                onClick={() => move(swapShelves, { key: 'didSwap' })}
              >
                <IconArrowsExchange2 size={14} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
          }
        >
          <DimensionPills shelf="columns" from={colour} to={spec.columns.length} />
        </ShelfBox>
      </div>
      <div className={classes.shelfRow} data-three>
        <ShelfBox shelf="values">
          <ValuePills />
        </ShelfBox>
        <ShelfBox
          shelf="colour"
          isFull={colour === 1}
          {...(colour === 0 && { hint: t(hasColour(draft.chart) ? 'colourEmpty' : 'colourOfCharts') })}
        >
          {colour === 0 ? <DropMark shelf="colour" index={0} /> : <DimensionPills shelf="columns" from={0} to={1} />}
        </ShelfBox>
        <ShelfBox shelf="filters">
          <FilterPills />
          <HavingPills />
          <DropMark shelf="filters" index={0} />
        </ShelfBox>
      </div>
    </div>
  )
}

function DimensionPills({ shelf, from, to }: { shelf: DimensionShelf; from: number; to: number }) {
  const { spec, draft } = useEditing()
  const ids = dimensionIds(spec)[shelf]
  const shown = from < to ? shownAt(spec, draft.chart, shelf, from).shelf : shelf
  return (
    <>
      {spec[shelf].slice(from, to).map((use, place) => (
        <Fragment key={ids[from + place]}>
          <DropMark shelf={shown} index={place} />
          <DimensionPill shelf={shelf} index={from + place} use={use} />
        </Fragment>
      ))}
      <DropMark shelf={shown} index={to - from} />
    </>
  )
}

/** Each value with what is worked out of it behind it. */
function ValuePills() {
  const { spec } = useEditing()
  return (
    <>
      {spec.values.map((value, place) => (
        <Fragment key={valueId(value)}>
          <DropMark shelf="values" index={place} />
          <ValuePill index={place} value={value} />
          {calculationsAfter(spec, valueId(value)).map(({ calculation, index }) => (
            <CalculationPill key={calculation.id ?? index} calculation={calculation} index={index} of={value.metric} />
          ))}
        </Fragment>
      ))}
      <DropMark shelf="values" index={spec.values.length} />
    </>
  )
}

interface ShelfProps {
  readonly shelf: ShelfName
  readonly aside?: ReactNode
  /** What belongs here, while nothing does. */
  readonly hint?: string
  readonly isFull?: boolean
  readonly children: ReactNode
}

/** One shelf. Left and right walk along its pills. */
function ShelfBox({ shelf, aside, hint, isFull = false, children }: ShelfProps) {
  const { t } = useTranslation('reports')
  const box = useRef<HTMLDivElement>(null)
  const takes = useDrag(({ carried }) => carried !== null && shelvesFor(carried).includes(shelf))
  const isOver = useDrag(({ over }) => over !== null && over !== 'away' && over.shelf === shelf)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return
    const pills = [...(box.current?.querySelectorAll<HTMLElement>('[data-pill]') ?? [])]
    const place = pills.findIndex((pill) => pill === event.target)
    if (place < 0) return
    pills[place + (event.key === 'ArrowLeft' ? -1 : 1)]?.focus()
    event.preventDefault()
  }
  return (
    <div
      ref={box}
      className={classes.shelf}
      role="group"
      aria-label={t(shelf)}
      data-shelf={shelf}
      data-takes={takes || undefined}
      data-over={isOver || undefined}
      onKeyDown={onKeyDown}
    >
      <span className={classes.shelfName} aria-hidden>
        {t(shelf)}
      </span>
      <div className={classes.pills}>
        {children}
        {isFull || <ShelfAdder shelf={shelf} />}
        {hint !== undefined && <span className={classes.shelfHint}>{hint}</span>}
      </div>
      {aside}
    </div>
  )
}
