import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-workspace.ts'

/** Takes a load back, or does an undone one again. */
export async function setLoad(
  terminal: Terminal,
  workspace: string,
  load: number,
  undone: boolean,
  { json }: { json?: boolean },
): Promise<void> {
  await withWorkspace(terminal, workspace, { create: false }, (api) => api.imports.setLoad({ load, undone }, { signal: terminal.stop }))
  if (json) return terminal.out(`${JSON.stringify({ load, undone })}\n`)
  const said = {
    zh: undone ? `导入 ${load} 已撤销。` : `导入 ${load} 已恢复。`,
    en: undone ? `Load ${load} is undone.` : `Load ${load} is done again.`,
  }
  terminal.out(`${said[terminal.language]}\n`)
}
