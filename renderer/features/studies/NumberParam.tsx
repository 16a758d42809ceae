import { Checkbox, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocal } from '../../i18n/i18n.ts'
import type { ControlProps, FieldOf } from './control-props.ts'
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
