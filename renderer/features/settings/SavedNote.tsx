import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SettingsState } from '../../../src/contract/settings.ts'
import { useLastChange } from '../../data/settings.ts'
import classes from './settings.module.css'

/** What was changed last, and the way back. It stays until the next change: what matters is no passing message. */
export function SavedNote({ state, onUndo }: { state: SettingsState; onUndo: () => void }) {
  const { t } = useTranslation('settings')
  const { what, say } = useLastChange()
  return (
    <div className={classes.savedSlot} role="status">
      {what !== null && state.undo !== null && (
        <div className={classes.saved}>
          <IconCheck size={16} stroke={1.5} aria-hidden />
          <span>{t('savedWhat', { what })}</span>
          <Button size="compact-sm" variant="default" onClick={onUndo}>
            {t('undo')}
          </Button>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => say(null)}>
            {t('dismiss')}
          </Button>
        </div>
      )}
    </div>
  )
}
