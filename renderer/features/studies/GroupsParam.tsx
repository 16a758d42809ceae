import { ActionIcon, MultiSelect, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ReasonGroup } from '../../../src/contract/study-win-loss.ts'
import type { ControlProps, FieldOf } from './control-props.ts'
import { useValuesOf } from './ListParams.tsx'
import classes from './params.module.css'

/** Values of a dimension gathered under names; each in one group only. A group counts as soon as it has a value. */
export function GroupsParam({ field, params, onChange }: ControlProps<FieldOf<'groups'>>) {
  const { t } = useTranslation('studies')
  const groups = z.array(ReasonGroup).safeParse(params[field.id]).data ?? []
  const [fresh, setFresh] = useState<string | null>(null)
  const values = useValuesOf(field.of)
  const freeFor = (own: readonly string[]) =>
    values.filter((value) => own.includes(value) || !groups.some(({ reasons }) => reasons.includes(value)))
  const put = (next: readonly ReasonGroup[]) => onChange(next.length === 0 ? undefined : next)
  return (
    <>
      {groups.map((group, place) => (
        <Group
          key={place}
          group={group}
          values={freeFor(group.reasons)}
          onChange={(next) => put(next.reasons.length === 0 ? groups.toSpliced(place, 1) : groups.with(place, next))}
          onRemove={() => put(groups.toSpliced(place, 1))}
        />
      ))}
      {fresh !== null && (
        <Group
          group={{ name: fresh, reasons: [] }}
          values={freeFor([])}
          onChange={(next) => {
            if (next.reasons.length === 0) return setFresh(next.name)
            setFresh(null)
            put([...groups, next])
          }}
          onRemove={() => setFresh(null)}
        />
      )}
      {fresh === null && groups.length < field.most && (
        <button type="button" className={classes.adder} onClick={() => setFresh(t('groupName', { number: groups.length + 1 }))}>
          <IconPlus size={14} stroke={1.5} aria-hidden />
          {t('addGroup')}
        </button>
      )}
    </>
  )
}

interface GroupProps {
  readonly group: ReasonGroup
  readonly values: readonly string[]
  readonly onChange: (group: ReasonGroup) => void
  readonly onRemove: () => void
}

function Group({ group, values, onChange, onRemove }: GroupProps) {
  const { t } = useTranslation('studies')
  const { t: reports } = useTranslation('reports')
  const { name, reasons } = group
  const [draft, setDraft] = useState({ of: name, typed: name })
  const typed = draft.of === name ? draft.typed : name
  const take = () => {
    const next = typed.trim()
    if (next === '') setDraft({ of: name, typed: name })
    else if (next !== name) onChange({ ...group, name: next })
  }
  return (
    <div className={classes.ownSegment} role="group" aria-label={name}>
      <div className={classes.ownHead}>
        <TextInput
          size="xs"
          aria-label={t('groupNameOf', { name })}
          maxLength={120}
          value={typed}
          onChange={(event) => setDraft({ of: name, typed: event.currentTarget.value })}
          onBlur={take}
          onKeyDown={(event) => {
            if (event.key === 'Enter') take()
          }}
        />
        <ActionIcon size={20} aria-label={t('stepRemove', { name })} onClick={onRemove}>
          <IconX size={13} stroke={1.5} />
        </ActionIcon>
      </div>
      <MultiSelect
        size="xs"
        searchable
        aria-label={t('groupValuesOf', { name })}
        placeholder={reasons.length === 0 ? t('groupValues') : ''}
        data={[...new Set([...values, ...reasons])]}
        value={[...reasons]}
        onChange={(next) => onChange({ ...group, reasons: next })}
        nothingFoundMessage={reports('noValue')}
      />
    </div>
  )
}
