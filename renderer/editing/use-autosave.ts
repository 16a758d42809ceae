import { useEffect } from 'react'
import { useWorkspace } from '../data/queries.ts'
import { useApi } from '../data/session.tsx'
import { hashOf, replaceAddress } from '../frame/router.ts'
import { newKey, type DocumentEditor, type Editing } from './document-editor.ts'
import { dropDraft, keepDraft } from './kept-draft.ts'
import { isDirty, saveDocument, type Saved } from './save-document.ts'

const pause = 600

interface Autosave<Body, Label> {
  readonly editor: DocumentEditor<Body, Label>
  /** The room whose address holds the document's name. */
  readonly page: string
  /** It must not change from one drawing to the next. */
  readonly saved: Saved<Body>
  /** Whether the draft is whole enough to be saved. */
  readonly isWhole: boolean
  /** A new document takes its name from what stands in it, so it waits until it has taken shape. */
  readonly firstPause?: number
}

/** Saves by itself a moment after the last edit, and at once when the page is left. Until then the browser keeps the draft. */
export function useAutosave<Body, Label>(
  key: string,
  editing: Editing<Body, Label>,
  { editor, page, saved, isWhole, firstPause = 2500 }: Autosave<Body, Label>,
): () => void {
  const api = useApi()
  const workspace = useWorkspace().data?.name
  const { history, saving, version, name } = editing
  const draft = history.now
  const dirty = isDirty(editor, editing)
  const waits = dirty && isWhole && (saving.is === 'rest' || (saving.is === 'failed' && saving.draft !== draft))

  useEffect(() => {
    if (workspace === undefined) return
    if (dirty) keepDraft(editor, workspace, key, { version, body: draft })
    else dropDraft(editor, workspace, key)
    if (name !== null) dropDraft(editor, workspace, newKey)
  }, [editor, workspace, key, name, version, draft, dirty])

  useEffect(() => {
    if (!waits) return
    let isSaved = false
    const save = () => {
      isSaved = true
      void saveDocument(editor, api, key, saved, (given) => followName(page, key, given))
    }
    const timer = setTimeout(save, name === null ? firstPause : pause)
    window.addEventListener('pagehide', save)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('pagehide', save)
      if (!isSaved && window.location.hash !== hashOf(page, key)) save()
    }
  }, [editor, page, saved, firstPause, api, key, name, draft, waits])

  return () => void saveDocument(editor, api, key, saved, (given) => followName(page, key, given))
}

function followName(page: string, before: string, name: string): void {
  if (window.location.hash === hashOf(page, before)) replaceAddress(page, name)
}
