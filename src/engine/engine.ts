import type { ApiHandlers } from '../contract/api.ts'
import { catalogHandlers } from './catalog/catalog-handlers.ts'
import { cockpitHandlers } from './cockpits/cockpit-handlers.ts'
import { migrate } from './database/migrate.ts'
import { openDatabase } from './database/database.ts'
import type { EngineContext, EngineLog } from './engine-context.ts'
import { exportHandlers } from './export/export-handlers.ts'
import { importHandlers } from './ingest/import-handlers.ts'
import { renewMarts } from './ingest/load/marts.ts'
import { namedFiles } from './ingest/load-history.ts'
import { SourceArchive } from './ingest/sources/source-archive.ts'
import { sourceHandlers } from './ingest/sources/source-handlers.ts'
import { Uploads } from './ingest/sources/uploads.ts'
import { reportHandlers } from './report/report-handlers.ts'
import { settingsHandlers } from './settings/settings-handlers.ts'
import { readSettings, reconcileSettings } from './settings/settings.ts'
import { sheetHandlers } from './sheets/sheet-handlers.ts'
import { reconcileSheets } from './sheets/sheets.ts'
import { createChangeHub } from './workspace/change-hub.ts'
import { readDataVersion } from './workspace/data-version.ts'
import { documentHandlers } from './workspace/document-handlers.ts'
import { createDocumentStore } from './workspace/document-store.ts'
import { createTurns } from './workspace/turns.ts'
import { workspaceClock } from './workspace/workspace-clock.ts'
import { workspaceFolder } from './workspace/workspace-folder.ts'
import { workspaceHandlers } from './workspace/workspace-handlers.ts'

export interface EngineOptions {
  /** A folder that `prepareFolder` has accepted and that the caller's process owns. */
  readonly folder: string
  readonly log: EngineLog
  /** The machine's time, for tests. */
  readonly clock?: () => Date
}

export interface Engine {
  readonly handlers: ApiHandlers
  close(): Promise<void>
}

/**
 * Opens a workspace and answers the whole contract for it. Fails with `workspace-newer`, `workspace-in-use`,
 * `workspace-unwritable`, `disk-full`, `not-a-workspace`.
 */
export async function createEngine({ folder: path, log, clock = () => new Date() }: EngineOptions): Promise<Engine> {
  const folder = workspaceFolder(path)
  const database = await openDatabase({ file: folder.databaseFile, allowedFolder: folder.root })
  const uploads = new Uploads(folder.root)
  const archive = new SourceArchive(folder.root)
  try {
    await migrate(database)
    await uploads.sweep()
    const named = await namedFiles(database)
    await archive.sweep((hash) => named.has(hash))
    const documents = createDocumentStore(folder.documents, clock)
    await documents.sweep()
    const settings = (): ReturnType<typeof readSettings> => readSettings(documents)
    const spoiled = await reconcileSettings(documents, database)
    if (spoiled)
      log.warn({ folder: folder.root, ...spoiled }, 'the settings document cannot be read; the last version that could is in use')
    if (await renewMarts(database)) log.info({ folder: folder.root }, 'the marts were built anew, as this version builds them')
    const context: EngineContext = {
      folder,
      database,
      documents,
      uploads,
      archive,
      changes: createChangeHub(),
      log,
      now: clock,
      inTurn: createTurns(),
      settings,
      clock: async () => workspaceClock(database, await settings(), clock()),
      dataVersion: () => readDataVersion(database),
    }
    await reconcileSheets(context)
    return {
      handlers: handlersOf(context),
      async close() {
        await uploads.close().catch((error: unknown) => log.warn({ err: error }, 'uploads stay until the workspace is opened again'))
        await database.close()
      },
    }
  } catch (cause) {
    await database.close()
    throw cause
  }
}

function handlersOf(context: EngineContext): ApiHandlers {
  const reports: ApiHandlers['reports'] = { ...reportHandlers(context), sourceRow: (place) => context.archive.readSourceRow(place) }
  return {
    workspace: workspaceHandlers(context),
    documents: documentHandlers(context),
    settings: settingsHandlers(context),
    sheets: sheetHandlers(context),
    sources: sourceHandlers(context),
    imports: importHandlers(context),
    catalog: catalogHandlers(context),
    reports,
    cockpits: cockpitHandlers(context),
    exports: exportHandlers(reports),
  }
}
