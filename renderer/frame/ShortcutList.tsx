import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OwnedCommand } from './commands.ts'
import { useDialogs } from './dialogs.ts'
import { useFeatureText } from './feature-text.ts'
import classes from './frame.module.css'
import { keyLabels } from './shortcuts.ts'

export function ShortcutList({ commands }: { commands: readonly OwnedCommand[] }) {
  const { t } = useTranslation('frame')
  const featureText = useFeatureText()
  const { shortcuts, setShortcuts } = useDialogs()
  const tableKeys = [
    ['arrows', t('moveCell')],
    ['shift+arrows', t('selectCells')],
    ['mod+a', t('selectAll')],
    ['mod+c', t('copyCells')],
  ] as const
  return (
    <Modal
      opened={shortcuts}
      onClose={() => setShortcuts(false)}
      title={t('shortcuts')}
      closeButtonProps={{ 'aria-label': t('close') }}
      size={520}
    >
      <h3 className={classes.keyGroup}>{t('everywhere')}</h3>
      {commands
        .filter((command) => command.keys)
        .map((command) => (
          <KeyLine key={command.id} keys={command.keys ?? ''} label={featureText(command.owner, command.title)} />
        ))}
      <h3 className={classes.keyGroup}>{t('inTables')}</h3>
      {tableKeys.map(([keys, label]) => (
        <KeyLine key={keys} keys={keys} label={label} />
      ))}
    </Modal>
  )
}

function KeyLine({ keys, label }: { keys: string; label: string }) {
  return (
    <div className={classes.keyLine}>
      <span>{label}</span>
      <span>
        {keyLabels(keys).map((key) => (
          <kbd key={key} className={classes.keys}>
            {key}
          </kbd>
        ))}
      </span>
    </div>
  )
}
