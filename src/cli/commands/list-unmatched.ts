import type { UnmatchedRow } from '../../contract/imports.ts'
import type { Terminal } from '../terminal.ts'
import { textTable } from '../text-table.ts'
import { withWorkspace } from '../with-workspace.ts'

const heads = {
  zh: { file: '文件', row: '行', record: '记录', field: '字段', old: '变更前', now: '变更后', at: '变更时间', reason: '原因' },
  en: { file: 'file', row: 'row', record: 'record', field: 'field', old: 'old value', now: 'new value', at: 'changed', reason: 'reason' },
}
const pageRows = 10_000

/** Rows of histories that are kept and not joined yet, newest load first. */
export async function listUnmatched(terminal: Terminal, workspace: string, { json }: { json?: boolean }): Promise<void> {
  const rows = await withWorkspace(terminal, workspace, { create: false }, async (api) => {
    const found: UnmatchedRow[] = []
    for (;;) {
      const page = await api.imports.unmatched({ offset: found.length, limit: pageRows }, { signal: terminal.stop })
      found.push(...page.rows)
      if (page.rows.length === 0 || found.length >= page.total) return found
    }
  })
  const language = terminal.language
  if (json) return terminal.out(`${JSON.stringify({ rows: rows.map((row) => ({ ...row, text: row.text[language] })) })}\n`)
  const say = heads[language]
  const columns = [
    { head: say.file },
    { head: say.row, align: 'right' as const },
    ...[say.record, say.field, say.old, say.now, say.at, say.reason].map((head) => ({ head })),
  ]
  const shown = rows.map(({ file, sheet, row, record, field, oldValue, newValue, changedAt, text }) => [
    sheet === null || file.endsWith(`#${sheet}`) ? file : `${file}#${sheet}`,
    String(row),
    ...[record, field, oldValue, newValue, changedAt].map((value) => value ?? ''),
    text[language],
  ])
  terminal.out(textTable(columns, shown))
}
