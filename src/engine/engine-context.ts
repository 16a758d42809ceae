import type { WorkspaceSettings } from '../contract/settings.ts'
import type { DerivedTables } from './report/derived-tables.ts'
import type { KnownDatabases } from './report/known-database.ts'
import type { ReopenableDatabase } from './database/reopenable.ts'
import type { SourceArchive } from './ingest/sources/source-archive.ts'
import type { Uploads } from './ingest/sources/uploads.ts'
import type { ChangeHub } from './workspace/change-hub.ts'
import type { DocumentStore } from './workspace/document-store.ts'
import type { InTurn } from './workspace/turns.ts'
import type { WorkspaceClock } from './workspace/workspace-clock.ts'
import type { WorkspaceFolder } from './workspace/workspace-folder.ts'

/** What pino offers, and any other log can. */
export interface EngineLog {
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

/** What every group of methods is made from. */
export interface EngineContext {
  readonly folder: WorkspaceFolder
  /** The data as they were known on earlier days. */
  readonly known: KnownDatabases
  /** Tables of segments, made when a question first names one. */
  readonly derived: DerivedTables
  readonly database: ReopenableDatabase
  readonly documents: DocumentStore
  readonly uploads: Uploads
  readonly archive: SourceArchive
  readonly changes: ChangeHub
  readonly log: EngineLog
  /** The machine's time; tests set it. */
  readonly now: () => Date
  /** Loads and every other change of the data wait for each other: the database refuses two that meet. */
  readonly inTurn: InTurn
  /** How long a question may run, where it is not the usual time. */
  readonly queryMilliseconds: number | undefined
  settings(): Promise<WorkspaceSettings>
  clock(): Promise<WorkspaceClock>
  dataVersion(): Promise<number>
}
