import { navigate } from '../../frame/router.ts'
import { newKey, startEditing } from '../../editing/document-editor.ts'
import { emptyReport, useEditors, type DraftReport } from './report-editor.ts'

/** Opens an empty report, or one that starts with some fields. It gets a name and an address with its first value. */
export function startNewReport(draft: DraftReport = emptyReport): void {
  useEditors.getState().put(newKey, startEditing(null, draft, null))
  navigate('reports', newKey)
}
