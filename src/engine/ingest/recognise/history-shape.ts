import type { LocalText } from '../../../contract/text.ts'
import { assignColumns } from './assign-columns.ts'
import type { Assignment } from './assign-columns.ts'
import { objectNamed, objectOfFile, objectOfHeader } from './change-vocabulary.ts'
import { mappedDraft, unmappedDraft } from './column-draft.ts'
import type { ColumnDraft } from './column-draft.ts'
import type { ColumnEvidence } from './column-evidence.ts'
import type { KindVerdict } from './file-kind.ts'
import { headerKey } from './header-key.ts'
import { matchHeader } from './match-header.ts'
import type { ModelKind } from './synonyms/all-synonyms.ts'
import { words } from './synonyms/synonym-types.ts'

const starts = new Set(['fivetranstart', 'dbtvalidfrom'])
const ends = new Set(['fivetranend', 'dbtvalidto'])
const actives = new Set(['fivetranactive', 'dbtiscurrent'])
/** A version's own columns; they say when its cells held, not what they were. */
const versionKeys = new Set([...starts, ...ends, ...actives, 'fivetransynced', 'dbtscdid', 'dbtupdatedat'])

const propertyKeys = new Set(
  words(
    'name, property, property_name, value, property_value, timestamp, timestamp_instant, source, source_id',
    'source_type, source_label, updated_by_user_id, archived, company_id, contact_id, deal_id, ticket_id, object_id',
    'record_id, _fivetran_synced, _fivetran_start, _fivetran_end, _fivetran_active, _fivetran_deleted',
  ).map(headerKey),
)

type Find = (keys: ReadonlySet<string> | readonly string[]) => ColumnEvidence | undefined

/** Files that keep what things were, as connectors and APIs write them; null for anything else. */
export function recogniseHistory(fileName: string, sheet: string | null, columns: readonly ColumnEvidence[]): KindVerdict | null {
  const find: Find = (keys) =>
    columns.find(({ header }) => (Array.isArray(keys) ? keys.includes(headerKey(header)) : new Set(keys).has(headerKey(header))))
  const name = sheet === null ? fileName : `${sheet} ${fileName}`
  return propertyHistory(columns, find) ?? stageHistory(columns, find) ?? savedDeals(columns, find) ?? versions(name, columns, find)
}

/** HubSpot: one row per value a property ever had. */
function propertyHistory(columns: readonly ColumnEvidence[], find: Find): KindVerdict | null {
  const record = find(['dealid', 'companyid', 'contactid', 'ticketid', 'objectid', 'recordid'])
  const property = find(['property', 'propertyname', 'name'])
  const value = find(['value', 'propertyvalue'])
  const at = find(['timestamp', 'timestampinstant'])
  if (!record || !property || !value || !at || columns.some(({ header }) => !propertyKeys.has(headerKey(header)))) return null
  const roles = new Map([
    [record, 'record'],
    [property, 'source_field'],
    [value, 'new_value'],
    [at, 'changed_at'],
  ])
  const by = find(['updatedbyuserid'])
  if (by) roles.set(by, 'changed_by')
  return verdict('field_change', columns, roles, {
    zh: '每行是一个属性在某一时间的值：属性变更历史',
    en: 'every row is the value of a property at a time: a property history',
  })
}

/** Fivetran's HubSpot deal_stage: one row per stage a deal entered. `_fivetran_end` of a stay that lasts is a far day, so it is no leaving. */
function stageHistory(columns: readonly ColumnEvidence[], find: Find): KindVerdict | null {
  const deal = find(['dealid', 'opportunityid'])
  const value = find(['value'])
  const at = find(['dateentered'])
  if (!deal || !value || !at || !find(starts)) return null
  const roles = new Map([
    [deal, 'opportunity'],
    [value, 'stage'],
    [at, 'entered_at'],
  ])
  return verdict('stage_visit', columns, roles, {
    zh: '每行是商机进入一个阶段：阶段记录',
    en: 'every row is a deal entering a stage: a stage history',
  })
}

/** Salesforce's OpportunityHistory: one row per save of a deal. A row that has an id of its own and names a deal by another is no deal. */
function savedDeals(columns: readonly ColumnEvidence[], find: Find): KindVerdict | null {
  const hasAll = [['id', 'historyid'], ['opportunityid'], ['stagename', 'stage'], ['createddate']].every((keys) => find(keys) !== undefined)
  if (!hasAll || find(['name', 'opportunityname']) || find(starts)) return null
  return {
    kind: 'stage_visit',
    confidence: 0.95,
    reason: { zh: '每行是商机的一次保存：阶段与字段的历史', en: 'every row is a save of a deal: a history of its stage and fields' },
    assignment: assignColumns('stage_visit', columns),
  }
}

function verdict(
  kind: ModelKind,
  columns: readonly ColumnEvidence[],
  roles: ReadonlyMap<ColumnEvidence, string>,
  reason: LocalText,
): KindVerdict {
  const drafts = columns.map((evidence) => {
    const role = roles.get(evidence)
    return role === undefined ? unmappedDraft(evidence) : mappedDraft(evidence, `${kind}.${role}`, 0.95, reason)
  })
  return { kind, confidence: 0.95, reason, assignment: { kind, columns: drafts, rivalries: [], score: 0 } }
}

