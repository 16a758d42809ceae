/** How one kind of row stands in a set of exports, as SQL over the company's own row `t`. */
export interface CarriedRows {
  /** By what the export names the row, which the importer keeps as `source_id`: the company's own id where nothing is said, null where nothing names it. */
  readonly is?: string | null
  /** Columns of the model that the export holds, and what it says there. */
  readonly carries: Readonly<Record<string, string>>
  /** Columns the company fills and an export of this system has no place for: all that is exempt. */
  readonly loses?: readonly string[]
  /** Rows that the export has; holds for the workspace it came into as well. */
  readonly where?: string
}

export type CarriedSet = Readonly<Record<string, CarriedRows>>

export const same = (columns: string): Record<string, string> =>
  Object.fromEntries(columns.split(' ').map((column) => [column, `t."${column}"`]))
export const minutes = (columns: string): Record<string, string> =>
  Object.fromEntries(columns.split(' ').map((column) => [column, `date_trunc('minute', t.${column})`]))
export const days = (columns: string): Record<string, string> =>
  Object.fromEntries(columns.split(' ').map((column) => [column, `date_trunc('day', t.${column})`]))
export const named = (entity: string, column: string, name = 'name'): string =>
  `(select n.${name} from model.${entity} n where n.source_id = t.${column})`
export const byName = (columns: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(columns).map(([column, entity]) => [column, named(entity, column)]))
export const channel = { channel: named('channel', 'channel', `source_name || '-' || n.medium`) }
export const closeDay = 'coalesce(t.closed_at::date, t.expected_close_on)'
export const alive = 'not t.is_deleted'
export const dealAlive = `t.opportunity in (select o.source_id from model.opportunity o where not o.is_deleted)`
