import type { FileKind } from '../../contract/imports.ts'
import type { Connection } from '../../contract/pulls.ts'
import type { LocalText } from '../../contract/text.ts'
import type { PageColumnInput, SourceRecord } from '../ingest/readers/page-format.ts'
import type { OAuthEndpoints } from './auth/oauth-endpoints.ts'
import type { Credentials } from './auth/credentials.ts'
import type { PullClient } from './pull-client.ts'
import type { ReadRule } from './read-rule.ts'

/** One column of an object: where its value stands, and which column of the model it fills (null = a field of its own). */
export interface ObjectColumn extends PageColumnInput {
  readonly target: string | null
}

/** What is declared of one object of a system; the engine does the rest. */
export interface PullObject {
  readonly name: string
  readonly label: LocalText
  /** null = as with a file, the columns tell. */
  readonly kind: FileKind | null
  /** Where a record's id stands; null where its records have none (a history). */
  readonly key: readonly string[] | null
  /** Where its time of change stands; the first that holds something counts. None = every pull is a full one. */
  readonly stamp: readonly (readonly string[])[]
  /** null = every field of the records, each a column. */
  readonly columns: readonly ObjectColumn[] | null
  /** Put before ids, so that small numbers of two systems are told apart. */
  readonly prefix: string
  /** Where a record says that it is archived, merged into another, or deleted: three different things. */
  readonly archived?: { readonly from: readonly string[]; readonly values: readonly string[] } | undefined
  readonly mergedInto?: readonly string[] | undefined
  readonly deleted?: readonly string[] | undefined
  /** Records are also asked for by ids, by objects that need those of the records that came (`dependsOn`). */
  readonly dependsOn?: string | undefined
  /** Does a full pull name everything, so that what it doesn't name is gone? False where ids come by themselves. */
  readonly comparesWhole: boolean
}

export interface PageRequest {
  /** Only what changed at or after this moment; null = everything. */
  readonly since: string | null
  /** As the last page said; null = the beginning. */
  readonly from: string | null
  /** Ids that the object this one depends on received. */
  readonly of: readonly string[] | null
}

export interface Page {
  readonly records: readonly SourceRecord[]
  readonly next: string | null
  readonly total: number | null
}

/** One logged-in conversation with a system. Throws `source-login-refused`, `source-forbidden` and what the client throws. */
export interface PullSession {
  /** Who we are there, in words. */
  readonly account: string
  readonly version: string | null
  /** Columns and fields of an object as this system has them now; null = not known. */
  fields(object: PullObject): Promise<ReadonlyMap<string, string> | null>
  /** Columns beside the declared ones: fields that only this account of the system has. */
  columns?(object: PullObject): Promise<readonly ObjectColumn[]>
  page(object: PullObject, request: PageRequest): Promise<Page>
  /** All ids there are, archived ones included; null where the system doesn't say. */
  ids(object: PullObject): Promise<readonly string[] | null>
  /** Records by their ids; null where they can't be asked for so. */
  byIds(object: PullObject, ids: readonly string[]): Promise<readonly SourceRecord[] | null>
  /** How many there are; null where the system doesn't say. Asks at least once, so that missing rights show. */
  count(object: PullObject): Promise<number | null>
  /** About how many calls a full pull of so many records takes. */
  callsFor(object: PullObject, records: number): number
}

export interface Opening {
  readonly name: string
  readonly connection: Connection
  readonly secret: string | null
  /** The token to send, where requests carry one. */
  readonly credentials: Credentials
  readonly client: PullClient
}

/** A field was taken away after the session said which there are: the object is read anew with those there are now. */
export class FieldsChanged extends Error {}

/** A system: what of it can be read, and the little code it needs. */
export interface Connector {
  /** Throws `invalid-connection` for what can't be right before anything is asked. */
  check(connection: Connection): void
  needsSecret(connection: Connection): boolean
  /** Where the system's own sign-in is. */
  oauth?(connection: Connection): OAuthEndpoints
  rules(connection: Connection): readonly ReadRule[]
  objects(name: string, connection: Connection): readonly PullObject[]
  open(opening: Opening): Promise<PullSession>
}
