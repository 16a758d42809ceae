import { Popover } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Filter } from '../../../src/contract/report-spec.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { useFilterWords } from '../../report/use-filter-words.ts'
import { useEditing } from './editor-context.ts'
import { FilterChoice } from './FilterChoice.tsx'
import { useFilterTarget } from './filter-target.ts'
import { opsOf } from '../../report/filter-words.ts'
import { isWhole, removeFilter, setFilter } from './report-settings.ts'
import classes from './reports.module.css'

/** The filters of the report, and the one that is being chosen and has no value yet. */
export function FilterPills() {
  const { spec } = useEditing()
  const target = useFilterTarget((state) => state.field)
  const entries = spec.filters.map((filter, index) => {
    const isFirst = spec.filters.findIndex((one) => one.field === filter.field) === index
    return { key: isFirst ? filter.field : `${filter.field}#${index}`, field: filter.field, filter, index }
  })
  const pending = target !== null && !entries.some((entry) => entry.key === target)
  return (
    <>
      {entries.map(({ key, ...entry }) => (
        <FilterPill key={key} id={key} {...entry} />
      ))}
      {pending && <FilterPill key={target} id={target} field={target} filter={null} index={spec.filters.length} />}
    </>
  )
}

interface FilterPillProps {
  readonly id: string
  readonly field: string
  readonly filter: Filter | null
  readonly index: number
}

function FilterPill({ id, field, filter, index }: FilterPillProps) {
  const { t } = useTranslation('reports')
  const local = useLocal()
  const { catalog, move, say, labelOfField } = useEditing()
  const { field: target, open, close } = useFilterTarget()
  const dimension = catalog.dimensions.find((one) => one.id === field) ?? { type: 'text' as const, isDate: false }
  const [draft, setDraft] = useState<Filter>({ field, op: opsOf(dimension)[0] ?? 'in', values: [] })
  const name = labelOfField(field)
  const shown = filter ?? draft
  const words = useFilterWords()
  const label = isWhole(shown) ? words(shown) : `${local(name)} …`
  const change = (next: Filter) => {
    setDraft(next)
    if (isWhole(next)) move((now) => setFilter(now, index, next), { key: 'didFilter', name }, `filter-${field}`)
    else if (filter !== null) move((now) => removeFilter(now, index), { key: 'didFilter', name }, `filter-${field}`)
  }
  const toShelf = () =>
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-shelf="filters"] button:last-of-type')?.focus())
  const remove = () => {
    close()
    if (filter !== null) move((now) => removeFilter(now, index), { key: 'didRemove', name })
    say(t('saidRemoved', { field: local(name), shelf: t('filters') }))
    toShelf()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return
    event.preventDefault()
    remove()
  }
  const onChange = (opened: boolean) => {
    if (opened) return open(id)
    close()
    if (filter === null) toShelf()
  }
  return (
    <Popover opened={target === id} onChange={onChange} position="bottom-start" width={280} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          data-pill
          className={classes.pill}
          data-filter
          title={label}
          aria-label={t('pillMenu', { field: label, shelf: t('filters') })}
          onClick={() => onChange(target !== id)}
          onKeyDown={onKeyDown}
        >
          <span className="clip">{label}</span>
          <IconChevronDown size={12} stroke={1.5} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.filterBox ?? ''} aria-label={t('filterBy', { field: local(name) })}>
        <FilterChoice filter={shown} dimension={dimension} onChange={change} onRemove={remove} />
      </Popover.Dropdown>
    </Popover>
  )
}
