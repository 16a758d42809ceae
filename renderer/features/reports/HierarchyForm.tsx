import { ActionIcon, Button, MultiSelect, TextInput } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldEntry } from '../../../src/contract/fields.ts'
import { useApi } from '../../data/session.tsx'
import { useLocal } from '../../i18n/i18n.ts'
import { ErrorState } from '../../ui/states.tsx'
import { DocumentSteps } from './DocumentSteps.tsx'
import { useEditing } from './editor-context.ts'
import { fieldNameOf } from './field-draft.ts'
import { useFieldSheet } from './use-field-sheet.ts'
import classes from './field-sheets.module.css'

/** Fields from coarse to fine under one name: put on the rows together, or changed. */
export function HierarchyForm({ fields }: { fields: readonly FieldEntry[] }) {
  const { t } = useTranslation('reports')
  const local = useLocal()
  const api = useApi()
  const { catalog, labelOfField, move } = useEditing()
  const close = useFieldSheet((state) => state.close)
  const [edited, setEdited] = useState<FieldEntry | null>(null)
  const [label, setLabel] = useState('')
  const [chosen, setChosen] = useState<string[]>([])
  const [failed, setFailed] = useState<unknown>(null)
  const dimensions = catalog.dimensions.filter((one) => one.available && !one.isDate)
  const edit = (entry: FieldEntry | null) => {
    setEdited(entry)
    setLabel(entry === null ? '' : local(entry.label))
    setChosen(entry?.body.kind === 'hierarchy' ? [...entry.body.fields] : [])
  }
  const attempt = (work: Promise<unknown>) => {
    setFailed(null)
    work.then(() => edit(null)).catch(setFailed)
  }
  const save = () => {
    const taken = fields.map(({ name }) => name)
    const body = { version: 1, kind: 'hierarchy', label: label.trim(), description: '', fields: chosen } as const
    attempt(api.documents.save({ kind: 'field', name: edited?.name ?? fieldNameOf(label, taken), body, basedOn: edited?.version ?? null }))
  }
  const putOnRows = (names: readonly string[], title: FieldEntry['label']) => {
    move((spec) => ({ ...spec, rows: names.map((field) => ({ field })).slice(0, 8) }), { key: 'didAdd', name: title })
    close()
  }
  return (
    <div className={classes.sheet}>
      <p className={classes.hint}>{t('hierarchyText')}</p>
      <ul className={classes.values} aria-label={t('hierarchies')}>
        {fields.map((entry) => {
          if (entry.body.kind !== 'hierarchy') return null
          const title = local(entry.label)
          const names = entry.body.fields
          return (
            <li key={entry.name}>
              <span>
                <strong>{title}</strong> {names.map((name) => local(labelOfField(name))).join(' › ')}
              </span>
              <Button size="compact-sm" variant="default" disabled={!entry.available} onClick={() => putOnRows(names, entry.label)}>
                {t('hierarchyOnRows')}
              </Button>
              <ActionIcon aria-label={t('changeHierarchy', { title })} onClick={() => edit(entry)}>
                <IconPencil size={15} stroke={1.5} />
              </ActionIcon>
              <ActionIcon
                aria-label={t('removeHierarchy', { title })}
                onClick={() => attempt(api.documents.remove({ kind: 'field', name: entry.name }))}
              >
                <IconTrash size={15} stroke={1.5} />
              </ActionIcon>
            </li>
          )
        })}
      </ul>
      <TextInput
        size="sm"
        label={t('hierarchyName')}
        maxLength={120}
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      <MultiSelect
        size="sm"
        label={t('hierarchyFields')}
        searchable
        maxValues={8}
        data={dimensions.map((one) => ({ value: one.id, label: local(one.label) }))}
        value={chosen}
        onChange={setChosen}
      />
      {failed !== null && <ErrorState compact error={failed} onRetry={() => setFailed(null)} />}
      <div className={classes.foot}>
        {edited !== null && <DocumentSteps kind="field" name={edited.name} />}
        {edited !== null && (
          <Button variant="default" onClick={() => edit(null)}>
            {t('newHierarchy')}
          </Button>
        )}
        <Button disabled={label.trim() === '' || chosen.length < 2} onClick={save}>
          {t('saveHierarchy')}
        </Button>
      </div>
    </div>
  )
}
