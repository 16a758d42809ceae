import { Button, NumberInput, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MetricFilter } from '../../../src/contract/report-spec.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useEditing } from './editor-context.ts'
import { newCondition, useFilterTarget } from './filter-target.ts'
import { havingOps, isWholeHaving, numbersOf, perOf, removeHaving, setHaving } from './having-moves.ts'
import { conditionFields } from './report-moves.ts'
import { focusFilterShelf, PopoverPill } from './PopoverPill.tsx'
import classes from './reports.module.css'

/** Conditions on metrics: only what meets them counts. The one that is being made stands last. */
export function HavingPills() {
  const { spec } = useEditing()
  const measured = useFilterTarget((state) => state.measured)
  return (
    <>
      {spec.having.map((condition, index) => (
        <HavingPill key={`${condition.metric} ${index}`} id={`having#${index}`} index={index} given={condition} />
      ))}
      {measured && <HavingPill key={newCondition} id={newCondition} index={spec.having.length} given={null} />}
    </>
  )
}

function HavingPill({ id, index, given }: { id: string; index: number; given: MetricFilter | null }) {
  const { t } = useTranslation('reports')
  const local = useLocal()
  const { spec, move, say, labelOfMetric } = useEditing()
  const { measured, close } = useFilterTarget()
  const [draft, setDraft] = useState<MetricFilter>(() => given ?? { metric: '', op: 'at-least', values: [], ...measured })
  // While its choices are open the draft leads, since it may lack a number; afterwards the report does.
  const isOpen = useFilterTarget((state) => state.field) === id
  if (!isOpen && given !== null && given !== draft) setDraft(given)
  const shown = isOpen ? draft : (given ?? draft)
  const words = useConditionWords()
  const name = labelOfMetric(shown.metric)
  const apply = (next: MetricFilter) => {
    setDraft(next)
    if (given !== null && isWholeHaving(spec, next))
      move((now) => setHaving(now, index, next), { key: 'didFilter', name }, `having-${index}`)
  }
  const closed = () => {
    if (given === null && isWholeHaving(spec, draft)) {
      move((now) => setHaving(now, index, draft), { key: 'didFilter', name })
      say(t('saidAdded', { field: local(name), shelf: t('filters') }))
    }
    focusFilterShelf()
  }
  const remove = () => {
    close()
    if (given !== null) move((now) => removeHaving(now, index), { key: 'didRemove', name })
    say(t('saidRemoved', { field: local(name), shelf: t('filters') }))
    focusFilterShelf()
  }
  return (
    <PopoverPill id={id} label={words(shown)} title={t('conditionOn', { field: local(name) })} onRemove={remove} onClosed={closed}>
      <ConditionChoice
        condition={shown}
        onChange={apply}
        onDone={() => {
          close()
          closed()
        }}
        onRemove={remove}
      />
    </PopoverPill>
  )
}

interface ChoiceProps {
  readonly condition: MetricFilter
  readonly onChange: (condition: MetricFilter) => void
  readonly onDone: () => void
  readonly onRemove: () => void
}

function ConditionChoice({ condition, onChange, onDone, onRemove }: ChoiceProps) {
  const { t } = useTranslation('reports')
  const local = useLocal()
  const { spec, catalog, labelOfField } = useEditing()
  const own = conditionFields(spec)
  const metric = catalog.metrics.find((one) => one.id === condition.metric)
  const fields = catalog.dimensions.filter((one) => one.available && !one.isDate && metric?.dimensions.includes(one.id))
  const usual = own.map((field) => local(labelOfField(field))).join(' × ')
  const [first, second] = condition.values
  const put = (place: 0 | 1, next: string | number) => {
    if (typeof next !== 'number') return
    const values = [...condition.values]
    values[place] = next
    onChange({ ...condition, values: values.map((value) => value ?? next) })
  }
  const wanted = numbersOf(condition.op)
  const { per, ...withoutPer } = condition
  return (
    <form
      className={classes.filterForm}
      onSubmit={(event) => {
        event.preventDefault()
        onDone()
      }}
    >
      <Select
        size="xs"
        label={t('conditionPer')}
        searchable
        comboboxProps={{ withinPortal: false }}
        data={[
          ...(own.length > 0 ? [{ value: '', label: t('conditionOfRows', { fields: usual }) }] : []),
          ...fields.map((one) => ({ value: one.id, label: local(one.label) })),
        ]}
        value={per?.[0]?.field ?? (own.length > 0 ? '' : null)}
        onChange={(field) => onChange({ ...withoutPer, ...perOf(field === '' ? null : field) })}
      />
      <Select
        size="xs"
        label={t('conditionIs')}
        comboboxProps={{ withinPortal: false }}
        data={havingOps.map((op) => ({ value: op, label: t(`having-${op}`) }))}
        value={condition.op}
        onChange={(value) => {
          const op = havingOps.find((one) => one === value) ?? condition.op
          onChange({ ...condition, op, values: condition.values.slice(0, numbersOf(op)) })
        }}
      />
      {wanted > 0 && (
        <div className={wanted === 2 ? classes.range : undefined}>
          <NumberInput
            size="xs"
            data-autofocus
            aria-label={t(wanted === 2 ? 'from' : 'number')}
            placeholder={t(wanted === 2 ? 'from' : 'number')}
            value={first ?? ''}
            onChange={(next) => put(0, next)}
          />
          {wanted === 2 && (
            <NumberInput size="xs" aria-label={t('to')} placeholder={t('to')} value={second ?? ''} onChange={(next) => put(1, next)} />
          )}
        </div>
      )}
      {metric?.unit === 'percent' && wanted > 0 && <p className={classes.hint}>{t('percentHint')}</p>}
      <div className={classes.buttons}>
        <Button size="compact-sm" type="submit" disabled={!isWholeHaving(spec, condition)}>
          {t('conditionDone')}
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onRemove}>
          {t('removeFilter')}
        </Button>
      </div>
    </form>
  )
}

/** `Won value ≥ 100,000 for each owner`. */
function useConditionWords(): (condition: MetricFilter) => string {
  const { t } = useTranslation('reports')
  const local = useLocal()
  const format = useFormat()
  const { catalog, labelOfMetric, labelOfField } = useEditing()
  return ({ metric, stat, op, values, per }) => {
    const unit = catalog.metrics.find((one) => one.id === metric)?.unit ?? 'none'
    const number = (value: number | undefined) => (value === undefined ? '…' : format.cell(value, unit))
    const what = [local(labelOfMetric(metric)), ...(stat === undefined ? [] : [t(`stat-${stat}`)])].join(' · ')
    const [first, second] = values
    const said =
      op === 'at-least'
        ? `${what} ≥ ${number(first)}`
        : op === 'at-most'
          ? `${what} ≤ ${number(first)}`
          : op === 'between'
            ? `${what}: ${number(first)} – ${number(second)}`
            : `${what} ${t(`having-${op}`)}`
    return per === undefined
      ? said
      : t('conditionFor', { condition: said, fields: per.map((use) => local(labelOfField(use.field))).join(' × ') })
  }
}
