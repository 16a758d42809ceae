import { useCallback, useState } from 'react'
import type { LocalText } from '../../src/contract/text.ts'
import type { DocumentEditor } from './document-editor.ts'
import type { Preview } from './HistoryPanel.tsx'

/** Whether the versions are open, and which of them is looked at. */
export interface History<Body> {
  readonly isOpen: boolean
  readonly preview: Preview<Body> | null
  toggle(): void
  close(): void
  look(preview: Preview<Body> | null): void
  back(): void
  restore(preview?: Preview<Body>): void
}

/** Restoring a version is an edit like any other: it can be undone, and it saves itself as the newest version. */
export function usePreview<Body, Key extends string>(
  editor: DocumentEditor<Body, { readonly key: Key | 'didRestore'; readonly name?: LocalText }>,
  key: string,
): History<Body> {
  const [isOpen, setIsOpen] = useState(false)
  const [preview, setPreview] = useState<Preview<Body> | null>(null)
  const close = useCallback(() => {
    setIsOpen(false)
    setPreview(null)
  }, [])
  return {
    isOpen,
    preview,
    close,
    toggle: () => (isOpen ? close() : setIsOpen(true)),
    look: setPreview,
    back: () => setPreview(null),
    restore: (chosen = preview ?? undefined) => {
      if (chosen === undefined) return
      const name = { zh: String(chosen.version), en: String(chosen.version) }
      editor.edit(key, () => chosen.body, { key: 'didRestore', name })
      setPreview(null)
    },
  }
}
