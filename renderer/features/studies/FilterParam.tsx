import { Popover } from '@mantine/core'
import { IconChevronDown, IconPlus } from '@tabler/icons-react'
import { useMemo, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Filter } from '../../../src/contract/report-spec.ts'
import { opsOf } from '../../report/filter-words.ts'
import { useCatalog, useFilterWords } from '../../report/use-filter-words.ts'
import type { Field } from '../reports/field-list.ts'
import { FieldSearch } from '../reports/FieldSearch.tsx'
import fieldClasses from '../reports/fields.module.css'
import { FilterChoice } from '../reports/FilterChoice.tsx'
import { isWhole } from '../reports/report-settings.ts'
import reportClasses from '../reports/reports.module.css'
import type { ControlProps, FieldOf } from './control-props.ts'
import { fittingFields } from './fitting-fields.ts'
import { filtersOf } from './param-fault.ts'
import classes from './params.module.css'

/** The filters of a study under each other, each with its choice, and a plus for another one. */
export function FilterParam(props: ControlProps<FieldOf<'filters'>>) {
  const { params, onChange } = props
  const filters = filtersOf(params)
  const [pending, setPending] = useState<Filter | null>(null)
  const [opened, setOpened] = useState<number | null>(null)
  const catalog = useCatalog().data
  const put = (place: number, filter: Filter) => {
    const isNew = place >= filters.length
    if (isWhole(filter)) {
      setPending(null)
      onChange(isNew ? [...filters, filter] : filters.with(place, filter))
    } else if (isNew) setPending(filter)
    else {
      setPending(filter)
      onChange(filters.toSpliced(place, 1))
      setOpened(filters.length - 1)
    }
  }
  const remove = (place: number) => {
    setOpened(null)
    if (place >= filters.length) setPending(null)
    else onChange(filters.toSpliced(place, 1))
  }
  const add = (field: Field) => {
    const dimension = field.kind === 'dimension' ? field.dimension : { id: field.id, type: 'text' as const, isDate: false }
    setPending({ field: field.id, op: opsOf(dimension)[0] ?? 'in', values: [] })
    setOpened(filters.length)
  }
  const shown = pending === null ? filters : [...filters, pending]
  return (
    <div className={classes.filters}>
      {shown.map((filter, place) => (
        <FilterPill
          key={`${place} ${filter.field}`}
          filter={filter}
          dimension={catalog?.dimensions.find(({ id }) => id === filter.field)}
          opened={opened === place}
          onOpened={(open) => {
            setOpened(open ? place : null)
            if (!open && place >= filters.length) setPending(null)
          }}
          onChange={(next) => put(place, next)}
          onRemove={() => remove(place)}
        />
      ))}
      <Adder {...props} onPick={add} />
    </div>
  )
}

interface PillProps {
  readonly filter: Filter
  readonly dimension: Parameters<typeof FilterChoice>[0]['dimension'] | undefined
  readonly opened: boolean
  readonly onOpened: (opened: boolean) => void
  readonly onChange: (filter: Filter) => void
  readonly onRemove: () => void
}

function FilterPill({ filter, dimension, opened, onOpened, onChange, onRemove }: PillProps) {
  const { t } = useTranslation('studies')
  const words = useFilterWords()
  const label = isWhole(filter) ? words(filter) : `${words({ ...filter, op: 'in', values: [] })} …`
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return
    event.preventDefault()
    onRemove()
  }
  return (
    <Popover opened={opened} onChange={onOpened} position="bottom-start" width={280} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={classes.select}
          aria-label={t('filterMenu', { filter: label })}
          title={label}
          onClick={() => onOpened(!opened)}
          onKeyDown={onKeyDown}
        >
          <span className="clip">{label}</span>
          <IconChevronDown size={14} stroke={1.5} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={reportClasses.filterBox ?? ''} aria-label={t('filterMenu', { filter: label })}>
        <FilterChoice
          filter={filter}
          dimension={dimension ?? { id: filter.field, type: 'text', isDate: false }}
          onChange={onChange}
          onRemove={onRemove}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

function Adder({ form, params, onPick }: ControlProps<FieldOf<'filters'>> & { onPick: (field: Field) => void }) {
  const { t } = useTranslation('studies')
  const [opened, setOpened] = useState(false)
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={260} trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={classes.adder} onClick={() => setOpened(!opened)}>
          <IconPlus size={14} stroke={1.5} aria-hidden />
          {t('addFilter')}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={fieldClasses.adder ?? ''} aria-label={t('addFilter')}>
        {opened && (
          <Fields
            form={form}
            params={params}
            onPick={(field) => {
              setOpened(false)
              onPick(field)
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

function Fields({ form, params, onPick }: Pick<ControlProps, 'form' | 'params'> & { onPick: (field: Field) => void }) {
  const { t } = useTranslation('studies')
  const catalog = useCatalog().data
  const groups = useMemo(() => (catalog === undefined ? [] : fittingFields(catalog, form, params)), [catalog, form, params])
  return <FieldSearch label={t('addFilter')} groups={groups} onPick={onPick} />
}
