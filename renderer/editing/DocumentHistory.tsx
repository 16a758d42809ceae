import { useTranslation } from 'react-i18next'
import { RightPanel } from '../frame/RightPanel.tsx'
import { EmptyState } from '../ui/states.tsx'
import type { DifferenceWords } from './difference-words.ts'
import type { DocumentEditor } from './document-editor.ts'
import { HistoryPanel } from './HistoryPanel.tsx'
import type { History } from './use-preview.ts'

interface DocumentHistoryProps<Body, Label> {
  readonly editor: DocumentEditor<Body, Label>
  /** Null while it was never saved. */
  readonly name: string | null
  readonly differences: (before: Body, after: Body, words: DifferenceWords) => string[]
  readonly history: History<Body>
}

/** The versions of the open document. */
export function DocumentHistory<Body, Label>({ editor, name, differences, history }: DocumentHistoryProps<Body, Label>) {
  const { t } = useTranslation('editing')
  if (name === null)
    return (
      <RightPanel title={t('history')} onClose={history.close}>
        <EmptyState compact title={t('noHistory')} />
      </RightPanel>
    )
  return (
    <HistoryPanel
      editor={editor}
      name={name}
      differences={differences}
      preview={history.preview}
      onPreview={history.look}
      onRestore={history.restore}
      onClose={history.close}
    />
  )
}
