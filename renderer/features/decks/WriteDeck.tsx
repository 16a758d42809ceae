import { Button, VisuallyHidden } from '@mantine/core'
import { IconFileTypePpt, IconRefresh } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeckDocument, DeckProgress } from '../../../src/contract/decks.ts'
import { HelmdeckError } from '../../../src/contract/errors.ts'
import { useApi } from '../../data/session.tsx'
import { downloadFile } from '../../report/download.ts'
import { ErrorState, ProgressState } from '../../ui/states.tsx'
import type { Change } from './DeckRoom.tsx'
import { TemplateChoice } from './TemplateChoice.tsx'
import type { Asked } from './use-deck-request.ts'
import { WrittenNote, type Written } from './WrittenNote.tsx'
import classes from './decks.module.css'

type State =
  | { is: 'rest' | 'cancelled' }
  | { is: 'writing'; progress: DeckProgress | null }
  | { is: 'done'; written: Written }
  | { is: 'failed'; error: unknown; again: () => void }

interface WriteProps {
  readonly deck: DeckDocument
  readonly request: Asked
  readonly onChange: Change
}

/** The template, the button that writes a new file, and the one that puts new figures into an earlier one. */
export function WriteDeck({ deck, request, onChange }: WriteProps) {
  const { t } = useTranslation('decks')
  const api = useApi()
  const [state, setState] = useState<State>({ is: 'rest' })
  const running = useRef<AbortController | null>(null)
  const earlier = useRef<HTMLInputElement>(null)
  const write = async (file: File | null) => {
    const control = new AbortController()
    running.current = control
    setState({ is: 'writing', progress: null })
    try {
      const bytes = file === null ? new Uint8Array() : new Uint8Array(await file.arrayBuffer())
      const { bytes: made, ...written } = await api.exports.deck(
        { ...request, bytesAre: file === null ? 'template' : 'earlier', bytes, ...(file === null ? {} : { fileName: file.name }) },
        { signal: control.signal, onProgress: (progress) => setState((now) => (now.is === 'writing' ? { is: 'writing', progress } : now)) },
      )
      downloadFile(written.fileName, made)
      setState({ is: 'done', written })
    } catch (error) {
      const isCancelled = error instanceof HelmdeckError && error.code === 'cancelled'
      setState(isCancelled ? { is: 'cancelled' } : { is: 'failed', error, again: () => void write(file) })
    }
  }
  const isWriting = state.is === 'writing'
  const isEmpty = deck.items.length === 0
  const progress = isWriting ? state.progress : null
  return (
    <aside className={classes.side}>
      <TemplateChoice deck={deck} onChange={onChange} />
      <Button
        fullWidth
        leftSection={<IconFileTypePpt size={16} stroke={1.5} />}
        disabled={isEmpty || isWriting}
        onClick={() => void write(null)}
      >
        {t('write')}
      </Button>
      <div>
        <Button
          fullWidth
          variant="default"
          leftSection={<IconRefresh size={16} stroke={1.5} />}
          disabled={isEmpty || isWriting}
          onClick={() => earlier.current?.click()}
        >
          {t('update')}
        </Button>
        <p className={classes.quiet}>{t('updateText')}</p>
      </div>
      <VisuallyHidden>
        <input
          ref={earlier}
          type="file"
          accept=".pptx"
          aria-label={t('earlier')}
          tabIndex={-1}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            event.currentTarget.value = ''
            if (file !== undefined) void write(file)
          }}
        />
      </VisuallyHidden>
      {isWriting && (
        <ProgressState
          label={progress === null ? t('writing') : t('writingOf', { title: progress.title })}
          fraction={progress === null ? null : progress.done / Math.max(1, progress.total)}
          onCancel={() => running.current?.abort()}
        />
      )}
      <div role="status">
        {state.is === 'cancelled' && <p>{t('cancelled')}</p>}
        {state.is === 'done' && <WrittenNote written={state.written} />}
      </div>
      {state.is === 'failed' && <ErrorState compact error={state.error} onRetry={state.again} />}
    </aside>
  )
}
