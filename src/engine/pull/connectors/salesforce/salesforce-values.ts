import type { SourceRecord } from '../../../ingest/readers/page-format.ts'
import { cellOf } from '../../../ingest/readers/page-values.ts'

/** The 15 characters that are the id; the three behind them only check its capitals. It is what files of the same records come to. */
export function plainId(id: string): string {
  return id.length === 18 ? id.slice(0, 15) : id
}

/** `2026-01-05T08:00:00.000+0000`, and with a Z as bulk results have it: one form that sorts. '' where it is no moment. */
export function stampOf(text: string): string {
  const moment = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
  return Number.isNaN(moment) ? '' : new Date(moment).toISOString()
}

/** A record with what is made of its fields, under names that begin with `$`. */
export function withValues(record: SourceRecord): SourceRecord {
  const { attributes: _attributes, ...fields } = record
  const text = (name: string): string => cellOf(fields[name])
  return {
    ...fields,
    $id: plainId(text('Id')),
    $stamp: stampOf(text('SystemModstamp') || text('CreatedDate')),
    $status: text('IsClosed') === '' ? '' : statusOf(text('IsClosed'), text('IsWon')),
    $share: share(text('Probability') || text('DefaultProbability')),
  }
}

function statusOf(isClosed: string, isWon: string): string {
  if (isWon === 'true') return 'won'
  return isClosed === 'true' ? 'lost' : 'open'
}

/** Percent as a share, to the last digit. */
function share(percent: string): string {
  const [, whole = '', fraction = ''] = /^(\d{1,3})(?:\.(\d+))?$/.exec(percent) ?? []
  if (whole === '') return ''
  const digits = whole.padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}${fraction}`
}
