import type { LocalText } from '../../../contract/text.ts'
import type { ColumnDraft } from './column-draft.ts'
import { matchHeader } from './match-header.ts'

const allocated = ['invoice', 'instalment'] as const
export type Allocated = (typeof allocated)[number]

const reasons: Readonly<Record<Allocated, LocalText>> = {
  invoice: { zh: '这笔回款核销的发票', en: 'the invoice this payment settles' },
  instalment: { zh: '这笔回款对应的回款计划', en: 'the instalment this payment settles' },
}

/** A payment that names the invoice or the instalment it settles says what it paid: all of its amount goes there. */
export function refineAllocations(columns: readonly ColumnDraft[]): readonly ColumnDraft[] {
  return columns.map((column) => {
    if (column.target !== null || column.evidence.values.length === 0) return column
    const settled = matchHeader('payment_allocation', column.evidence.header).find(({ column: name }) => isAllocated(name))
    if (settled === undefined) return column
    return allocating(column, `payment_allocation.${settled.column}`, reasons[settled.column === 'invoice' ? 'invoice' : 'instalment'])
  })
}

/** The column as the name of what a payment settles. */
export function allocating(column: ColumnDraft, target: string, reason: LocalText): ColumnDraft {
  return { ...column, target: null, type: 'text', format: undefined, also: [target], reason }
}

function isAllocated(name: string): name is Allocated {
  return allocated.some((known) => known === name)
}

/** What of an allocation a column fills beside its own: null for none. */
export function allocatedBy({ also }: Pick<ColumnDraft, 'also'>): Allocated | null {
  return allocated.find((name) => also.includes(`payment_allocation.${name}`)) ?? null
}
