import { z } from 'zod'
import { FileKind } from './imports.ts'

/** A place in a record: names with dots between them; `a\.b` is one name with a dot. */
const Path = z.string().min(1).max(300)
const Parameter = z.string().regex(/^[A-Za-z0-9_.[\]$-]{1,100}$/)
const OwnPath = z.string().regex(/^\/(?!\/)[^?#\\]*$/, 'a path on the same host, beginning with /')

/** How the server hands out a list in pieces. */
export const PageStyle = z.discriminatedUnion('style', [
  /** Everything at once. */
  z.strictObject({ style: z.literal('none') }),
  /** The answer names what to send for the next piece. */
  z.strictObject({ style: z.literal('cursor'), parameter: Parameter, next: Path }),
  /** The answer holds the address of the next piece; only the same host is followed. */
  z.strictObject({ style: z.literal('link'), next: Path }),
  /** Records after the last id, ordered by it: the one style that edits in between can't disturb. */
  z.strictObject({ style: z.literal('keyset'), parameter: Parameter, size: z.int().min(1).optional() }),
  z.strictObject({ style: z.literal('offset'), parameter: Parameter, size: z.int().min(1) }),
  z.strictObject({ style: z.literal('page'), parameter: Parameter, first: z.int().default(1) }),
])
export type PageStyle = z.output<typeof PageStyle>

export const RestColumn = z.strictObject({
  from: Path,
  /** `entity.column` of the model; none = a field of its own, `skip` = left out. */
  target: z.string().nullable().default(null),
  /** Is the value an id of another object? Told by the objects described here unless it is said. */
  id: z.boolean().optional(),
  /** What the source's words become. */
  map: z.record(z.string(), z.string()).optional(),
})
export type RestColumn = z.output<typeof RestColumn>

export const RestObject = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/),
  /** What its records are; none = as with a file, the columns tell. */
  kind: FileKind.optional(),
  path: OwnPath,
  query: z.record(Parameter, z.string()).default({}),
  /** Where the records stand in an answer; none = the answer is the list. */
  records: Path.optional(),
  key: Path.default('id'),
  page: PageStyle.default({ style: 'none' }),
  /** When a record changed, and the parameter by which only later ones are asked for. Without it every pull is a full one. */
  cursor: z
    .strictObject({
      field: Path,
      created: Path.optional(),
      parameter: Parameter,
      /** How the parameter wants a moment (UTC). */
      format: z.enum(['iso', 'epoch-ms', 'epoch-s', 'date']).default('iso'),
    })
    .optional(),
  /** Where an answer says how many records there are. */
  total: Path.optional(),
  /** A list of all ids there are, for finding what was deleted. A full pull compares by itself. */
  ids: z.strictObject({ path: OwnPath, query: z.record(Parameter, z.string()).default({}), records: Path.optional() }).optional(),
  deleted: z.strictObject({ field: Path }).optional(),
  archived: z.strictObject({ field: Path, value: z.string().optional() }).optional(),
  mergedInto: z.strictObject({ field: Path }).optional(),
  /** Header -> where its value stands. None = every field of the records, mapped as the columns of a file are. */
  columns: z.record(z.string(), RestColumn).optional(),
})
export type RestObject = z.output<typeof RestObject>

/** How the secret is sent. Never in an address: those end up in logs. */
export const RestAuth = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('none') }),
  z.strictObject({ type: z.literal('bearer') }),
  z.strictObject({ type: z.literal('basic') }),
  z.strictObject({ type: z.literal('header'), name: z.string().regex(/^[A-Za-z0-9-]{1,60}$/), prefix: z.string().max(40).default('') }),
  /** A session is opened with user and secret, and again where it ends in mid-pull. */
  z.strictObject({ type: z.literal('login'), path: OwnPath, user: Parameter, password: Parameter, token: Path }),
])

/** Any system that answers lists of JSON records to GET, as one file describes it. Nothing else than GET is ever sent, but for the login. */
export const RestDescription = z.strictObject({
  version: z.literal(1).default(1),
  auth: RestAuth.default({ type: 'bearer' }),
  /** Kept in the workspace as they stand: what is secret goes through `auth`. */
  headers: z
    .record(z.string().regex(/^(?!.*(auth|key|token|secret|cookie))[A-Za-z0-9-]{1,60}$/i, 'a header without secrets'), z.string())
    .default({}),
  /** Where an answer with status 200 holds what went wrong. */
  error: Path.optional(),
  /** Are ids unique beyond this system, or small numbers that another file may use too? */
  idsAreGlobal: z.boolean().default(false),
  objects: z.array(RestObject).min(1),
})
export type RestDescription = z.output<typeof RestDescription>
