import { z } from 'zod'
import { BackupEntry, BackupName, BackupProgress, RestoreResult } from './backups.ts'
import { Catalog } from './catalog.ts'
import { CockpitView, DocumentEntry, DocumentKind, DocumentVersions, TrashedDocument } from './documents.ts'
import { DoctorProgress, DoctorReport } from './doctor.ts'
import { Completions, FieldDocument, FieldEntry, FieldName, FieldPreview, FormulaCheck, FormulaUse } from './fields.ts'
import type { ErrorCode } from './errors.ts'
import {
  AuditEntry,
  FileProposal,
  ImportProgress,
  ImportRequest,
  ImportResult,
  LoadEntry,
  QuarantineRow,
  Recipe,
  Answers,
  UnmatchedRow,
  ValueMatch,
} from './imports.ts'
import { DealMove, LoadChanges, RowChange } from './load-changes.ts'
import { call, stream, type CallContext, type ClientOf, type Contract, type HandlersOf } from './method.ts'
import { Authorization } from './pull-auth.ts'
import {
  Connection,
  ConnectionChange,
  ConnectionEntry,
  ConnectionName,
  ConnectionTest,
  ObjectPreview,
  PullProgress,
  PullRun,
} from './pulls.ts'
import { readErrors, reportErrors, writeErrors } from './call-errors.ts'
import { CellAddress, ExplainResult, ReportResult } from './report-result.ts'
import { ReportSpec } from './report-spec.ts'
import { StudyDrill, StudyEntry, StudyRequest } from './studies.ts'
import { StudyResult, StudyRows } from './study-result.ts'
import { AliasKind, NameEntry, SettingsChange, SettingsState, StageEntry, WorkspaceSettings } from './settings.ts'
import { SheetName, SheetPaste, SheetRows, SheetView } from './sheets.ts'
import { takingAway } from './taking-away.ts'
import { Change, WorkspaceInfo } from './workspace.ts'

const nothing = z.object({})
const arrow = { bytesOut: true } as const
const page = { offset: z.int().min(0).default(0), limit: z.int().min(1).max(10_000).default(200) }
const document = { kind: DocumentKind, name: z.string().min(1).max(120) }

const rewriteErrors: readonly ErrorCode[] = [...writeErrors, 'load-missing', 'source-missing']
const settingsErrors: readonly ErrorCode[] = [...writeErrors, 'settings-unreadable']
const stepErrors: readonly ErrorCode[] = [...writeErrors, 'document-missing', 'document-conflict', 'invalid-formula', 'invalid-study']
/** The version a change was made from, 0 for none; without it whatever is there is changed. */
const basedOn = { basedOn: z.int().min(0).optional() } as const
const connectErrors: readonly ErrorCode[] = [
  ...writeErrors,
  'invalid-connection',
  'secret-missing',
  'no-secret-store',
  'source-unreachable',
  'source-login-refused',
  'authorization-failed',
  'authorization-revoked',
  'source-forbidden',
  'source-limit',
  'source-unreadable',
  'source-failed',
]
const pullErrors: readonly ErrorCode[] = [...connectErrors, 'connection-missing', 'pull-running']
/** A sign-in that was begun by `authorize`; the call waits for it. */
const signIn = { authorization: z.string().max(100).optional() } as const
/** Used for this one call and kept nowhere. */
const secret = { secret: z.string().min(1).max(10_000).optional() } as const
const importErrors: readonly ErrorCode[] = [...writeErrors, 'upload-incomplete', 'invalid-recipe']

