import type { FileKind } from '../../../contract/imports.ts'
import type { ColumnPlan, TablePlan } from './table-plan.ts'
import { quoteIdentifier } from '../../database/identifier.ts'

/** How the rows of a file are told apart from one load to the next. */
export interface RowKey {
  /** SQL over the typed columns; null where a row has no key. */
  readonly expression: string
  /** Columns without which a row says nothing. */
  readonly required: readonly ColumnPlan[]
  /** May several rows have the same key? Then they are numbered: two expenses of a day are two expenses. */
  readonly isNumbered: boolean
}

const named: ReadonlySet<FileKind> = new Set(['account', 'person', 'team', 'product', 'pipeline', 'campaign', 'channel'])

const natural: Readonly<Partial<Record<FileKind, readonly string[]>>> = {
  spend: ['spent_on', 'channel', 'campaign', 'kind'],
  target: ['period_start', 'period_end', 'owner', 'team', 'metric'],
  stage_visit: ['opportunity', 'pipeline', 'stage', 'entered_at'],
  opportunity_line: ['opportunity', 'product'],
  order_line: ['order', 'product'],
  opportunity: ['name', 'account', 'created_at'],
  exchange_rate: ['from_currency', 'to_currency', 'valid_on'],
  stage: ['pipeline', 'name'],
  contact: ['name', 'account', 'email'],
  touch: ['happened_at', 'lead', 'contact', 'account', 'channel', 'campaign', 'kind'],
  opportunity_contact: ['opportunity', 'contact', 'role'],
  quote: ['opportunity', 'account', 'version', 'sent_at'],
  quote_line: ['quote', 'product'],
  contract: ['opportunity', 'account', 'signed_at'],
  delivery: ['order', 'promised_on'],
  instalment: ['contract', 'order', 'original_due_on', 'condition'],
  invoice: ['account', 'contract', 'order', 'kind', 'issued_on'],
  payment_allocation: ['payment', 'invoice', 'instalment'],
  ticket: ['account', 'kind', 'opened_at'],
  field_change: ['entity', 'record', 'source_field', 'old_value', 'new_value', 'changed_at'],
}

const required: Readonly<Partial<Record<FileKind, readonly string[]>>> = {
  stage_visit: ['opportunity', 'stage', 'entered_at'],
  opportunity_line: ['opportunity'],
  order_line: ['order'],
  spend: ['spent_on', 'amount'],
  target: ['period_start', 'amount'],
  stage: ['name'],
  exchange_rate: ['from_currency', 'rate'],
  touch: ['happened_at'],
  opportunity_contact: ['opportunity', 'contact'],
  quote_line: ['quote'],
  instalment: ['amount'],
  payment_allocation: ['payment', 'amount'],
  field_change: ['record', 'source_field', 'changed_at'],
}

/**
 * The key of a file's rows: its id column, else what names the thing, else what no two rows share by their nature, else the
 * row itself. Kinds that live by their name need one.
 */
export function rowKey(plan: TablePlan): RowKey {
  const find = (column: string): ColumnPlan | undefined =>
    plan.columns.find((candidate) => candidate.column === column && !candidate.isCustom)
  const needs = (required[plan.kind] ?? []).map(find).filter((column) => column !== undefined)
  const id = find('source_id')
  if (id) return { expression: 'v_source_id', required: [id, ...needs], isNumbered: false }
  const name = find('name')
  if (named.has(plan.kind) && name)
    return { expression: named.has(plan.kind) ? 'v_name' : '', required: [name, ...needs], isNumbered: false }
  const parts = (natural[plan.kind] ?? []).map(find).filter((column) => column !== undefined)
  const isTold = parts.length >= 2 || (parts.length === 1 && plan.kind === 'stage')
  const of = isTold ? parts : plan.columns
  if (of.length === 0) return { expression: `'row'`, required: needs, isNumbered: true }
  const isReadable = isTold && (plan.kind === 'stage' || plan.kind === 'stage_visit')
  return {
    expression: isReadable ? readable(of) : hashed(of),
    required: needs,
    isNumbered: plan.kind !== 'stage' && plan.kind !== 'field_change',
  }
}

export function valueName(column: string): string {
  return quoteIdentifier(`v_${column}`)
}

function hashed(columns: readonly ColumnPlan[]): string {
  return `printf('%016x', hash(${columns.map((column) => valueName(column.column)).join(', ')}))`
}

function readable(columns: readonly ColumnPlan[]): string {
  return `concat_ws('/', ${columns.map((column) => `coalesce(${valueName(column.column)}::varchar, '')`).join(', ')})`
}
