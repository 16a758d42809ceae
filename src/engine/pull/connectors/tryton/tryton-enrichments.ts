import type { SourceRecord } from '../../../ingest/readers/page-format.ts'
import { cellOf } from '../../../ingest/readers/page-values.ts'
import type { TrytonClient } from './tryton-client.ts'
import { difference, referredId, sumOfProducts } from './tryton-values.ts'

/** What a record needs beside its own fields; it goes into the record under names that begin with `$`, beside what it was made of. */
export type Enrichment = 'addresses' | 'sale-lines' | 'invoice-terms' | 'payment-amounts'

type Enrich = (client: TrytonClient, records: readonly SourceRecord[]) => Promise<readonly SourceRecord[]>

const idsOf = (records: readonly SourceRecord[]): unknown[] => records.map(({ id }) => id)

function groupBy(rows: readonly SourceRecord[], field: string): ReadonlyMap<unknown, readonly SourceRecord[]> {
  const groups = new Map<unknown, SourceRecord[]>()
  for (const row of rows) groups.set(row[field], [...(groups.get(row[field]) ?? []), row])
  return groups
}

const searchRead = (client: TrytonClient, model: string, domain: readonly unknown[], fields: readonly string[]): Promise<SourceRecord[]> =>
  client.call(`model.${model}.search_read`, [domain, 0, null, [['id', 'ASC']], fields])

const addresses: Enrich = async (client, records) => {
  const rows = await searchRead(client, 'party.address', [['party', 'in', idsOf(records)]], ['party', 'city', 'country.rec_name'])
  const byParty = groupBy(rows, 'party')
  return records.map((record) => ({ ...record, $address: byParty.get(record['id'])?.[0] ?? null }))
}

const saleLines: Enrich = async (client, records) => {
  const fields = ['sale', 'quantity', 'actual_quantity', 'unit_price']
  const domain = [
    ['sale', 'in', idsOf(records)],
    ['type', '=', 'line'],
  ]
  const bySale = groupBy(await searchRead(client, 'sale.line', domain, fields), 'sale')
  return records.map((record) => {
    const lines = bySale.get(record['id']) ?? []
    const products = lines.map(
      (line) => [cellOf(line['actual_quantity'] ?? line['quantity']) || '0', cellOf(line['unit_price']) || '0'] as const,
    )
    return { ...record, $lines: lines, $net: sumOfProducts(products), $opportunity: referredId(record['origin'], 'sale.opportunity') }
  })
}

const invoiceTerms: Enrich = async (client, records) => {
  const ids = records.flatMap((record) => (record['lines_to_pay'] as readonly unknown[] | null) ?? [])
  const rows = ids.length === 0 ? [] : await client.call<SourceRecord[]>('model.account.move.line.read', [ids, ['maturity_date']])
  const due = new Map(rows.map((row) => [row['id'], cellOf(row['maturity_date'])]))
  return records.map((record) => {
    const days = ((record['lines_to_pay'] as readonly unknown[] | null) ?? []).map((id) => due.get(id) ?? '').filter((day) => day !== '')
    return {
      ...record,
      $due: days.toSorted().at(-1) ?? null,
      $kind: cellOf(record['total_amount']).startsWith('-') ? 'credit note' : 'invoice',
      $status: statusOf(record),
    }
  })
}

/**
 * An invoice that a credit note took back is called cancelled, but its entry stands beside that of the credit note: both count. One
 * that is cancelled by an entry of its own counts no more.
 */
function statusOf(record: SourceRecord): string {
  const state = cellOf(record['state'])
  const origin = (record['cancel_move.'] as SourceRecord | null | undefined)?.['origin']
  const creditNote = referredId(origin, 'account.invoice')
  const isCredited = state === 'cancelled' && record['move'] !== null && creditNote !== null && creditNote !== cellOf(record['id'])
  if (isCredited) return 'credited'
  // Not issued yet.
  return state === 'validated' ? 'draft, validated' : state
}

const paymentAmounts: Enrich = async (_client, records) =>
  records.map((record) => ({ ...record, $amount: difference(cellOf(record['credit']) || '0', cellOf(record['debit']) || '0') }))

export const enrichments: Readonly<Record<Enrichment, Enrich>> = {
  addresses,
  'sale-lines': saleLines,
  'invoice-terms': invoiceTerms,
  'payment-amounts': paymentAmounts,
}
