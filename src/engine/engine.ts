import type { ApiHandlers } from '../contract/api.ts'
import { catalogHandlers } from './catalog/catalog-handlers.ts'
import { cockpitHandlers } from './cockpits/cockpit-handlers.ts'
import { openDatabase } from './database/database.ts'
import { openReopenable } from './database/reopenable.ts'
import type { EngineContext, EngineLog } from './engine-context.ts'
import { deckHandlers } from './deck/deck-handlers.ts'
import { exportHandlers } from './export/export-handlers.ts'
import { fieldHandlers } from './formula/field-handlers.ts'
import { importHandlers } from './ingest/import-handlers.ts'
import { namedFiles } from './ingest/load-history.ts'
import { SourceArchive } from './ingest/sources/source-archive.ts'
import { sourceHandlers } from './ingest/sources/source-handlers.ts'
import { Uploads } from './ingest/sources/uploads.ts'
import { DerivedTables, dropDerived } from './report/derived-tables.ts'
import { KnownDatabases } from './report/known-database.ts'
import { reportHandlers } from './report/report-handlers.ts'
import { noteDeed } from './workspace/audit.ts'
import { sweepBackups } from './workspace/backups/backup-folder.ts'
import { backupHandlers } from './workspace/backups/backup-handlers.ts'
import { keepBeforeMigration } from './workspace/backups/keep-before-migration.ts'
import { finishRestore } from './workspace/backups/pending-restore.ts'
import { bringUpToDate } from './workspace/bring-up-to-date.ts'
import { makeDerived } from './derived/make-derived.ts'
import { openConnections } from './pull/connection-handlers.ts'
import { pauseFor } from './pull/pause-for.ts'
import type { Pause } from './pull/pull-client.ts'
import type { Timer } from './pull/schedule/pull-scheduler.ts'
import { secretStore, type SecretStore } from './pull/secrets/secret-store.ts'
import { settingsHandlers } from './settings/settings-handlers.ts'
import { readSettings } from './settings/settings.ts'
import { studyHandlers } from './studies/study-handlers.ts'
import { sheetHandlers } from './sheets/sheet-handlers.ts'
import { reconcileSheets } from './sheets/sheets.ts'
import { createChangeHub } from './workspace/change-hub.ts'
import { readDataVersion } from './workspace/data-version.ts'
import { documentHandlers } from './workspace/document-handlers.ts'
import { createDocumentStore } from './workspace/document-store.ts'
import { imageHandlers, sweepImages } from './workspace/images.ts'
import { behind, createGate, type Gate } from './workspace/gate.ts'
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
  /** How long a question may run before it is stopped; two minutes where not given. */
  readonly queryMilliseconds?: number
  /** Where secrets of connections lie; the machine's own place where not given. */
  readonly secrets?: SecretStore
  /** How pulls wait between attempts, for tests. */
  readonly pause?: Pause
  /** By what the schedules of connections are followed; where not given, they rest. */
  readonly timer?: Timer
}

export interface Engine {
  readonly handlers: ApiHandlers
  close(): Promise<void>
}

/**
 * Opens a workspace and answers the whole contract for it. Fails with `workspace-newer`, `workspace-in-use`,
 * `workspace-unwritable`, `disk-full`, `not-a-workspace`.
 */
export async function createEngine({
  folder: path,
  log,
  clock = () => new Date(),
  queryMilliseconds,
  secrets = secretStore(process.env),
  pause = pauseFor,
  timer,
}: EngineOptions): Promise<Engine> {
  const folder = workspaceFolder(path)
  const gate = createGate()
  const database = await openReopenable(async () => {
    await finishRestore(folder)
    return await openDatabase({ file: folder.databaseFile, allowedFolder: folder.root })
  }, gate)
  const uploads = new Uploads(folder.root)
  const archive = new SourceArchive(folder.root)
  try {
    await sweepBackups(folder)
    const kept = await keepBeforeMigration({ folder, database, now: clock })
    const documents = behind(gate, createDocumentStore(folder.documents, clock))
    await documents.sweep()
    await sweepImages(folder.documents, clock())
    const { spoiled, isRenewed } = await bringUpToDate(database, documents)
    if (spoiled)
      log.warn({ folder: folder.root, ...spoiled }, 'the settings document cannot be read; the last version that could is in use')
    if (isRenewed) log.info({ folder: folder.root }, 'the marts were built anew, as this version builds them')
    if (kept) await noteDeed(database, clock(), { kind: 'backup', subject: kept.id, detail: { reason: kept.reason } })
    await uploads.sweep()
    const named = await namedFiles(database)
    await archive.sweep((hash) => named.has(hash))
    const settings = (): ReturnType<typeof readSettings> => readSettings(documents)
    const known = new KnownDatabases(database)
    await dropDerived(database)
    const derived = new DerivedTables(database, makeDerived)
    database.onReopened(() => {
      known.forget()
      derived.forget()
    })
    const context: EngineContext = {
      folder,
      database,
      known,
      derived,
      documents,
      uploads,
      archive,
      changes: createChangeHub(),
      log,
      now: clock,
      queryMilliseconds,
      inTurn: createTurns(),
      settings,
      clock: async () => workspaceClock(database, await settings(), clock()),
      dataVersion: () => readDataVersion(database),
    }
    await reconcileSheets(context)
    const connections = openConnections(context, { secrets, pause, timer: timer ?? null })
    return {
      handlers: handlersOf(context, gate, connections.handlers),
      async close() {
        await connections.close()
        await uploads.close().catch((error: unknown) => log.warn({ err: error }, 'uploads stay until the workspace is opened again'))
        await database.close()
      },
    }
  } catch (cause) {
    await database.close()
    throw cause
  }
}

/** Questions go through the gate whole: each is answered from one state, also while another one is put in its place. */
function handlersOf(context: EngineContext, gate: Gate, connections: ApiHandlers['connections']): ApiHandlers {
  const reports = behind<ApiHandlers['reports']>(gate, {
    ...reportHandlers(context),
    sourceRow: (place) => context.archive.readSourceRow(place),
  })
  const studies = behind(gate, studyHandlers(context))
  const cockpits = behind(gate, cockpitHandlers(context))
  const catalog = behind(gate, catalogHandlers(context))
  const workspace = workspaceHandlers(context)
  const imports = importHandlers(context)
  return {
    workspace: { ...workspace, ...behind(gate, { info: workspace.info, audit: workspace.audit }) },
    backups: backupHandlers(context),
    documents: documentHandlers(context),
    images: imageHandlers(context.folder.documents),
    settings: settingsHandlers(context),
    sheets: sheetHandlers(context),
    sources: sourceHandlers(context),
    imports: { ...imports, ...behind(gate, { quarantine: imports.quarantine, changes: imports.changes }) },
    connections,
    catalog,
    fields: behind(gate, fieldHandlers(context)),
    reports,
    studies,
    cockpits,
    decks: behind(gate, deckHandlers(context, { reports, studies, cockpits })),
    exports: behind(gate, exportHandlers(context, { reports, studies, cockpits, catalog })),
  }
}
