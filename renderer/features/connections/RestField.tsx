import { Select, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { changeRest, useDraft } from './connect-draft.ts'
import { textAt, type Place } from './json-places.ts'

interface FieldProps {
  readonly faults: ReadonlySet<string>
  readonly place: Place
  readonly label: string
  readonly help?: ReactNode
  readonly example?: string
  readonly isNumber?: boolean
}

/** One text of the description. Emptied, it is not part of it any more; what is not right is said here. */
export function RestField({ faults, place, label, help, example, isNumber = false }: FieldProps) {
  const { t } = useTranslation('connections')
  const value = useDraft(({ rest }) => textAt(rest, place))
  return (
    <TextInput
      label={label}
      description={help}
      placeholder={example ?? ''}
      value={value}
      spellCheck={false}
      error={faults.has(['rest', ...place].join('.')) ? t(value === '' ? 'restMissing' : 'restWrong') : undefined}
      onChange={({ currentTarget: { value: typed } }) =>
        changeRest(place, typed === '' ? undefined : isNumber && /^\d{1,9}$/.test(typed) ? Number(typed) : typed)
      }
    />
  )
}

interface ChoiceProps {
  readonly faults: ReadonlySet<string>
  readonly place: Place
  readonly label: string
  readonly help?: ReactNode
  readonly placeholder?: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
  readonly onChoose: (value: string) => void
}

export function RestChoice({ faults, place, label, help, placeholder, choices, onChoose }: ChoiceProps) {
  const { t } = useTranslation('connections')
  const value = useDraft(({ rest }) => textAt(rest, place))
  return (
    <Select
      label={label}
      description={help}
      placeholder={placeholder ?? ''}
      data={[...choices]}
      value={value === '' ? null : value}
      allowDeselect={false}
      error={faults.has(['rest', ...place].join('.')) ? t('restMissing') : undefined}
      onChange={(chosen) => chosen !== null && chosen !== value && onChoose(chosen)}
    />
  )
}
