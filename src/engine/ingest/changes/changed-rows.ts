import { dealMoves, rowChanges } from '../../../contract/load-changes.ts'
import type { CellChange, ChangedRow, DealMove, RowChange, SourcePlace } from '../../../contract/load-changes.ts'
import type { Database, RunOptions } from '../../database/database.ts'
import { quoteIdentifier, quoteLiteral } from '../../database/identifier.ts'
import { namedEntities } from '../load/reference-texts.ts'
import { kindOf } from './changed-versions.ts'
import type { TouchedEntity } from './changed-versions.ts'
import { moveTest, movesOf } from './deal-changes.ts'

export interface RowsWanted {
  readonly kind: RowChange | DealMove | null
  readonly offset: number
  readonly limit: number
}

interface FoundCell {
  readonly c: number
  readonly f: string | null
  readonly t: string | null
}

interface FoundRow {
  readonly kind: RowChange
  readonly moves: readonly DealMove[] | null
  readonly name: string | null
  readonly source_id: string
  readonly cells: readonly FoundCell[]
  readonly before_file: string | null
  readonly before_sheet: string | null
  readonly before_hash: string | null
  readonly before_row: number | null
  readonly after_file: string | null
  readonly after_sheet: string | null
  readonly after_hash: string | null
  readonly after_row: number | null
}

export const isDealMove = (kind: string | null): kind is DealMove => dealMoves.some((move) => move === kind)

/** Rows that a load changed, by kind and then by what the source calls them. */
export async function changedRows(
  database: Database,
  load: number,
  touched: TouchedEntity,
  { kind, offset, limit }: RowsWanted,
  options: RunOptions,
): Promise<ChangedRow[]> {
  const isDeals = touched.entity === 'opportunity' && touched.hasBefore
  if (isDealMove(kind) && !isDeals) return []
  const moves = isDeals ? `moved as (select source_id, ${movesOf} as moves from changed_deal${moveFilter(kind)}), ` : ''
  const found = await database.rows<FoundRow>(
    `with ${moves}listed as (
       select a.*, ${valuesBefore(touched)} b.file_id as b_file, b.row_number as b_row, ${kindOf(touched)} as row_change ${touched.pairs}
     ), page as (
       select l.*${isDeals ? ', v.moves' : ', null::varchar[] as moves'} from listed l ${isDeals ? `${isDealMove(kind) ? '' : 'left '}join moved v using (source_id)` : ''}
       where row_change is not null${kindFilter(kind)}
       order by ${kindOrder}, source_id limit $limit offset $offset
     )
     select p.row_change as kind, p.moves, ${nameOf(touched)} as name, p.source_id, ${cellsOf(touched)} as cells,
       fb.name as before_file, fb.sheet as before_sheet, fb.hash as before_hash, p.b_row as before_row,
       fa.name as after_file, fa.sheet as after_sheet, fa.hash as after_hash, p.row_number as after_row
     from page p left join meta.file fb on fb.id = p.b_file left join meta.file fa on fa.id = p.file_id and p.row_change <> 'vanished'
     order by ${kindOrder}, p.source_id`,
    { load, limit, offset },
    options,
  )
  const rows = found.map((row) => asRow(touched, row))
  return await withNames(database, touched, rows, options)
}

const kindOrder = `list_position([${rowChanges.map(quoteLiteral).join(', ')}], row_change)`
const kindFilter = (kind: RowsWanted['kind']): string =>
  kind === null || isDealMove(kind) ? '' : ` and row_change = ${quoteLiteral(kind)}`
const moveFilter = (kind: RowsWanted['kind']): string => (isDealMove(kind) ? ` where ${moveTest(kind)}` : '')

function valuesBefore({ columns }: TouchedEntity): string {
  return columns.map(({ name }, index) => `b.${quoteIdentifier(name)} as b${index}, `).join('')
}

function cellsOf({ columns }: TouchedEntity): string {
  const cells = columns.map(({ name, asText }, index) => {
    const value = `p.${quoteIdentifier(name)}`
    return `case when ${value} is distinct from p.b${index} then {'c': ${index}, 'f': ${asText(`p.b${index}`)}, 't': ${asText(value)}} end`
  })
  return `list_filter([${cells.join(', ')}], lambda cell: cell is not null)`
}

/** What a row without a name of its own is about. */
function nameOf({ columns }: TouchedEntity): string {
  const found = ['name', 'subject', 'product', 'opportunity', 'lead', 'account', 'channel'].find((name) =>
    columns.some((column) => column.name === name),
  )
  return found === undefined ? 'null::varchar' : `p.${quoteIdentifier(found)}::varchar`
}

function asRow({ entity, columns }: TouchedEntity, row: FoundRow): ChangedRow {
  const cells = row.cells.flatMap(({ c, f, t }): CellChange[] => {
    const column = columns[c]
    if (column === undefined) return []
    return [{ column: column.name, label: column.label, type: column.type, from: f, to: t, fromName: null, toName: null }]
  })
  const place = (file: string | null, sheet: string | null, hash: string | null, at: number | null): SourcePlace | null =>
    file === null || hash === null || at === null ? null : { file, sheet, hash, row: at }
  return {
    entity,
    kind: row.kind,
    moves: [...(row.moves ?? [])],
    name: row.name,
    sourceId: row.source_id,
    cells,
    before: place(row.before_file, row.before_sheet, row.before_hash, row.before_row),
    after: place(row.after_file, row.after_sheet, row.after_hash, row.after_row),
  }
}

/** Ids of people, products, accounts … get the name of what they stand for beside them. */
async function withNames(
  database: Database,
  touched: TouchedEntity,
  rows: readonly ChangedRow[],
  options: RunOptions,
): Promise<ChangedRow[]> {
  const references = new Map(touched.columns.flatMap(({ name, reference }) => (reference === null ? [] : [[name, reference]])))
  const names = new Map<string, string>()
  for (const entity of namedEntities.filter((one) => one !== 'stage')) {
    const texts = new Set(
      rows.flatMap(({ cells }) => cells.filter(({ column }) => references.get(column) === entity).flatMap(({ from, to }) => [from, to])),
    )
    texts.delete(null)
    if (texts.size === 0) continue
    const found = await database.rows<{ raw: string; name: string }>(
      `select r.raw, n.name from meta.reference r join model.${entity} n on n.id = r.id
       where r.entity = '${entity}' and list_contains($texts, r.raw) and n.name is not null and n.name <> r.raw`,
      { texts: [...texts].filter((text) => text !== null) },
      options,
    )
    for (const { raw, name } of found) names.set(`${entity}\u0000${raw}`, name)
  }
  const nameOfText = (column: string, text: string | null): string | null => names.get(`${references.get(column)}\u0000${text}`) ?? null
  return rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => ({ ...cell, fromName: nameOfText(cell.column, cell.from), toName: nameOfText(cell.column, cell.to) })),
  }))
}
