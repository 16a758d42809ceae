import { IconArrowBackUp, IconArrowForwardUp, IconPlus, IconReportAnalytics, IconTrash } from '@tabler/icons-react'
import { openTrash } from '../../editing/TrashDialog.tsx'
import type { Feature } from '../../frame/feature.ts'
import { parseHash } from '../../frame/router.ts'
import { startNewReport } from './new-report.ts'
import { redo, undo } from './report-editor.ts'
import { ReportsPage } from './ReportsPage.tsx'

/** The report on screen, null on every other page. */
function currentReport(): string | null {
  const { page, rest } = parseHash(window.location.hash)
  return page === 'reports' ? (rest[0] ?? null) : null
}

/** Fields that are not part of the report, such as a search, have an undo of their own. */
function isUndoable(target: EventTarget | null): boolean {
  if (currentReport() === null) return false
  const isField = target instanceof HTMLElement && /^(INPUT|TEXTAREA)$/.test(target.tagName)
  return !isField || target.dataset.undo === 'report'
}

const onCurrent = (act: (key: string) => void) => () => {
  const key = currentReport()
  if (key !== null) act(key)
}

export const reports: Feature = {
  id: 'reports',
  icon: IconReportAnalytics,
  Page: ReportsPage,
  commands: [
    { id: 'reports.new', title: 'newReport', icon: IconPlus, keys: 'n r', run: () => startNewReport() },
    { id: 'reports.trash', title: 'openTrash', icon: IconTrash, run: openTrash },
    { id: 'reports.undo', title: 'undo', icon: IconArrowBackUp, keys: 'mod+z', isOn: isUndoable, run: onCurrent(undo) },
    { id: 'reports.redo', title: 'redo', icon: IconArrowForwardUp, keys: 'mod+shift+z', isOn: isUndoable, run: onCurrent(redo) },
  ],
}
