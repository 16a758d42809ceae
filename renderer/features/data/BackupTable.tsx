import { Button, VisuallyHidden } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { BackupEntry } from '../../../src/contract/backups.ts'
import { formatBytes } from '../../i18n/format-time.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { askToRestore } from './backup-store.ts'
import classes from './data.module.css'
import { kindLabel } from './target-options.ts'

const entitiesShown = 3

/** Every backup, newest first. */
export function BackupTable({ backups, busy }: { backups: readonly BackupEntry[]; busy: boolean }) {
  const { t } = useTranslation('data')
  return (
    <table className={`${classes.table} ${classes.backups}`}>
      <thead>
        <tr>
          <th scope="col">{t('backupAt')}</th>
          <th scope="col">{t('backupReason')}</th>
          <th scope="col">{t('backupHolds')}</th>
          <th scope="col" data-number>
            {t('backupSize')}
          </th>
          <th scope="col">
            <VisuallyHidden>{t('restore')}</VisuallyHidden>
          </th>
        </tr>
      </thead>
      <tbody>
        {backups.map((backup) => (
          <BackupRow key={backup.id} backup={backup} busy={busy} />
        ))}
      </tbody>
    </table>
  )
}

function BackupRow({ backup, busy }: { backup: BackupEntry; busy: boolean }) {
  const { t } = useTranslation('data')
  const format = useFormat()
  const { at, reason, note, damaged, bytes, sharedBytes } = backup
  const moment = format.moment(at)
  return (
    <tr>
      <td className={classes.header} title={backup.id}>
        {moment}
      </td>
      <td>
        {reason === null ? (
          <span className={classes.status} data-tone="bad">
            <IconAlertTriangle size={14} stroke={1.5} aria-hidden />
            {t('backupDamaged')}
          </span>
        ) : (
          t(`reason.${reason}`)
        )}
        {reason === 'manual' && note !== '' && <div className={classes.also}>{note}</div>}
      </td>
      <td>{!damaged && <Holds backup={backup} />}</td>
      <td data-number>
        {damaged ? '–' : formatBytes(bytes)}
        {sharedBytes > 0 && <div className={classes.also}>{t('sharedSize', { size: formatBytes(sharedBytes) })}</div>}
      </td>
      <td data-number>
        <Button
          size="compact-sm"
          variant="default"
          disabled={busy || damaged}
          aria-label={t('restoreOf', { at: moment })}
          onClick={() => askToRestore(backup)}
        >
          {t('restore')}
        </Button>
      </td>
    </tr>
  )
}

function Holds({ backup }: { backup: BackupEntry }) {
  const { t } = useTranslation('data')
  const format = useFormat()
  const language = useLanguage()
  const count = (key: 'holdsLoads' | 'holdsFiles' | 'holdsDocuments', many: number): string => t(key, { count: many })
  const largest = backup.entities
    .toSorted((a, b) => b.rows - a.rows)
    .flatMap(({ entity, rows }) => {
      const label = kindLabel(entity, language)
      return label === null ? [] : [`${label} ${format.cell(rows, 'count')}`]
    })
  const parts = [count('holdsLoads', backup.loads), count('holdsFiles', backup.sources), count('holdsDocuments', backup.documents)]
  return (
    <>
      <div>{largest.length === 0 ? t('holdsNothing') : largest.slice(0, entitiesShown).join(' · ')}</div>
      <div className={classes.also}>{parts.join(' · ')}</div>
    </>
  )
}
