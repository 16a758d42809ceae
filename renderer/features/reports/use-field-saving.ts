import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldDocument, FieldEntry } from '../../../src/contract/fields.ts'
import { useApi } from '../../data/session.tsx'
import { useLanguage, useLocal } from '../../i18n/i18n.ts'
import { failureOf } from '../../ui/failure.ts'
import { useEditing } from './editor-context.ts'
import { fieldNameOf } from './field-draft.ts'
import { useFieldWriter, type Writing } from './field-writer.ts'
import { replaceDimension } from './report-moves.ts'

/** Saves a field, or removes it, and says so; why it could not is kept for the dialog. */
export function useFieldSaving(writing: Writing, entry: FieldEntry | null, fields: readonly FieldEntry[]) {
  const { t } = useTranslation('reports')
  const language = useLanguage()
  const local = useLocal()
  const api = useApi()
  const { move, say } = useEditing()
  const close = useFieldWriter((state) => state.close)
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true)
    setFailure(null)
    try {
      await work()
      close()
    } catch (error) {
      setFailure(local(failureOf(error).text))
    } finally {
      setBusy(false)
    }
  }
  const save = (body: FieldDocument, label: string) =>
    attempt(async () => {
      const name =
        entry?.name ??
        fieldNameOf(
          label,
          fields.map((one) => one.name),
        )
      await api.documents.save({ kind: 'field', name, body, basedOn: entry?.version ?? null })
      say(t('saidSaved', { field: label }))
      if (!('at' in writing) || writing.at === undefined) return
      const { shelf, index } = writing.at
      const both = typeof body.label === 'string' ? { zh: body.label, en: body.label } : body.label
      move((now) => replaceDimension(now, shelf, index, `user.${name}`), { key: 'didChange', name: both })
    })
  const remove = () =>
    attempt(async () => {
      if (entry === null) return
      await api.documents.remove({ kind: 'field', name: entry.name })
      say(t('saidDeleted', { field: entry.label[language] }))
    })
  return { save, remove, close, isBusy, failure }
}
