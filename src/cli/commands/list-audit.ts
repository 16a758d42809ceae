import { auditText } from '../../contract/audit-text.ts'
import { say, type Terminal } from '../terminal.ts'
import { textTable } from '../text-table.ts'
import { withWorkspace } from '../with-workspace.ts'

export interface AuditOptions {
  readonly offset: number
  readonly limit: number
  readonly json?: boolean
}

/** What was done in a workspace, newest first. */
export async function listAudit(terminal: Terminal, workspace: string, { offset, limit, json }: AuditOptions): Promise<void> {
  const { total, entries } = await withWorkspace(terminal, workspace, { create: false }, (api) =>
    api.workspace.audit({ offset, limit }, { signal: terminal.stop }),
  )
  const lines = entries.map((entry) => ({ ...entry, text: say(terminal, auditText(entry)) }))
  if (json) return terminal.out(`${JSON.stringify({ total, entries: lines })}\n`)
  const heads = { zh: { at: '时间', what: '操作' }, en: { at: 'at', what: 'what' } }[terminal.language]
  terminal.out(
    textTable(
      [{ head: heads.at }, { head: heads.what }],
      lines.map(({ at, text }) => [at, text]),
    ),
  )
}
