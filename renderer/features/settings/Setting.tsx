import { NumberInput, Select, TextInput } from '@mantine/core'
import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SettingsChange } from '../../../src/contract/settings.ts'
import { useChangeSettings } from '../../data/settings.ts'
import { ErrorState } from '../../ui/states.tsx'
import classes from './settings.module.css'

/** One setting: its name, what it does, and its control. A refusal stands beneath it. */
export function Setting({
  label,
  help,
  id,
  children,
  error,
}: {
  label: string
  help?: ReactNode
  id?: string
  children: ReactNode
  error?: unknown
}) {
  return (
    <div className={classes.setting}>
      <div className={classes.settingWords}>
        <label className={classes.settingLabel} htmlFor={id}>
          {label}
        </label>
        {help && <div className={classes.quiet}>{help}</div>}
      </div>
      <div className={classes.settingControl}>
        {children}
        {error !== undefined && error !== null && <ErrorState error={error} compact />}
      </div>
    </div>
  )
}

export interface Choice {
  readonly value: string
  readonly label: string
}

interface ChoiceSettingProps {
  readonly label: string
  readonly help?: ReactNode
  readonly value: string | null
  readonly choices: readonly Choice[]
  readonly searchable?: boolean
  readonly clearable?: boolean
  readonly placeholder?: string
  readonly toChange: (value: string | null) => SettingsChange
}

/** One of a list, saved when chosen. */
export function ChoiceSetting({
  label,
  help,
  value,
  choices,
  searchable = false,
  clearable = false,
  placeholder,
  toChange,
}: ChoiceSettingProps) {
  const id = useId()
  const { t } = useTranslation('settings')
  const save = useChangeSettings()
  return (
    <Setting label={label} help={help} id={id} error={save.error}>
      <Select
        id={id}
        w={260}
        value={value}
        data={[...choices]}
        searchable={searchable}
        clearable={clearable}
        allowDeselect={false}
        placeholder={placeholder ?? ''}
        nothingFoundMessage={t('nothingFound')}
        comboboxProps={{ withinPortal: true }}
        onChange={(chosen) => chosen !== value && save.mutate({ change: toChange(chosen), what: label })}
      />
    </Setting>
  )
}

interface NumberSettingProps {
  readonly label: string
  readonly help?: ReactNode
  readonly value: number
  readonly unit: string
  readonly min?: number
  readonly max?: number
  readonly toChange: (value: number) => SettingsChange
}

/** A number, saved on Enter or when the field is left. */
export function NumberSetting({ label, help, value, unit, min, max, toChange }: NumberSettingProps) {
  const id = useId()
  const save = useChangeSettings()
  const [draft, setDraft] = useState<{ of: number; typed: string | number } | null>(null)
  const shown = draft !== null && draft.of === value ? draft.typed : value
  const commit = () => {
    if (typeof shown === 'number' && shown !== value) save.mutate({ change: toChange(shown), what: label })
    setDraft(null)
  }
  return (
    <Setting label={label} help={help} id={id} error={save.error}>
      <div className={classes.withUnit}>
        <NumberInput
          id={id}
          w={120}
          value={shown}
          hideControls
          thousandSeparator=","
          {...(min === undefined ? {} : { min })}
          {...(max === undefined ? {} : { max })}
          onChange={(typed) => setDraft({ of: value, typed })}
          onBlur={commit}
          onKeyDown={(event) => event.key === 'Enter' && commit()}
        />
        <span className={classes.quiet}>{unit}</span>
      </div>
    </Setting>
  )
}

interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  readonly width?: number
  readonly align?: 'left' | 'right'
  readonly type?: string
  readonly onSave: (text: string) => void
}

/** A text field that saves on Enter or when it is left, and takes back what was typed on Escape. */
export function TextField({ label, value, placeholder, width, align = 'left', type = 'text', onSave }: TextFieldProps) {
  const [draft, setDraft] = useState<{ of: string; typed: string } | null>(null)
  const shown = draft !== null && draft.of === value ? draft.typed : value
  const commit = () => {
    if (shown !== value) onSave(shown)
    setDraft(null)
  }
  return (
    <TextInput
      size="xs"
      type={type}
      aria-label={label}
      value={shown}
      placeholder={placeholder ?? ''}
      {...(width === undefined ? {} : { w: width })}
      styles={{ input: { textAlign: align } }}
      onChange={(event) => setDraft({ of: value, typed: event.currentTarget.value })}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
        if (event.key === 'Escape') setDraft(null)
      }}
    />
  )
}
