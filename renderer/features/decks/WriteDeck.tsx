import { Button, VisuallyHidden } from '@mantine/core'
import { IconFileTypePpt, IconUpload, IconX } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeckItem } from '../../../src/contract/decks.ts'
import { HelmdeckError } from '../../../src/contract/errors.ts'
import type { LocalText } from '../../../src/contract/text.ts'
import { useApi } from '../../data/session.tsx'
import { useLanguage, useLocal } from '../../i18n/i18n.ts'
import { downloadFile } from '../../report/download.ts'
import { ErrorState } from '../../ui/states.tsx'
import classes from './decks.module.css'

interface Written {
  readonly fileName: string
  readonly slides: number
  readonly left: readonly { readonly title: string; readonly text: LocalText }[]
}

type State = { is: 'rest' | 'writing' | 'cancelled' } | { is: 'done'; written: Written } | { is: 'failed'; error: unknown }

/** The template, and the button that writes; it says what was written and what was left out. */
export function WriteDeck({ items, title }: { items: readonly DeckItem[]; title: string }) {
  const { t } = useTranslation('decks')
  const api = useApi()
  const local = useLocal()
  const language = useLanguage()
  const [template, setTemplate] = useState<File | null>(null)
  const [state, setState] = useState<State>({ is: 'rest' })
  const running = useRef<AbortController | null>(null)
  const write = async () => {
    const control = new AbortController()
    running.current = control
    setState({ is: 'writing' })
    try {
      const bytes = template === null ? new Uint8Array() : new Uint8Array(await template.arrayBuffer())
      const { bytes: file, ...written } = await api.exports.deck({ deck: [...items], title, language, bytes }, { signal: control.signal })
      downloadFile(written.fileName, file)
      setState({ is: 'done', written })
    } catch (error) {
      const isCancelled = error instanceof HelmdeckError && error.code === 'cancelled'
      setState(isCancelled ? { is: 'cancelled' } : { is: 'failed', error })
    }
  }
  const isWriting = state.is === 'writing'
  return (
    <aside className={classes.side}>
      <TemplateChoice file={template} onFile={setTemplate} />
      <Button
        fullWidth
        leftSection={<IconFileTypePpt size={16} stroke={1.5} />}
        disabled={items.length === 0}
        loading={isWriting}
        onClick={() => void write()}
      >
        {t('write')}
      </Button>
      {isWriting && (
        <div className={classes.writing}>
          <span>{t('writing')}</span>
          <Button size="compact-sm" variant="default" onClick={() => running.current?.abort()}>
            {t('cancel')}
          </Button>
        </div>
      )}
      <div role="status">
        {state.is === 'cancelled' && <p>{t('cancelled')}</p>}
        {state.is === 'done' && <p>{t('written', { count: state.written.slides, name: state.written.fileName })}</p>}
        {state.is === 'done' && state.written.left.length > 0 && (
          <>
            <p>{t('left')}</p>
            <ul className={classes.left}>
              {state.written.left.map((one) => (
                <li key={one.title}>
                  <strong>{one.title}</strong> {local(one.text)}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      {state.is === 'failed' && <ErrorState compact error={state.error} onRetry={() => void write()} />}
    </aside>
  )
}

function TemplateChoice({ file, onFile }: { file: File | null; onFile: (file: File | null) => void }) {
  const { t } = useTranslation('decks')
  const input = useRef<HTMLInputElement>(null)
  return (
    <section aria-label={t('template')} className={classes.template}>
      <h2>{t('template')}</h2>
      <p className={classes.quiet}>{t('templateText')}</p>
      <p className="clip" title={file?.name ?? t('noTemplate')}>
        {file?.name ?? t('noTemplate')}
      </p>
      <div className={classes.row}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconUpload size={14} stroke={1.5} />}
          onClick={() => input.current?.click()}
        >
          {t('choose')}
        </Button>
        {file !== null && (
          <Button size="compact-sm" variant="default" leftSection={<IconX size={14} stroke={1.5} />} onClick={() => onFile(null)}>
            {t('forget')}
          </Button>
        )}
      </div>
      <VisuallyHidden>
        <input
          ref={input}
          type="file"
          accept=".pptx,.potx"
          aria-label={t('template')}
          tabIndex={-1}
          onChange={(event) => onFile(event.currentTarget.files?.[0] ?? null)}
        />
      </VisuallyHidden>
    </section>
  )
}
