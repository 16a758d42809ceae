import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentVersion } from '../../src/contract/documents.ts'
import { useAnswer } from '../data/queries.ts'
import { useApi } from '../data/session.tsx'
import { RightPanel } from '../frame/RightPanel.tsx'
import { useFormat } from '../i18n/use-format.ts'
import { Answered } from '../ui/Answered.tsx'
import { EmptyState, ErrorState } from '../ui/states.tsx'
import type { DifferenceWords } from './difference-words.ts'
import type { DocumentEditor } from './document-editor.ts'
import { useDifferenceWords } from './use-difference-words.ts'
import classes from './editing.module.css'

/** An earlier version that is looked at. */
export interface Preview<Body> {
  readonly version: number
  readonly savedAt: string
  readonly body: Body
}

interface HistoryProps<Body, Label> {
  readonly editor: DocumentEditor<Body, Label>
  readonly name: string
  readonly differences: (before: Body, after: Body, words: DifferenceWords) => string[]
  readonly preview: Preview<Body> | null
  readonly onPreview: (preview: Preview<Body> | null) => void
  readonly onRestore: (preview: Preview<Body>) => void
  readonly onClose: () => void
}

const pageSize = 50

/** Every version of a document, newest first: what changed in each, its name, a look at it, and the way back to it. */
export function HistoryPanel<Body, Label>(props: HistoryProps<Body, Label>) {
  const { editor, name, onClose } = props
  const { kind } = editor
  const { t } = useTranslation('editing')
  const [opened, setOpened] = useState<number | null>(null)
  const [namedOnly, setNamedOnly] = useState(false)
  const [shown, setShown] = useState(pageSize)
  const answer = useAnswer('documents', ['documents.versions', kind, name], (api, options) =>
    api.documents.versions({ kind, name }, options),
  )
  return (
    <RightPanel title={t('history')} onClose={onClose}>
      <p className={classes.hint}>{t('historyText')}</p>
      <Answered answer={answer} compact>
        {({ versions }) => {
          const listed = namedOnly ? versions.filter(({ label }) => label !== undefined) : versions
          return (
            <>
              <Checkbox
                size="xs"
                label={t('namedOnly')}
                checked={namedOnly}
                onChange={(event) => setNamedOnly(event.currentTarget.checked)}
              />
              {listed.length === 0 && <EmptyState compact title={t('noneNamed')} />}
              <ol className={classes.versions}>
                {listed.slice(0, shown).map((one) => (
                  <VersionRow
                    key={one.version}
                    {...props}
                    version={one}
                    before={versions[versions.indexOf(one) + 1]?.version ?? null}
                    isCurrent={one === versions[0]}
                    isOpen={opened === one.version}
                    onOpen={() => setOpened(opened === one.version ? null : one.version)}
                  />
                ))}
              </ol>
              {listed.length > shown && (
                <Button size="compact-sm" variant="default" onClick={() => setShown(shown + pageSize)}>
                  {t('older', { count: Math.min(pageSize, listed.length - shown) })}
                </Button>
              )}
            </>
          )
        }}
      </Answered>
    </RightPanel>
  )
}

interface RowProps<Body, Label> extends HistoryProps<Body, Label> {
  readonly version: DocumentVersion
  readonly before: number | null
  readonly isCurrent: boolean
  readonly isOpen: boolean
  readonly onOpen: () => void
}

function VersionRow<Body, Label>({ version: one, isCurrent, isOpen, onOpen, ...rest }: RowProps<Body, Label>) {
  const { t } = useTranslation('editing')
  const format = useFormat()
  const { version, savedAt, of, label } = one
  const facts = [format.moment(savedAt), ...(of === null ? [] : [t('contentOf', { version: of })]), ...(isCurrent ? [t('current')] : [])]
  return (
    <li data-looked={rest.preview?.version === version || undefined}>
      <button type="button" className={classes.versionHead} aria-expanded={isOpen} onClick={onOpen}>
        <span className="clip" title={label}>
          {label ?? t('version', { version })}
        </span>
        <span className={classes.versionText}>{facts.join(' · ')}</span>
      </button>
      {isOpen && <VersionDetail {...rest} version={one} isCurrent={isCurrent} />}
    </li>
  )
}

function useVersion<Body, Label>({ kind, schema }: DocumentEditor<Body, Label>, name: string, version: number | null) {
  return useAnswer(
    'documents',
    ['documents.version', kind, name, version],
    async (api, options) => {
      if (version === null) return null
      const { savedAt, body } = await api.documents.version({ kind, name, version }, options)
      const read = schema.safeParse(body)
      return { version, savedAt, body: read.success ? read.data : null }
    },
    { enabled: version !== null },
  )
}

function VersionDetail<Body, Label>({
  editor,
  name,
  version: { version, label = '' },
  before,
  isCurrent,
  differences,
  preview,
  onPreview,
  onRestore,
}: Omit<RowProps<Body, Label>, 'isOpen' | 'onOpen'>) {
  const { t } = useTranslation('editing')
  const words = useDifferenceWords()
  const now = useVersion(editor, name, version)
  const earlier = useVersion(editor, name, before)
  if (now.isError) return <ErrorState compact error={now.error} onRetry={() => void now.refetch()} />
  const read = now.isPlaceholderData ? undefined : now.data
  if (!read) return null
  const { body, savedAt } = read
  if (body === null) return <p className={classes.hint}>{t('unreadable')}</p>
  const old = earlier.isPlaceholderData ? undefined : earlier.data?.body
  const said = old ? differences(old, body, words) : null
  const whole = { version, savedAt, body }
  return (
    <div className={classes.versionBody}>
      <div className={classes.differences} role="group" aria-label={t('differences', { version })}>
        {before === null ? (
          t('firstVersion')
        ) : said === null ? null : said.length === 0 ? (
          t('noDifference')
        ) : (
          <>
            {t('againstBefore')}
            <ul>
              {said.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </>
        )}
      </div>
      <VersionName kind={editor.kind} name={name} version={version} label={label} />
      {!isCurrent && (
        <div className={classes.versionActions}>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={preview?.version === version ? t('back') : t('lookAt', { version })}
            onClick={() => onPreview(preview?.version === version ? null : whole)}
          >
            {preview?.version === version ? t('back') : t('look')}
          </Button>
          <Button size="compact-sm" variant="default" aria-label={t('restoreVersion', { version })} onClick={() => onRestore(whole)}>
            {t('restore')}
          </Button>
        </div>
      )}
    </div>
  )
}

interface NameProps {
  readonly kind: DocumentEditor<unknown, unknown>['kind']
  readonly name: string
  readonly version: number
  readonly label: string
}

/** Saved when the field is left or Enter is pressed. */
function VersionName({ kind, name, version, label }: NameProps) {
  const { t } = useTranslation('editing')
  const api = useApi()
  const [written, setWritten] = useState(label)
  const [failed, setFailed] = useState<unknown>(null)
  const save = () => {
    if (written.trim() === label) return
    setFailed(null)
    api.documents.nameVersion({ kind, name, version, label: written }).catch(setFailed)
  }
  return (
    <>
      <TextInput
        size="xs"
        aria-label={t('nameOf', { version })}
        placeholder={t('namePlaceholder')}
        maxLength={120}
        value={written}
        onChange={(event) => setWritten(event.currentTarget.value)}
        onBlur={save}
        onKeyDown={(event) => event.key === 'Enter' && save()}
      />
      {failed !== null && <ErrorState compact error={failed} onRetry={save} />}
    </>
  )
}
