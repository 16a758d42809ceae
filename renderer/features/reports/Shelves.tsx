import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowsExchange2 } from '@tabler/icons-react'
import { useRef, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DimensionPill } from './DimensionPill.tsx'
import { useEditing } from './editor-context.ts'
import { FilterPills } from './FilterPills.tsx'
import { ShelfAdder } from './ShelfAdder.tsx'
import { swapShelves, type Shelf } from './report-moves.ts'
import { dimensionIds, valueId } from './value-ids.ts'
import { ValuePill } from './ValuePill.tsx'
import classes from './reports.module.css'

/** Two quiet rows: what stands where, each as a pill with its menu. */
export function Shelves() {
  const { t } = useTranslation('reports')
  const { spec, move } = useEditing()
  const ids = dimensionIds(spec)
  return (
    <div className={classes.shelves}>
      <ShelfRow shelf="rows">
        {spec.rows.map((use, index) => (
          <DimensionPill key={ids.rows[index]} shelf="rows" index={index} use={use} />
        ))}
      </ShelfRow>
      <ShelfRow
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
        {spec.columns.map((use, index) => (
          <DimensionPill key={ids.columns[index]} shelf="columns" index={index} use={use} />
        ))}
      </ShelfRow>
      <ShelfRow shelf="values">
        {spec.values.map((value, index) => (
          <ValuePill key={valueId(value)} index={index} value={value} />
        ))}
      </ShelfRow>
      <ShelfRow shelf="filters">
        <FilterPills />
      </ShelfRow>
    </div>
  )
}

/** One shelf. Left and right walk along its pills. */
function ShelfRow({ shelf, aside, children }: { shelf: Shelf | 'filters'; aside?: ReactNode; children: ReactNode }) {
  const { t } = useTranslation('reports')
  const box = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return
    const pills = [...(box.current?.querySelectorAll<HTMLElement>('[data-pill]') ?? [])]
    const place = pills.findIndex((pill) => pill === event.target)
    if (place < 0) return
    pills[place + (event.key === 'ArrowLeft' ? -1 : 1)]?.focus()
    event.preventDefault()
  }
  return (
    <div ref={box} className={classes.shelf} role="group" aria-label={t(shelf)} data-shelf={shelf} onKeyDown={onKeyDown}>
      <span className={classes.shelfName} aria-hidden>
        {t(shelf)}
      </span>
      <div className={classes.pills}>
        {children}
        <ShelfAdder shelf={shelf} />
      </div>
      {aside}
    </div>
  )
}
