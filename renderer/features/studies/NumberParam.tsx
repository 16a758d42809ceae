import { Checkbox, NumberInput, TagsInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useLocal } from '../../i18n/i18n.ts'
import type { ControlProps, FieldOf } from './control-props.ts'
import { risingNumbers } from './rising-numbers.ts'
import classes from './params.module.css'

/** A number that counts when it is typed to its end: on Enter, or when the field is left. An empty one is no limit where there may be none. */
export function NumberParam({ field, params, labelId, onChange }: ControlProps<FieldOf<'days'> | FieldOf<'number'>>) {
  const { t } = useTranslation('studies')
  const local = useLocal()
  const value = typeof params[field.id] === 'number' ? (params[field.id] as number) : ''
  const [draft, setDraft] = useState<{ readonly from: number | ''; readonly typed: string | number }>({ from: value, typed: value })
  // Another value from outside, as by the back button, takes the place of what was typed.
  const typed = draft.from === value ? draft.typed : value
  const none = field.none
  const least = field.kind === 'number' ? field.least : 0
  const take = () => {
    const next = typed === '' ? null : Number(typed)
    if (next === null ? none === undefined : !Number.isFinite(next)) return setDraft({ from: value, typed: value })
    if ((next ?? '') !== value) onChange(next)
  }
  return (
    <NumberInput
      size="xs"
      hideControls
      aria-labelledby={labelId}
      min={least}
      max={field.most}
      allowDecimal={field.kind === 'number' && (field.step ?? 1) < 1}
      clampBehavior="blur"
      placeholder={none === undefined ? '' : local(none)}
      suffix={field.kind === 'days' ? ` ${t('days_unit')}` : ''}
      className={classes.number ?? ''}
      value={typed}
      onChange={(next) => setDraft({ from: value, typed: next })}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take()
      }}
    />
  )
}

export function ToggleParam({ field, params, onChange }: ControlProps<FieldOf<'toggle'>>) {
  const local = useLocal()
  return (
    <Checkbox label={local(field.label)} checked={params[field.id] === true} onChange={(event) => onChange(event.currentTarget.checked)} />
  )
}

/** Four numbers side by side; all of them count as soon as one was typed to its end and none of them falls. */
export function CutsParam({ field, params, onChange }: ControlProps<FieldOf<'cuts'>>) {
  const local = useLocal()
  const given = params[field.id]
  const [cuts, setCuts] = useState<readonly (number | string)[]>(Array.isArray(given) ? (given as number[]) : [])
  const rises = cuts.every((cut, place) => cut !== '' && (place === 0 || Number(cut) >= Number(cuts[place - 1])))
  const take = () => {
    const next = cuts.map(Number)
    if (rises && JSON.stringify(next) !== JSON.stringify(given)) onChange(next)
  }
  return (
    <div className={classes.cuts}>
      {cuts.map((cut, place) => (
        <NumberInput
          key={place}
          size="xs"
          hideControls
          thousandSeparator=","
          aria-label={`${local(field.label)} ${place + 1}`}
          error={!rises}
          value={cut}
          onChange={(next) => setCuts(cuts.with(place, next))}
          onBlur={take}
          onKeyDown={(event) => {
            if (event.key === 'Enter') take()
          }}
        />
      ))}
    </div>
  )
}

/** Numbers as they are typed, put in order; what is none is left out. */
export function EndsParam({ field, params, labelId, onChange }: ControlProps<FieldOf<'ends'>>) {
  const local = useLocal()
  const ends = z.array(z.number()).safeParse(params[field.id]).data ?? []
  return (
    <TagsInput
      size="xs"
      clearable
      aria-labelledby={labelId}
      placeholder={ends.length === 0 ? local(field.none) : ''}
      maxTags={field.most}
      splitChars={[' ', ';', '；', '、', '，']}
      value={ends.map((end) => end.toLocaleString('en-US'))}
      onChange={(typed) => {
        const next = risingNumbers(typed)
        onChange(next.length === 0 ? null : next)
      }}
      clearButtonProps={{ 'aria-label': local(field.none) }}
    />
  )
}
