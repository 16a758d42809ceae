import type { ApiHandlers } from '../../../contract/api.ts'
import { HelmdeckError } from '../../../contract/errors.ts'
import type { EngineContext } from '../../engine-context.ts'
import { noteDeed } from '../audit.ts'
import { chooseBackup, listBackups, removeBackup } from './backup-folder.ts'
import { isBackupId } from './backup-format.ts'
import { makeBackup } from './make-backup.ts'
import { restoreBackup } from './restore-backup.ts'

export function backupHandlers(context: EngineContext): ApiHandlers['backups'] {
  const { folder, inTurn, changes } = context
  const tellOthers = async (): Promise<void> =>
    changes.publish({ kind: 'backups', dataVersion: await context.dataVersion(), document: null })
  return {
    list: async () => ({ backups: await listBackups(folder) }),
    make: async ({ note }, call) => {
      const made = await inTurn(async () => {
        const backup = await makeBackup(context, { reason: 'manual', note, ...call })
        await noteDeed(context.database, context.now(), { kind: 'backup', subject: backup.id, detail: { reason: backup.reason } })
        return backup
      })
      await tellOthers()
      return made
    },
    restore: async ({ backup }, call) => {
      const result = await inTurn(async () => restoreBackup(context, { backup: await chooseBackup(folder, backup), ...call }))
      const { dataVersion } = result
      for (const kind of ['data', 'documents', 'settings'] as const) changes.publish({ kind, dataVersion, document: null })
      return result
    },
    remove: async ({ backup }) => {
      if (!isBackupId(backup)) throw new HelmdeckError('backup-missing', { backup })
      await inTurn(async () => removeBackup(folder, await chooseBackup(folder, backup)))
      await tellOthers()
      return {}
    },
  }
}
