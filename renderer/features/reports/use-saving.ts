import { useMemo } from 'react'
import { isDirty as isDocumentDirty } from '../../editing/save-document.ts'
import { useAutosave } from '../../editing/use-autosave.ts'
import { reportEditor, type DraftReport, type Editing } from './report-editor.ts'
import { isAskable } from './report-moves.ts'

export function isDirty(editing: Editing): boolean {
  return isDocumentDirty(reportEditor, editing)
}

/** Saves by itself as soon as the report asks for something. */
export function useSaving(key: string, editing: Editing, autoTitle: (draft: DraftReport) => string): () => void {
  const saved = useMemo(
    () => ({
      bodyOf: (draft: DraftReport) => ({ ...draft, title: draft.title === '' ? autoTitle(draft) : draft.title }),
      titleOf: (body: DraftReport) => body.title,
    }),
    [autoTitle],
  )
  return useAutosave(key, editing, { editor: reportEditor, page: 'reports', saved, isWhole: isAskable(editing.history.now.spec) })
}
