import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { RfmParams } from '../../../src/contract/study-rfm.ts'
import { useLocal } from '../../i18n/i18n.ts'
import type { ControlProps, FieldOf } from './control-props.ts'
import { FieldsChoice } from './FieldsParam.tsx'
import { segmentChoices } from './own-segments.ts'

const mostFields = 8

/** One segment whose customers are held against all of them, and by which fields. */
export function RfmProfileParam({ field, form, params, labelId, onChange }: ControlProps<FieldOf<'rfm-profile'>>) {
  const { t } = useTranslation('studies')
  const local = useLocal()
  const profile = RfmParams.shape.profile.safeParse(params[field.id]).data ?? null
  const choices = segmentChoices(params[field.segments]).map(({ id, label }) => ({ value: id, label: local(label) }))
  // What stands in the address may be no segment any more; it is shown, and the study says so.
  const isKnown = profile === null || choices.some(({ value }) => value === profile.segment)
  const data = isKnown ? choices : [{ value: profile.segment, label: profile.segment }, ...choices]
  return (
    <>
      <Select
        size="xs"
        clearable
        aria-labelledby={labelId}
        placeholder={local(field.none)}
        data={data}
        value={profile?.segment ?? null}
        onChange={(segment) => onChange(segment === null ? null : { ...profile, segment })}
        clearButtonProps={{ 'aria-label': local(field.none) }}
      />
      {profile !== null && (
        <FieldsChoice
          form={form}
          params={params}
          label={t('profileFields')}
          usual={local(field.usual)}
          most={mostFields}
          chosen={profile.fields ?? []}
          onChange={(fields) => onChange(fields.length === 0 ? { segment: profile.segment } : { segment: profile.segment, fields })}
        />
      )}
    </>
  )
}
