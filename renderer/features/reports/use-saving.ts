import { useEffect } from 'react'
import { useWorkspace } from '../../data/queries.ts'
import { useApi } from '../../data/session.tsx'
import { hashOf, replaceAddress } from '../../frame/router.ts'
import { dropDraft, keepDraft } from './kept-draft.ts'
import { newKey, sameReport, type DraftReport, type Editing } from './report-editor.ts'
import { isAskable } from './report-moves.ts'
import { saveReport } from './save-report.ts'

const pause = 600
/** A new report takes its name from what stands in it, so it waits until it has taken shape. */
const firstPause = 2500

export function isDirty(editing: Editing): boolean {
  return !sameReport(editing.history.now, editing.stored)
}

/** Saves by itself a moment after the last edit, and at once when the page is left. Until then the browser keeps the draft. */
export function useSaving(key: string, editing: Editing, autoTitle: (draft: DraftReport) => string): () => void {
  const api = useApi()
  const workspace = useWorkspace().data?.name
  const { history, saving, version, name } = editing
  const draft = history.now
  const dirty = isDirty(editing)
  const waits = dirty && isAskable(draft.spec) && (saving.is === 'rest' || (saving.is === 'failed' && saving.draft !== draft))

  useEffect(() => {
    if (workspace === undefined) return
    if (dirty) keepDraft(workspace, key, { version, body: draft })
    else dropDraft(workspace, key)
    if (name !== null) dropDraft(workspace, newKey)
  }, [workspace, key, name, version, draft, dirty])

  useEffect(() => {
    if (!waits) return
    let saved = false
    const save = () => {
      saved = true
      void saveReport(api, key, autoTitle, (given) => followName(key, given))
    }
    const timer = setTimeout(save, name === null ? firstPause : pause)
    window.addEventListener('pagehide', save)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('pagehide', save)
      if (!saved && window.location.hash !== hashOf('reports', key)) save()
    }
  }, [api, key, name, draft, waits, autoTitle])

  return () => void saveReport(api, key, autoTitle, (given) => followName(key, given))
}

function followName(before: string, name: string): void {
  if (window.location.hash === hashOf('reports', before)) replaceAddress('reports', name)
}
