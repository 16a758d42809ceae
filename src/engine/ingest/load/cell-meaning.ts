import type { ColumnEvidence } from '../recognise/column-evidence.ts'
import type { CellReading } from './cell-reading.ts'
import { changedValueReading, keyReading } from './key-reading.ts'

type Wrap = (text: string) => string

const words: Readonly<Record<string, Wrap>> = {
  'opportunity.status': (text) => `meta.parse_status(${text})`,
  'stage.kind': (text) => `meta.parse_stage_kind(${text})`,
  'activity.direction': (text) => `meta.parse_direction(${text})`,
  'invoice.kind': (text) => `meta.parse_invoice_kind(${text})`,
  'target.metric': (text) => `meta.parse_target_metric(${text})`,
}

const changedValues: ReadonlySet<string> = new Set(['field_change.old_value', 'field_change.new_value'])

/** Texts whose words mean something to the model, and ids as their systems decorate them; everything else stays as it came. */
export function meaningOf(target: string, reference: string | null, evidence: ColumnEvidence, base: CellReading): CellReading {
  const column = target.slice(target.indexOf('.') + 1)
  const wrap = words[target] ?? (column.endsWith('currency') ? (text: string) => `meta.parse_currency(${text})` : undefined)
  if (wrap) return { ...base, value: (cell) => wrap(base.value(cell)) }
  const isKey = reference !== null || column === 'source_id' || target === 'field_change.record'
  // Zoho writes ids as zcrm_123 in one export and 123 in another.
  if ((isKey || column === 'name') && evidence.values.some((value) => value.startsWith('zcrm_')))
    return { ...base, value: (cell) => `regexp_replace(${base.value(cell)}, '^zcrm_', '')` }
  if (reference === 'person' && evidence.values.some((value) => /[<(][^<>()]+@[^<>()]+[>)]\s*$/.test(value))) {
    return { ...base, value: (cell) => `regexp_replace(${base.value(cell)}, '\\s*[<(][^<>()]+@[^<>()]+[>)]$', '')` }
  }
  if (changedValues.has(target)) return changedValueReading(evidence, base)
  return isKey ? keyReading(evidence, base) : base
}
