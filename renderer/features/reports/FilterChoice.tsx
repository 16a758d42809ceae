import { Button, NumberInput, Select, TextInput } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { useTranslation } from 'react-i18next'
import type { CatalogDimension } from '../../../src/contract/catalog.ts'
import type { Filter, RelativePeriod } from '../../../src/contract/report-spec.ts'
import { useWorkspace } from '../../data/queries.ts'
import { useCalendarLook } from '../../i18n/calendar-look.ts'
import { opsOf, type FilterOp } from '../../report/filter-words.ts'
import { RelativeDays } from './RelativeDays.tsx'
import { ValueList } from './ValueList.tsx'
import classes from './reports.module.css'

interface ChoiceProps {
  readonly filter: Filter
  readonly dimension: Pick<CatalogDimension, 'id' | 'type' | 'isDate'>
  readonly onChange: (filter: Filter) => void
  readonly onRemove: () => void
}

/** How to filter, and by what. Every change counts at once. */
export function FilterChoice({ filter, dimension, onChange, onRemove }: ChoiceProps) {
  const { t } = useTranslation('reports')
  const { t: words } = useTranslation('report')
  const ops = opsOf(dimension)
  const choose = (op: FilterOp) => onChange(startOf(filter, op))
  return (
    <>
      <Select
        size="xs"
        aria-label={t('filterKind')}
        data={ops.map((op) => ({ value: op, label: words(opWord(op, dimension.isDate)) }))}
        value={filter.op}
        onChange={(value) => choose(ops.find((op) => op === value) ?? filter.op)}
        comboboxProps={{ withinPortal: false }}
      />
      {filter.op === 'within' ? (
        <RelativeDays period={filter.period ?? usualDays} onChange={(period) => onChange({ ...filter, period })} />
      ) : (
        <FilterValues filter={filter} dimension={dimension} onChange={(values) => onChange({ ...filter, values })} />
      )}
      <Button size="compact-sm" variant="subtle" color="gray" onClick={onRemove}>
        {t('removeFilter')}
      </Button>
    </>
  )
}

function opWord(op: FilterOp, isDate: boolean) {
  if (isDate && op === 'at-least') return 'op-since'
  return isDate && op === 'at-most' ? 'op-until' : (`op-${op}` as const)
}

const usualDays: RelativePeriod = { relative: 'last', unit: 'month', n: 3 }

function startOf(filter: Filter, op: FilterOp): Filter {
  if (op === 'within') return { field: filter.field, op, values: [], period: usualDays }
  return { field: filter.field, op, values: keptValues(filter, op) }
}

/** A list stays a list when it is turned round; everything else starts anew. */
function keptValues(filter: Filter, op: FilterOp): Filter['values'] {
  const isList = (one: FilterOp) => one === 'in' || one === 'not-in'
  return isList(op) && isList(filter.op) ? filter.values : []
}

function FilterValues({
  filter,
  dimension,
  onChange,
}: Pick<ChoiceProps, 'filter' | 'dimension'> & { onChange: (values: Filter['values']) => void }) {
  const { t } = useTranslation('reports')
  const { op, values } = filter
  const [first = null, second = null] = values
  if (op === 'in' || op === 'not-in')
    return <ValueList field={filter.field} chosen={values.map((value) => (value === null ? null : String(value)))} onChange={onChange} />
  if (op === 'is-empty' || op === 'is-not-empty') return null
  if (op === 'contains')
    return (
      <TextInput
        size="xs"
        aria-label={t('text')}
        placeholder={t('text')}
        data-autofocus
        value={first === null ? '' : String(first)}
        onChange={(event) => onChange(event.currentTarget.value === '' ? [] : [event.currentTarget.value])}
      />
    )
  if (dimension.isDate) return <Days op={op} values={values} onChange={onChange} />
  const number = (value: Filter['values'][number]) => (typeof value === 'number' ? value : '')
  if (op !== 'between')
    return (
      <NumberInput
        size="xs"
        aria-label={t('number')}
        value={number(first)}
        onChange={(next) => onChange(typeof next === 'number' ? [next] : [])}
      />
    )
  const put = (place: 0 | 1, next: string | number) => onChange([place === 0 ? next : (first ?? ''), place === 1 ? next : (second ?? '')])
  return (
    <div className={classes.range}>
      <NumberInput size="xs" label={t('from')} value={number(first)} onChange={(next) => put(0, next)} />
      <NumberInput size="xs" label={t('to')} value={number(second)} onChange={(next) => put(1, next)} />
    </div>
  )
}

function Days({ op, values, onChange }: { op: FilterOp; values: Filter['values']; onChange: (values: Filter['values']) => void }) {
  const clock = useWorkspace().data?.clock ?? null
  const day = (place: number) => (typeof values[place] === 'string' && values[place] !== '' ? values[place] : null)
  const look = { size: 'xs' as const, ...useCalendarLook() }
  if (op !== 'between')
    return <DatePicker {...look} value={day(0)} {...startOn(day(0) ?? clock)} onChange={(next) => onChange(next === null ? [] : [next])} />
  return (
    <DatePicker
      {...look}
      type="range"
      allowSingleDateInRange
      value={[day(0), day(1)]}
      {...startOn(day(0) ?? clock)}
      onChange={([from, to]) => onChange([from ?? '', to ?? ''])}
    />
  )
}

function startOn(day: string | null) {
  return day === null ? {} : { defaultDate: day }
}
