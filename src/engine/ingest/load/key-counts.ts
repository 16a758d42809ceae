import { quoteIdentifier, quoteLiteral } from '../../database/identifier.ts'
import { referencedKind } from '../recognise/relations.ts'
import type { ModelKind } from '../recognise/synonyms/all-synonyms.ts'
import { valueName } from './row-key.ts'
import type { RowKey } from './row-key.ts'
import type { ColumnPlan, TablePlan } from './table-plan.ts'

/** What is to know about the ids of a staged table, asked along with the number of its rows. */
export interface KeyCounts {
  /** Rows with an id that nothing in the workspace has, where it knows others of their kind. */
  readonly unknown: number
  /** Referenced entities of which the workspace knows some. */
  readonly entities: ReadonlySet<string>
  /** Columns of ids some of which are read otherwise than they are written, with an example. */
  readonly rewritten: readonly RewrittenKey[]
}

export interface RewrittenKey {
  readonly index: number
  readonly rows: number
  readonly said: string
  readonly read: string
}

export const noKeyCounts: KeyCounts = { unknown: 0, entities: new Set(), rewritten: [] }

/** Are the rows of this table told by an id of the source? */
function hasOwnIds(plan: TablePlan, key: RowKey): boolean {
  return key.expression === 'v_source_id' && plan.entity !== 'field_change'
}

/** Known by few and by name; a log names its records among those of all kinds. */
const unsettled: ReadonlySet<string> = new Set(['stage', 'pipeline', 'channel', 'field_change'])
const idLike = /^(#|'|’|№|no\.)?\s*[\w.,-]*\d[\w.,-]*$/iu

/** Columns that name things by ids, some of which nothing that was looked at has, or only a file whose own ids were `changed`. */
export function doubtfulColumns(
  plan: TablePlan,
  changed: ReadonlySet<string> = new Set(),
): readonly { readonly column: ColumnPlan; readonly entity: ModelKind }[] {
  if (plan.entity === 'field_change') return []
  return plan.columns.flatMap((column) => {
    const entity = column.isCustom ? null : referencedKind(column.draft.target)
    if (entity === null || unsettled.has(entity)) return []
    const { values, index } = column.draft.evidence
    if (values.filter((value) => idLike.test(value)).length < values.length / 2 || values.length === 0) return []
    const relations = plan.draft.relations.filter((relation) => relation.columnIndex === index && relation.entity === entity)
    const isMatched = relations.some(({ matchedShare, matchedAfterNormalising }) => matchedShare === 1 && matchedAfterNormalising === 0)
    return isMatched && !changed.has(entity) ? [] : [{ column, entity }]
  })
}

/** One expression over a staged table `s`, null where nothing is to be asked; `readKeyCounts` reads what it gives. */
export function keyCounts(plan: TablePlan, key: RowKey): string {
  const own = `model.${quoteIdentifier(plan.entity)}`
  const unknown = hasOwnIds(plan, key)
    ? `case when exists(from ${own} where source = 'file') then count(*) filter (s.bad_reason is null and s.source_id not in (select source_id from ${own})) else 0 end`
    : '0'
  const entities = [...new Set(doubtfulColumns(plan).map(({ entity }) => entity))].map(
    (entity) => `case when exists(from model.${quoteIdentifier(entity)}) then ${quoteLiteral(entity)} end`,
  )
  const rewritten = plan.columns
    .filter(({ reading }) => reading.mayDiffer !== undefined)
    .map(({ index, column }) => {
      const text = `s.written_${index}`
      return `{'index': ${index}, 'rows': count(${text}), 'said': max(${text}), 'read': arg_max(s.${valueName(column)}, ${text})}`
    })
  if (unknown === '0' && entities.length === 0 && rewritten.length === 0) return 'null'
  return `{'unknown': ${unknown}, 'entities': ${list(entities, 'varchar')}, 'rewritten': [${rewritten.join(', ')}]}`
}

function list(items: readonly string[], type: string): string {
  return `[${items.join(', ')}]::${type}[]`
}

export interface KeyCountsRow {
  readonly unknown: number
  readonly entities: readonly (string | null)[]
  readonly rewritten: readonly {
    readonly index: number
    readonly rows: number
    readonly said: string | null
    readonly read: string | null
  }[]
}

export function readKeyCounts(row: KeyCountsRow | null | undefined): KeyCounts {
  if (!row) return noKeyCounts
  return {
    unknown: row.unknown,
    entities: new Set(row.entities.filter((entity) => entity !== null)),
    rewritten: row.rewritten.flatMap(({ index, rows, said, read }) =>
      said === null || read === null ? [] : [{ index, rows, said, read }],
    ),
  }
}
