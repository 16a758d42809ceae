import { Button, Select, Textarea } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocal } from '../../i18n/i18n.ts'
import { useDesk } from './desk.ts'
import classes from './tiles.module.css'

interface TextFormProps {
  readonly text: string
  readonly action: string
  readonly onTake: (text: string) => void
}

/** Words in Markdown, and figures that are put among them by name. */
export function TextForm({ text, action, onTake }: TextFormProps) {
  const { t } = useTranslation('cockpits')
  const local = useLocal()
  const { catalog } = useDesk()
  const [written, setWritten] = useState(text)
  const area = useRef<HTMLTextAreaElement>(null)
  const metrics = (catalog?.metrics ?? []).filter(({ available }) => available)
  const insert = (metric: string | null) => {
    if (metric === null) return
    const at = area.current?.selectionStart ?? written.length
    setWritten(`${written.slice(0, at)}{{${metric}}}${written.slice(at)}`)
    area.current?.focus()
  }
  return (
    <>
      <Textarea
        ref={area}
        label={t('words')}
        description={t('markdown')}
        rows={8}
        maxLength={20_000}
        value={written}
        onChange={(event) => setWritten(event.currentTarget.value)}
        data-autofocus
      />
      <Select
        size="sm"
        label={t('insertValue')}
        placeholder={t('chooseMetric')}
        data={metrics.map(({ id, label }) => ({ value: id, label: local(label) }))}
        value={null}
        onChange={insert}
        searchable
        nothingFoundMessage={t('nothingFound')}
      />
      <div className={classes.addFoot}>
        <Button disabled={written.trim() === ''} onClick={() => onTake(written)}>
          {action}
        </Button>
      </div>
    </>
  )
}
