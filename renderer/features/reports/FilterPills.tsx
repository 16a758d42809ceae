import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Filter } from '../../../src/contract/report-spec.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { useFilterWords } from '../../report/use-filter-words.ts'
import { usePickingUp } from './DragLayer.tsx'
import { followPointer } from './drag-state.ts'
import { useEditing } from './editor-context.ts'
import { FilterChoice } from './FilterChoice.tsx'
import { useFilterTarget } from './filter-target.ts'
import { opsOf } from '../../report/filter-words.ts'
import { isWhole, removeFilter, setFilter } from './report-settings.ts'
import { focusFilterShelf, PopoverPill } from './PopoverPill.tsx'
import { firstPlace } from './shelf-places.ts'

/** The filters of the report, and the one that is being chosen and has no value yet. */
export function FilterPills() {
  const { spec } = useEditing()
  const target = useFilterTarget((state) => state.field)
  const entries = spec.filters.map((filter, index) => {
    const isFirst = spec.filters.findIndex((one) => one.field === filter.field) === index
    return { key: isFirst ? filter.field : `${filter.field}#${index}`, field: filter.field, filter, index }
  })
  const pending = target !== null && !target.startsWith('having#') && !entries.some((entry) => entry.key === target)
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
  const { catalog, spec, draft: draftReport, move, say, labelOfField } = useEditing()
  const close = useFilterTarget((state) => state.close)
  const pickUp = usePickingUp()
  const dimension = catalog.dimensions.find((one) => one.id === field) ?? { id: field, type: 'text' as const, isDate: false }
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
  const remove = () => {
    close()
    if (filter !== null) move((now) => removeFilter(now, index), { key: 'didRemove', name })
    say(t('saidRemoved', { field: local(name), shelf: t('filters') }))
    focusFilterShelf()
  }
  const carried = { kind: 'dimension', field, from: 'filters' } as const
  return (
    <PopoverPill
      id={id}
      label={label}
      title={t('filterBy', { field: local(name) })}
      onRemove={remove}
      {...(filter === null && { onClosed: focusFilterShelf })}
      onPointerDown={(event) => followPointer(event, carried, local(name))}
      onPickUp={() => pickUp(carried, local(name), firstPlace(spec, draftReport.chart, carried))}
    >
      <FilterChoice filter={shown} dimension={dimension} onChange={change} onRemove={remove} />
    </PopoverPill>
  )
}
