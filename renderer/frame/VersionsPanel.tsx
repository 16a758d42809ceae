import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DocumentKind } from '../../src/contract/documents.ts'
import { useAnswer } from '../data/queries.ts'
import { RightPanel } from './RightPanel.tsx'
import { useFormat } from '../i18n/use-format.ts'
import { Answered } from '../ui/Answered.tsx'
import { failureOf } from '../ui/failure.ts'
import { EmptyState } from '../ui/states.tsx'
import classes from './frame.module.css'

interface VersionsPanelProps {
  readonly kind: DocumentKind
  readonly name: string
  readonly onRestore: (version: number) => void
  readonly onClose: () => void
}

/** Every version there was, newest first; any of them can become the newest again. */
export function VersionsPanel({ kind, name, onRestore, onClose }: VersionsPanelProps) {
  const { t } = useTranslation('frame')
  const format = useFormat()
  const answer = useAnswer('data', ['documents.versions', kind, name], (api, options) => api.documents.versions({ kind, name }, options))
  return (
    <RightPanel title={t('versions')} onClose={onClose}>
      {answer.isError && failureOf(answer.error).code === 'document-missing' ? (
        <EmptyState title={t('noVersions')} compact />
      ) : (
        <Answered answer={answer} compact>
          {({ versions }) => (
            <ol className={classes.versions}>
              {versions.map(({ version, savedAt, of }, index) => (
                <li key={version}>
                  <div>
                    <div>{t('version', { version })}</div>
                    <div className={classes.versionText}>
                      {format.moment(savedAt)}
                      {of !== null && ` · ${t('contentOf', { version: of })}`}
                    </div>
                  </div>
                  {index === 0 ? (
                    <span className={classes.versionText}>{t('current')}</span>
                  ) : (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={t('restoreVersion', { version })}
                      onClick={() => onRestore(version)}
                    >
                      {t('restore')}
                    </Button>
                  )}
                </li>
              ))}
            </ol>
          )}
        </Answered>
      )}
    </RightPanel>
  )
}
