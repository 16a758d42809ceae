import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../data/queries.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { groupOf, intoGroup, type FieldDraft, type Group } from './field-draft.ts'
import classes from './formula.module.css'

interface GroupsProps {
  readonly draft: FieldDraft
  /** Whether the formula can be asked for its values. */
  readonly isWhole: boolean
  readonly onChange: (change: Partial<FieldDraft>) => void
}

/** Ticks values and gives them a name together; what has none stays as it is, or gets the name of the rest. */
export function GroupsChoice({ draft, isWhole, onChange }: GroupsProps) {
  const { t } = useTranslation('reports')
  const format = useFormat()
  const [ticked, setTicked] = useState<readonly (string | null)[]>([])
  const [label, setLabel] = useState('')
  const values = useAnswer(
    'data',
    ['fields.preview', 'values', draft.formula],
    (api, options) =>
      api.fields.preview(
        { body: { version: 1, kind: 'dimension', label: 'values', description: '', formula: draft.formula }, limit: 300 },
        options,
      ),
    { enabled: isWhole },
  ).data?.values
  const tick = (value: string | null) => setTicked(ticked.includes(value) ? ticked.filter((one) => one !== value) : [...ticked, value])
  const group = () => {
    if (label.trim() === '' || ticked.length === 0) return
    onChange({ groups: intoGroup(draft.groups, ticked, label.trim()) })
    setTicked([])
    setLabel('')
  }
  const dissolve = (one: Group) => onChange({ groups: draft.groups.filter((other) => other !== one) })
  return (
    <div className={classes.grouping}>
      <div className={classes.values} role="group" aria-label={t('groupValuesOf')}>
        {(values ?? []).map(({ value, rows }) => {
          const said = value === null || value === '' ? t('emptyValue') : value
          const there = groupOf(draft.groups, value)
          return (
            <div key={value ?? '\u0000'} className={classes.valueLine}>
              <Checkbox
                label={there === null ? said : `${said} → ${there}`}
                checked={ticked.includes(value)}
                onChange={() => tick(value)}
              />
              <small>{format.cell(rows, 'count')}</small>
            </div>
          )
        })}
      </div>
      <div className={classes.groups}>
        <TextInput
          size="xs"
          label={t('groupName')}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
            event.preventDefault()
            group()
          }}
        />
        <Button size="compact-sm" variant="default" disabled={label.trim() === '' || ticked.length === 0} onClick={group}>
          {t('groupTicked', { count: ticked.length })}
        </Button>
        <ul aria-label={t('groups')}>
          {draft.groups.map((one) => (
            <li key={one.label}>
              <span className="clip">{t('groupHas', { label: one.label, count: one.values.length })}</span>
              <ActionIcon size={20} aria-label={t('dissolve', { label: one.label })} onClick={() => dissolve(one)}>
                <IconX size={12} stroke={1.5} />
              </ActionIcon>
            </li>
          ))}
        </ul>
        <TextInput
          size="xs"
          label={t('groupRest')}
          placeholder={t('groupRestNone')}
          value={draft.rest}
          onChange={(event) => onChange({ rest: event.currentTarget.value })}
        />
      </div>
    </div>
  )
}
