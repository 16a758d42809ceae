import type { BackupEntry } from '../../../contract/backups.ts'
import { schemaMigrations, schemaVersion } from '../../database/migrate.ts'
import type { CancelSignal } from '../../../contract/method.ts'
import { readDataVersion } from '../data-version.ts'
import { pruneBackups } from './backup-folder.ts'
import { makeBackup, type BackupParts } from './make-backup.ts'

const nobodyStops: CancelSignal = { aborted: false, addEventListener: () => undefined, removeEventListener: () => undefined }

/** Backs a workspace up that is about to be migrated and holds anything; null where there is no need. Fails as `makeBackup`. */
export async function keepBeforeMigration(parts: BackupParts): Promise<BackupEntry | null> {
  const { database, folder } = parts
  const found = await schemaVersion(database)
  const supported = schemaMigrations().at(-1)?.version ?? 0
  if (found === 0 || found >= supported || (await readDataVersion(database)) === 0) return null
  const backup = await makeBackup(parts, {
    reason: 'before-migration',
    note: `${found} → ${supported}`,
    signal: nobodyStops,
    progress: () => undefined,
  })
  await pruneBackups(folder)
  return backup
}
