import type { BackupEntry, BackupProgress, BackupReason } from '../../contract/backups.ts'
import type { LocalText } from '../../contract/text.ts'
import { UsageError } from '../failure.ts'
import { say, type Terminal } from '../terminal.ts'
import { textTable } from '../text-table.ts'
import { withWorkspace } from '../with-workspace.ts'

export interface BackupOptions {
  readonly list?: boolean
  readonly remove?: string
  readonly note?: string
  readonly json?: boolean
}

const reasons: Readonly<Record<BackupReason, LocalText>> = {
  manual: { zh: '手动', en: 'manual' },
  'before-restore': { zh: '恢复之前', en: 'before a restore' },
  'before-migration': { zh: '升级之前', en: 'before an update' },
}
const damaged: LocalText = { zh: '已损坏', en: 'damaged' }
const heads = {
  zh: ['编号', '原因', '导入次数', '文件', '大小', '与工作区共用', '备注'],
  en: ['id', 'reason', 'loads', 'files', 'size', 'shared with the workspace', 'note'],
} as const

/** Makes a backup, lists those there are, or removes one. */
export async function backUp(terminal: Terminal, workspace: string, { list, remove, note, json }: BackupOptions): Promise<void> {
  if ([list, remove, note].filter((one) => one !== undefined).length > 1)
    throw new UsageError('--list, --remove and --note exclude each other')
  const { stop: signal } = terminal
  if (remove !== undefined) {
    await withWorkspace(terminal, workspace, { create: false }, (api) => api.backups.remove({ backup: remove }, { signal }))
    return terminal.out(
      json
        ? `${JSON.stringify({ removed: remove })}\n`
        : `${say(terminal, { zh: `已删除备份 ${remove}`, en: `Removed the backup ${remove}` })}\n`,
    )
  }
  if (list) {
    const { backups } = await withWorkspace(terminal, workspace, { create: false }, (api) => api.backups.list({}, { signal }))
    return terminal.out(json ? `${JSON.stringify({ backups })}\n` : backupTable(backups, terminal))
  }
  const line = progressLine(terminal)
  const backup = await withWorkspace(terminal, workspace, { create: false }, (api) =>
    api.backups.make({ note: note ?? '' }, { signal, onProgress: line.show }),
  ).finally(line.clear)
  if (json) return terminal.out(`${JSON.stringify({ backup })}\n`)
  terminal.out(`${say(terminal, { zh: `已备份：${backup.id}`, en: `Backed up: ${backup.id}` })}\n${backupTable([backup], terminal)}`)
}

/** Puts a workspace back; the state before is kept as a backup. */
export async function restoreBackup(terminal: Terminal, workspace: string, backup: string, { json }: { json?: boolean }): Promise<void> {
  const line = progressLine(terminal)
  const options = { signal: terminal.stop, onProgress: line.show }
  const result = await withWorkspace(terminal, workspace, { create: false }, (api) => api.backups.restore({ backup }, options)).finally(
    line.clear,
  )
  if (json) return terminal.out(`${JSON.stringify(result)}\n`)
  const { restored, kept } = result
  terminal.out(
    `${say(terminal, {
      zh: `已恢复到 ${restored.id}。恢复前的状态保存为 ${kept.id}。`,
      en: `Restored ${restored.id}. The state before is kept as ${kept.id}.`,
    })}\n`,
  )
}

function backupTable(backups: readonly BackupEntry[], terminal: Terminal): string {
  const [id, reason, loads, sources, size, shared, note] = heads[terminal.language]
  const right = (head: string) => ({ head, align: 'right' as const })
  return textTable(
    [{ head: id }, { head: reason }, right(loads), right(sources), right(size), right(shared), { head: note }],
    backups.map((one) => [
      one.id,
      say(terminal, one.reason === null ? damaged : reasons[one.reason]),
      String(one.loads),
      String(one.sources),
      megabytes(one.bytes),
      megabytes(one.sharedBytes),
      one.note,
    ]),
  )
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`
}

function progressLine({ isInteractive, err }: Terminal): { show(progress: BackupProgress): void; clear(): void } {
  if (!isInteractive) return { show: () => undefined, clear: () => undefined }
  return {
    show: ({ step, fraction }) => err(`\r\u001b[K${Math.round(fraction * 100)} % ${step}`),
    clear: () => err('\r\u001b[K'),
  }
}
