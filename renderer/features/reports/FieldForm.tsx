import { Button, Checkbox, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldEntry } from '../../../src/contract/fields.ts'
import { useAnswer } from '../../data/queries.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { BinsChoice } from './BinsChoice.tsx'
import { useEditing } from './editor-context.ts'
import { bodyOf, startDraft, withText, writtenKinds, type FieldDraft } from './field-draft.ts'
import type { Writing } from './field-writer.ts'
import { FieldPreviewBox } from './FieldPreviewBox.tsx'
import { FormulaField } from './FormulaField.tsx'
import { GroupsChoice } from './GroupsChoice.tsx'
import { useFieldSaving } from './use-field-saving.ts'
import classes from './formula.module.css'

/** What a field is called, how it is worked out, and what it would say. Nothing is kept before it is saved. */
export function FieldForm({ writing, fields }: { writing: Writing; fields: readonly FieldEntry[] }) {
  const { t } = useTranslation('reports')
  const language = useLanguage()
  const { labelOfField } = useEditing()
  const entry = writing.is === 'edit' ? (fields.find((one) => one.id === writing.id) ?? null) : null
  const [draft, setDraft] = useState<FieldDraft>(() => startDraft(writing, entry, labelOfField))
  const change = (part: Partial<FieldDraft>) => setDraft((now) => ({ ...now, ...part }))
  const check = useCheck(draft, entry?.name)
  const unit = check?.unit ?? null
  const isRatio = unit === 'ratio' || unit === 'percent'
  const body = check?.ok === true ? bodyOf({ ...draft, label: named(draft) }, unit) : null
  const saving = useFieldSaving(writing, entry, fields)
  const canSave = body !== null && draft.label[language].trim() !== ''
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (canSave) void saving.save(body, draft.label[language])
      }}
    >
      <div className={classes.names}>
        <TextInput
          size="xs"
          data-autofocus
          label={t('fieldName')}
          required
          value={draft.label[language]}
          maxLength={120}
          onChange={(event) => change({ label: withText(draft.label, language, event.currentTarget.value) })}
        />
        <TextInput
          size="xs"
          label={t('fieldMeaning')}
          value={draft.description[language]}
          maxLength={2000}
          onChange={(event) => change({ description: withText(draft.description, language, event.currentTarget.value) })}
        />
      </div>
      {writing.is === 'dimension' && <KindChoice draft={draft} onChange={change} />}
      <FormulaField formula={draft.formula} use={draft.kind} name={entry?.name} check={check} onChange={(formula) => change({ formula })} />
      {draft.kind === 'metric' && <MetricChoices draft={draft} isRatio={isRatio} onChange={change} />}
      {draft.kind === 'groups' && <GroupsChoice draft={draft} isWhole={check?.ok === true} onChange={change} />}
      {draft.kind === 'bins' && <BinsChoice draft={draft} onChange={change} />}
      <FieldPreviewBox body={body} name={entry?.name} unit={draft.isPercent && isRatio ? 'percent' : (unit ?? 'none')} />
      {entry !== null && entry.usedBy.length > 0 && <p className={classes.usedBy}>{t('usedBy', { what: entry.usedBy.join(', ') })}</p>}
      {saving.failure !== null && (
        <p className={classes.failed} role="alert">
          {saving.failure}
        </p>
      )}
      <Feet saving={saving} canSave={canSave} isThere={entry !== null} />
    </form>
  )
}

/** A preview needs no name. */
function named({ label }: FieldDraft): FieldDraft['label'] {
  return label.zh.trim() === '' && label.en.trim() === '' ? { zh: '-', en: '-' } : label
}

function useCheck({ formula, kind }: FieldDraft, name: string | undefined) {
  const [asked] = useDebouncedValue(formula, 120)
  const answer = useAnswer(
    'data',
    ['fields.check', asked, kind, name],
    (api, options) => api.fields.check({ formula: asked, use: kind, name }, options),
    { enabled: asked.trim() !== '' },
  )
  return asked === formula && asked.trim() !== '' && !answer.isPlaceholderData ? answer.data : undefined
}

interface ChoiceProps {
  readonly draft: FieldDraft
  readonly onChange: (change: Partial<FieldDraft>) => void
}

function KindChoice({ draft, onChange }: ChoiceProps) {
  const { t } = useTranslation('reports')
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('writeDimension')}
      data={writtenKinds.flatMap((kind) => (kind === 'metric' ? [] : [{ value: kind, label: t(`kind-${kind}`) }]))}
      value={draft.kind}
      onChange={(next) => onChange({ kind: writtenKinds.find((kind) => kind === next) ?? draft.kind })}
    />
  )
}

function MetricChoices({ draft, isRatio, onChange }: ChoiceProps & { isRatio: boolean }) {
  const { t } = useTranslation('reports')
  return (
    <div className={classes.row}>
      <Select
        size="xs"
        label={t('fieldDirection')}
        comboboxProps={{ withinPortal: false }}
        data={(['neutral', 'up-is-good', 'up-is-bad'] as const).map((value) => ({ value, label: t(`direction-${value}`) }))}
        value={draft.direction}
        onChange={(next) => next !== null && onChange({ direction: next })}
      />
      {isRatio && (
        <Checkbox
          label={t('asPercent')}
          checked={draft.isPercent}
          onChange={(event) => onChange({ isPercent: event.currentTarget.checked })}
        />
      )}
    </div>
  )
}

function Feet({ saving, canSave, isThere }: { saving: ReturnType<typeof useFieldSaving>; canSave: boolean; isThere: boolean }) {
  const { t } = useTranslation('reports')
  const [isSure, setSure] = useState(false)
  return (
    <div className={classes.feet}>
      {isThere && (
        <Button size="xs" variant="default" color="red" onClick={() => (isSure ? void saving.remove() : setSure(true))}>
          {t(isSure ? 'removeFieldSure' : 'removeOwnField')}
        </Button>
      )}
      <Button size="xs" variant="default" onClick={saving.close}>
        {t('cancel')}
      </Button>
      <Button size="xs" type="submit" disabled={!canSave} loading={saving.isBusy}>
        {t('saveField')}
      </Button>
    </div>
  )
}
