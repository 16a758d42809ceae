import { outcomeJson } from '../outcome.ts'
import type { Terminal } from '../terminal.ts'
import { textTable } from '../text-table.ts'
import { withWorkspace } from '../with-workspace.ts'

const heads = {
  zh: {
    id: '编号',
    at: '时间',
    mode: '方式',
    files: '文件',
    undone: '已撤销',
    full: '完整',
    upsert: '增量',
    append: '追加',
    replace: '替换',
  },
  en: {
    id: 'id',
    at: 'at',
    mode: 'mode',
    files: 'files',
    undone: 'undone',
    full: 'full',
    upsert: 'upsert',
    append: 'append',
    replace: 'replace',
  },
}

/** Newest first. */
export async function listLoads(terminal: Terminal, workspace: string, { json }: { json?: boolean }): Promise<void> {
  const { loads } = await withWorkspace(terminal, workspace, { create: false }, (api) => api.imports.loads({}, { signal: terminal.stop }))
  if (json) {
    const shown = loads.map(({ id, at, files, mode, undone }) => ({
      id,
      at,
      files: files.map((file) => outcomeJson(file, terminal.language)),
      mode,
      undone,
    }))
    return terminal.out(`${JSON.stringify({ loads: shown })}\n`)
  }
  const say = heads[terminal.language]
  const rows = loads.map(({ id, at, files, mode, undone }) => [
    String(id),
    at,
    say[mode],
    files.map(({ name }) => name).join(', '),
    undone ? say.undone : '',
  ])
  terminal.out(textTable([{ head: say.id, align: 'right' }, { head: say.at }, { head: say.mode }, { head: say.files }, { head: '' }], rows))
}
