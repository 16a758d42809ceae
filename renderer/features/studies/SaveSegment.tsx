import { Button, TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../data/session.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { reportOn } from './report-on-segment.ts'
import { saveSegment, type SavedSegment, type SegmentChoice } from './segment-document.ts'
import classes from './studies.module.css'

/** Gives a part of an answer a name, under which every report can break down and filter by it. */
export function SaveSegment({ choice, suggestion, hint }: { choice: SegmentChoice; suggestion: string; hint: string }) {
  const { t } = useTranslation('studies')
  const api = useApi()
  const id = useId()
  const [label, setLabel] = useState(suggestion)
  const [saved, setSaved] = useState<SavedSegment | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const attempt = (work: () => Promise<void>) => {
    setFailed(null)
    setBusy(true)
    work()
      .catch(setFailed)
      .finally(() => setBusy(false))
  }
  const name = label.trim()
  if (saved !== null)
    return (
      <div className={classes.segment} role="status">
        <p>{t('segmentSaved', { name: saved.label })}</p>
        <div className={classes.waysOut}>
          <Button size="compact-sm" onClick={() => reportOn(saved.id, choice.of)}>
            {t('segmentReport')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            loading={isBusy}
            onClick={() => attempt(async () => (await api.documents.remove({ kind: 'field', name: saved.name }), setSaved(null)))}
          >
            {t('segmentTakeBack')}
          </Button>
        </div>
        {failed !== null && <ErrorState compact error={failed} />}
      </div>
    )
  return (
    <form
      className={classes.segment}
      aria-describedby={id}
      onSubmit={(event) => {
        event.preventDefault()
        if (name !== '' && !isBusy) attempt(async () => setSaved(await saveSegment(api, name, choice)))
      }}
    >
      <p id={id}>{hint}</p>
      <div className={classes.waysOut}>
        <TextInput
          size="xs"
          className={classes.segmentName}
          aria-label={t('segmentName')}
          value={label}
          maxLength={120}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <Button size="xs" variant="default" type="submit" loading={isBusy} disabled={name === ''}>
          {t('segmentSave')}
        </Button>
      </div>
      {failed !== null && <ErrorState compact error={failed} />}
    </form>
  )
}