/**
 * Row versions (Fivetran's history mode, dbt snapshots): all columns of a thing, from when to when they held. Every column
 * names what it is of the thing in `also`; the file itself gives versions of records.
 */
function versions(fileName: string, columns: readonly ColumnEvidence[], find: Find): KindVerdict | null {
  const start = find(starts)
  const end = find(ends)
  if (!start || !end) return null
  const own = columns.filter(({ header }) => !versionKeys.has(headerKey(header)))
  const entity = objectOfFile(fileName)
  if (entity === null) return null
  const assigned = assignColumns(entity, own)
  const id = idOf(entity, own)
  if (id === undefined) return null
  const reason: LocalText = {
    zh: `每行是一条记录在一段时间内的样子（“${start.header}”至“${end.header}”）：历史版本`,
    en: `every row is what a record was from "${start.header}" to "${end.header}": its versions`,
  }
  const drafts = columns.map((evidence) => versionColumn(evidence, { entity, assigned, start, id, reason }))
  return { kind: 'field_change', confidence: 0.95, reason, assignment: { kind: 'field_change', columns: drafts, rivalries: [], score: 0 } }
}

/** Versions repeat the id of their record, so that it can't be told by its values. */
function idOf(entity: ModelKind, columns: readonly ColumnEvidence[]): ColumnEvidence | undefined {
  const named = columns.find(({ header }) => headerKey(header) === 'id')
  return (
    named ??
    columns.find(({ header }) => matchHeader(entity, header).some(({ column, strength }) => column === 'source_id' && strength !== 'weak'))
  )
}

interface VersionShape {
  readonly entity: ModelKind
  readonly assigned: Assignment
  readonly start: ColumnEvidence
  readonly id: ColumnEvidence
  readonly reason: LocalText
}

function versionColumn(evidence: ColumnEvidence, { entity, assigned, start, id, reason }: VersionShape): ColumnDraft {
  const key = headerKey(evidence.header)
  if (evidence === start) return mappedDraft(evidence, 'field_change.changed_at', 0.95, reason)
  if (ends.has(key)) return { ...mappedDraft(evidence, 'field_change.changed_at', 0.95, reason), target: null, also: ['version.ends_at'] }
  if (versionKeys.has(key)) return unmappedDraft(evidence)
  if (evidence === id) return { ...mappedDraft(evidence, 'field_change.record', 0.95, reason), also: [`${entity}.source_id`] }
  const draft = assigned.columns.find((column) => column.evidence === evidence) ?? unmappedDraft(evidence)
  const target = draft.target === `${entity}.source_id` ? null : draft.target
  return { ...(target === null ? unmappedDraft(evidence) : draft), target: null, also: [target ?? entity] }
}

/** Is the file one of row versions? */
export function isVersions({ kind, columns }: { readonly kind: string; readonly columns: readonly ColumnDraft[] }): boolean {
  return kind === 'field_change' && columns.some(({ also }) => also.includes('version.ends_at'))
}

/** The entities that a loaded file of row versions describes beside its versions. */
export function versionedKinds({ columns }: { readonly columns: readonly { readonly also: readonly string[] }[] }): readonly string[] {
  if (!columns.some(({ also }) => also.includes('version.ends_at'))) return []
  return columns.flatMap(({ also }) => also.filter((target) => target.endsWith('.source_id')).map((target) => target.split('.')[0] ?? ''))
}

/** What the rows of a history speak of: null where a column says it row by row, or nothing does. */
export function historyObject(draft: {
  readonly table: { readonly name: string; readonly sheet: string | null }
  readonly columns: readonly ColumnDraft[]
}): ModelKind | null {
  const { columns, table } = draft
  const version = columns.find(({ target }) => target === 'field_change.record')?.also[0]
  if (version !== undefined) return (version.split('.')[0] ?? null) as ModelKind | null
  if (columns.some(({ target }) => target === 'field_change.entity')) return null
  const record = columns.find(({ target }) => target === 'field_change.record')
  const byHeader = record === undefined ? null : objectOfHeader(record.evidence.header)
  return byHeader ?? objectOfFile(table.sheet === null ? table.name : `${table.sheet} ${table.name}`)
}

/** A column that claims to name the object has to name objects: `对象名称` may as well hold the record's own name. */
export function refineObjects(columns: readonly ColumnDraft[]): readonly ColumnDraft[] {
  return columns.map((column) => {
    if (column.target !== 'field_change.entity') return column
    const { values } = column.evidence
    const named = values.filter((value) => objectNamed(value) !== null).length
    if (values.length > 0 && named * 2 >= values.length) return column
    const isFree = !columns.some(({ target }) => target === 'field_change.record')
    return isFree ? mappedDraft(column.evidence, 'field_change.record', 0.8, column.reason) : unmappedDraft(column.evidence)
  })
}
