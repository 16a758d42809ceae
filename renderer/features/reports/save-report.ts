import { copyMine as copy, keepMine as keep, meetNewer as meet, takeTheirs as take } from '../../editing/save-document.ts'
import type { Stored } from '../../editing/document-editor.ts'
import { reportEditor, type DraftReport } from './report-editor.ts'

export const meetNewer = (key: string, theirs: Stored<DraftReport>, dirty: boolean) => meet(reportEditor, key, theirs, dirty)
export const keepMine = (key: string) => keep(reportEditor, key)
export const takeTheirs = (key: string) => take(reportEditor, key)

/** Mine goes on as a report of its own, theirs stays what it is. */
export const copyMine = (key: string, title: string) => copy(reportEditor, key, (draft) => ({ ...draft, title }))
