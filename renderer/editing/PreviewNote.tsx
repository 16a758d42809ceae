import { Button } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/use-format.ts'
import type { Preview } from './HistoryPanel.tsx'
import classes from './editing.module.css'

interface NoteProps {
  readonly preview: Preview<unknown>
  readonly onRestore: () => void
  readonly onBack: () => void
}

/** Says that what is seen is an earlier version, and leads back or makes it the newest. */
export function PreviewNote({ preview: { version, savedAt }, onRestore, onBack }: NoteProps) {
  const { t } = useTranslation('editing')
  const format = useFormat()
  return (
    <div className={classes.previewNote} role="status">
      <IconHistory size={16} stroke={1.5} aria-hidden />
      <span>{t('previewing', { version, at: format.moment(savedAt) })}</span>
      <Button size="compact-sm" onClick={() => onRestore()}>
        {t('restore')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => onBack()}>
        {t('back')}
      </Button>
    </div>
  )
}