/** The whole product, the same in every host. The engine implements it, clients receive it. */
export const api = {
  workspace: {
    info: call(nothing, WorkspaceInfo, readErrors),
    settings: call(nothing, WorkspaceSettings, readErrors),
    saveSettings: call(SettingsChange, WorkspaceSettings, settingsErrors),
    /** Never answers until it is cancelled: every change arrives as progress, first of all `opened`. */
    watch: stream(nothing, Change, nothing, readErrors),
    /** Everything that was done, newest first. */
    audit: call(z.object(page), z.object({ total: z.int(), entries: z.array(AuditEntry) }), readErrors),
    /** Looks into everything a workspace promises and changes nothing; loads wait for it. */
    doctor: stream(nothing, DoctorProgress, DoctorReport, [...readErrors, 'disk-full']),
  },
  /** Copies of the whole workspace in its own folder. */
  backups: {
    /** Newest first. */
    list: call(nothing, z.object({ backups: z.array(BackupEntry) }), readErrors),
    /** Waits for loads under way. Questions that come while the database is copied are answered afterwards. */
    make: stream(z.object({ note: z.string().max(500).default('') }), BackupProgress, BackupEntry, writeErrors),
    /** Keeps the present state as a backup, then puts the workspace back. Whoever watches hears that everything changed. */
    restore: stream(BackupName, BackupProgress, RestoreResult, [...writeErrors, 'backup-missing', 'backup-damaged', 'workspace-newer']),
    remove: call(BackupName, nothing, [...writeErrors, 'backup-missing']),
  },
  settings: {
    read: call(nothing, SettingsState, readErrors),
    change: call(z.object({ change: SettingsChange, ...basedOn }), SettingsState, [...settingsErrors, 'document-conflict']),
    /** Every stage the data names, in the order in which stages stand. */
    stages: call(nothing, z.object({ stages: z.array(StageEntry) }), readErrors),
    /** The names of one kind in the data, undecided look-alikes first, then by rows; `total` counts all that contain the search. */
    names: call(
      z.object({ kind: AliasKind, search: z.string().default(''), ...page }),
      z.object({ total: z.int(), unresolved: z.int(), names: z.array(NameEntry) }),
      readErrors,
    ),
  },
  sheets: {
    read: call(z.object({ name: SheetName }), SheetView, readErrors),
    /** Every row anew, as people typed them; what can't be read is kept and told, and does not count. */
    change: call(z.object({ name: SheetName, rows: SheetRows, ...basedOn }), SheetView, [...writeErrors, 'document-conflict']),
    paste: call(SheetPaste, SheetView, [...writeErrors, 'document-conflict']),
  },
  sources: {
    begin: call(
      z.object({ name: z.string().min(1).max(255), bytes: z.int().nullable().default(null) }),
      z.object({ upload: z.string() }),
      writeErrors,
    ),
    append: call(z.object({ upload: z.string() }), z.object({ received: z.int() }), importErrors, { bytesIn: true }),
    finish: call(z.object({ upload: z.string() }), z.object({ upload: z.string(), hash: z.string(), bytes: z.int() }), importErrors),
    discard: call(z.object({ upload: z.string() }), nothing, writeErrors),
  },
  imports: {
    propose: stream(
      z.object({ uploads: z.array(z.string()).min(1), recipe: Recipe.optional(), answers: Answers.default({}) }),
      ImportProgress,
      z.object({ files: z.array(FileProposal) }),
      importErrors,
    ),
    run: stream(ImportRequest, ImportProgress, ImportResult, importErrors),
    loads: call(nothing, z.object({ loads: z.array(LoadEntry) }), readErrors),
    /** Takes a load back, or does an undone one again; every later load is done again on top of that. */
    setLoad: stream(z.object({ load: z.int(), undone: z.boolean() }), ImportProgress, z.object({ dataVersion: z.int() }), rewriteErrors),
    /** Answers questions that a load left open, and does it and every later load again. */
    answerLoad: stream(z.object({ load: z.int(), answers: Answers }), ImportProgress, z.object({ dataVersion: z.int() }), rewriteErrors),
    /** What a load changed: a summary, and a page of the rows; `limit` 0 for the summary alone. */
    changes: call(
      z.object({
        load: z.int(),
        entity: z.string().optional(),
        kind: z.union([RowChange, DealMove]).optional(),
        offset: page.offset,
        limit: z.int().min(0).max(10_000).default(200),
      }),
      LoadChanges,
      [...readErrors, 'load-missing'],
    ),
    quarantine: call(
      z.object({ load: z.int().optional(), ...page }),
      z.object({ total: z.int(), rows: z.array(QuarantineRow) }),
      readErrors,
    ),
    /** Rows of histories that speak of something unknown, newest load first; they are kept and join as soon as it comes. */
    unmatched: call(z.object({ load: z.int().optional(), ...page }), z.object({ total: z.int(), rows: z.array(UnmatchedRow) }), readErrors),
    matches: call(nothing, z.object({ matches: z.array(ValueMatch) }), readErrors),
    setMatch: call(z.object({ id: z.int(), undone: z.boolean() }), nothing, writeErrors),
  },
  /** Systems that the workspace follows. */
  connections: {
    list: call(nothing, z.object({ connections: z.array(ConnectionEntry) }), readErrors),
    /** Asks the system who we are there and what there is to read; keeps nothing. Without `connection` the kept one of that name is asked. */
    test: call(z.object({ name: ConnectionName, connection: Connection.optional(), ...secret, ...signIn }), ConnectionTest, [
      ...connectErrors,
      'connection-missing',
    ]),
    /**
     * Begins a sign-in: listens on this machine and says which address a person's browser has to open. `connect` (or `test`) with its
     * id waits for the person.
     */
    authorize: call(z.object({ name: ConnectionName, connection: Connection }), Authorization, [
      ...writeErrors,
      'invalid-connection',
      'port-in-use',
    ]),
    /** Asks for the first records of one object and says what their columns would become; keeps nothing. Without `connection` as in `test`. */
    preview: call(z.object({ name: ConnectionName, connection: Connection.optional(), ...secret, object: z.string() }), ObjectPreview, [
      ...connectErrors,
      'connection-missing',
    ]),
    /** Tests, then keeps the connection, and the secret where `keepSecret` says so. One of that name is put in place of. */
    connect: call(
      z.object({ name: ConnectionName, connection: Connection, ...secret, ...signIn, keepSecret: z.boolean().default(true) }),
      ConnectionTest,
      connectErrors,
    ),
    /** Changes parts of a connection, or its secret. What concerns how the system is asked is tested first; a schedule, a limit or a pause is not. */
    update: call(
      z.object({ name: ConnectionName, change: ConnectionChange, ...secret, keepSecret: z.boolean().default(true) }),
      ConnectionEntry,
      [...connectErrors, 'connection-missing'],
    ),
    /** Forgets the connection and its secret. What was pulled stays. */
    remove: call(z.object({ name: ConnectionName }), nothing, [...writeErrors, 'connection-missing']),
    /** One pull: pages are kept as they come, then loaded in one commit, together with the place from which the next one goes on. */
    pull: stream(
      z.object({
        name: ConnectionName,
        ...secret,
        /** Read everything anew. */
        full: z.boolean().default(false),
        /** Delete also where so many rows are gone that it may be a mistake. */
        acceptDeletes: z.boolean().default(false),
      }),
      PullProgress,
      PullRun,
      pullErrors,
    ),
    /** Ends the pull that runs, whoever began it; pages that were read are used by the next one. Does nothing where none runs. */
    stop: call(z.object({ name: ConnectionName }), nothing, readErrors),
    /** Newest first. */
    runs: call(z.object({ name: ConnectionName.optional(), ...page }), z.object({ total: z.int(), runs: z.array(PullRun) }), readErrors),
  },
  catalog: {
    list: call(nothing, Catalog, readErrors),
    /** Distinct values of a dimension for filter lists, most frequent first. */
    values: call(
      z.object({ field: z.string(), search: z.string().default(''), limit: z.int().max(1000).default(200) }),
      z.object({ values: z.array(z.object({ value: z.string().nullable(), rows: z.int() })) }),
      reportErrors,
    ),
  },
  /** What the user defined over the catalogue's fields; saved, undone and removed as documents of kind `field`. */
  fields: {
    list: call(nothing, z.object({ fields: z.array(FieldEntry) }), readErrors),
    /** What a formula is, or what is wrong with it and where; `name` is the field it belongs to, where there is one already. */
    check: call(z.object({ formula: z.string().max(2_000_000), use: FormulaUse, name: FieldName.optional() }), FormulaCheck, readErrors),
    /** What can be written at a position (UTF-16 units) of a formula that need not be finished. */
    complete: call(
      z.object({ formula: z.string().max(2_000_000), position: z.int().min(0), use: FormulaUse, name: FieldName.optional() }),
      Completions,
      readErrors,
    ),
    /** Tries a field out without saving it; `name` as in `check`. */
    preview: call(
      z.object({ body: FieldDocument, name: FieldName.optional(), limit: z.int().min(1).max(1000).default(8) }),
      FieldPreview,
      reportErrors,
    ),
  },
  reports: {
    run: call(z.object({ spec: ReportSpec }), ReportResult, reportErrors, arrow),
    /** Definition, SQL and n of one number; the bytes are a page of its contributing rows, last columns `$file`, `$sheet`, `$row`. */
    explain: call(z.object({ spec: ReportSpec, cell: CellAddress, ...page }), ExplainResult, reportErrors, arrow),
    /** The text of a source row as it came. */
    sourceRow: call(
      z.object({ hash: z.string(), sheet: z.string().nullable(), row: z.int() }),
      z.object({ headers: z.array(z.string()), cells: z.array(z.string()), original: z.string() }),
      readErrors,
    ),
  },
  cockpits: {
    list: call(
      nothing,
      z.object({ cockpits: z.array(DocumentEntry.pick({ name: true, title: true }).extend({ shipped: z.boolean() })) }),
      readErrors,
    ),
    open: call(z.object({ name: z.string() }), CockpitView, [...readErrors, 'document-missing']),
  },
  documents: {
    list: call(z.object({ kind: DocumentKind.optional() }), z.object({ documents: z.array(DocumentEntry) }), readErrors),
    read: call(z.object(document), z.object({ version: z.int(), body: z.unknown() }), [...readErrors, 'document-missing']),
    save: call(z.object({ ...document, body: z.unknown(), basedOn: z.int().nullable().default(null) }), z.object({ version: z.int() }), [
      ...writeErrors,
      'document-conflict',
      'invalid-formula',
      'invalid-study',
    ]),
    remove: call(z.object(document), nothing, [...writeErrors, 'document-missing', 'field-in-use']),
    versions: call(z.object(document), DocumentVersions, [...readErrors, 'document-missing']),
    /** What one version holds, as it was saved. */
    version: call(z.object({ ...document, version: z.int() }), z.object({ savedAt: z.string(), body: z.unknown() }), [
      ...readErrors,
      'document-missing',
    ]),
    /** Gives a version a name; an empty one takes it away. */
    nameVersion: call(z.object({ ...document, version: z.int(), label: z.string().trim().max(120) }), nothing, [
      ...writeErrors,
      'document-missing',
    ]),
    /** What was deleted, newest first. It is gone for good 30 days later, when the workspace is opened. */
    trash: call(nothing, z.object({ documents: z.array(TrashedDocument) }), readErrors),
    /** Out of the trash again, under a free name like its own where somebody else took that. */
    bringBack: call(z.object({ ...document, version: z.int() }), z.object({ name: z.string(), version: z.int() }), stepErrors),
    /** Out of the trash for good, together with its versions. */
    erase: call(z.object({ ...document, version: z.int() }), nothing, [...writeErrors, 'document-missing']),
    /** Makes an earlier version the newest one again; answers its new number. Settings and sheets take effect at once. */
    restore: call(z.object({ ...document, version: z.int(), ...basedOn }), z.object({ version: z.int() }), stepErrors),
    /** One step through the versions; it works across sessions. Where there is none it answers the version there is. */
    step: call(z.object({ ...document, direction: z.enum(['undo', 'redo']), ...basedOn }), z.object({ version: z.int() }), stepErrors),
  },
  /** Pictures of people's own, by the hash of their bytes. */
  images: {
    /** PNG or JPEG, 2 MB at most. */
    put: call(z.object({ name: z.string().max(255).default('') }), z.object({ image: z.string() }), [...writeErrors, 'image-refused'], {
      bytesIn: true,
    }),
    read: call(
      z.object({ image: z.string().regex(/^[0-9a-f]{64}$/) }),
      z.object({ type: z.enum(['image/png', 'image/jpeg']) }),
      [...readErrors, 'document-missing'],
      { bytesOut: true },
    ),
  },
  studies: {
    list: call(nothing, z.object({ studies: z.array(StudyEntry) }), readErrors),
    run: call(StudyRequest, StudyResult, reportErrors),
    /** A page of the things behind a number: `drill` as the result names it. */
    rows: call(z.object({ ...StudyRequest.shape, drill: StudyDrill, ...page }), StudyRows, reportErrors, arrow),
  },
  ...takingAway,
} satisfies Contract

export type Api = ClientOf<typeof api>
export type ApiHandlers = HandlersOf<typeof api>
export type Context<Progress = never> = CallContext<Progress>
