import { dayOf, plusDays } from './calendar.ts'
import type { Allocation, Contract, Instalment, Invoice } from './later-rows.ts'
import type { Scene } from './random-model.ts'
import type { Model, Order, Payment } from './rows.ts'
import { isConfirmed, isStanding } from './sales.ts'

interface Sold {
  readonly contract: readonly Contract[]
  readonly order: readonly Order[]
  readonly payment: readonly Payment[]
}
interface Claims {
  readonly instalment: Instalment[]
  readonly invoice: Invoice[]
  readonly payment_allocation: Allocation[]
}

export function randomClaims(scene: Scene, sold: Sold): Claims {
  const { random, missing, size } = scene
  const many = <Value>(kind: string, make: (index: number) => Value): Value[] =>
    missing.has(kind) ? [] : Array.from({ length: random.whole(1, size * 2) }, (_, index) => make(index))
  // Where nothing is allocated payments pay the oldest first, which the reference does not work out.
  const isMatched = sold.payment.length === 0 || !missing.has('payment_allocation')
  if (!isMatched) return { instalment: [], invoice: [], payment_allocation: [] }
  const instalment = many('instalment', (index) => randomInstalment(scene, index, sold))
  const invoice = many('invoice', (index) => randomInvoice(scene, index, sold))
  return { instalment, invoice, payment_allocation: randomAllocations(scene, sold, instalment, invoice) }
}

function sale({ random }: Scene, { contract, order }: Sold): { contract: string | null; order: string | null } {
  const kind = random.pick(['contract', 'order', 'both', 'none'])
  const sold = order.length > 0 && (kind === 'order' || kind === 'both') ? random.pick(order) : null
  const signed = contract.length > 0 && kind === 'contract' ? random.pick(contract).source_id : null
  return { contract: kind === 'both' ? (sold?.contract ?? null) : signed, order: sold?.source_id ?? null }
}

/** Some were planned anew, some have no day. */
function randomInstalment({ random, world, ...scene }: Scene, index: number, sold: Sold): Instalment {
  const original = scene.day()
  return {
    source: 'crm',
    source_id: `instalment-${index + 1}`,
    is_deleted: scene.isDeleted(),
    owner: random.chance(0.6) ? null : random.pick(world.names.person),
    ...sale({ random, world, ...scene }, sold),
    due_on: random.chance(0.1) ? null : plusDays(original, random.pick([0, 0, 30, -10])),
    original_due_on: random.chance(0.3) ? null : original,
    amount: scene.amount() || null,
    currency: random.pick(scene.currencies),
  }
}

function randomInvoice({ random, world, ...scene }: Scene, index: number, sold: Sold): Invoice {
  const issued = scene.day()
  const isCredit = random.chance(0.12)
  const amount = scene.amount()
  const gross = amount === null || !isCredit ? amount : -amount
  return {
    source: 'crm',
    source_id: `invoice-${index + 1}`,
    is_deleted: scene.isDeleted(),
    owner: random.chance(0.6) ? null : random.pick(world.names.person),
    ...sale({ random, world, ...scene }, sold),
    account: random.chance(0.5) ? null : random.pick(world.names.account),
    kind: isCredit ? random.pick(['Credit note', '红字发票']) : random.pick([null, 'Invoice']),
    issued_on: random.chance(0.05) ? null : issued,
    due_on: random.chance(0.15) ? null : plusDays(dayOf(issued), random.pick([0, 30, 30, 60, 200])),
    net: gross === null || random.chance(0.3) ? null : gross,
    tax: null,
    gross,
    currency: random.pick(scene.currencies),
    status: random.pick([null, 'Issued', 'Paid', '已开票', 'Draft', 'Void', '作废', '未作废']),
  }
}

/** A payment pays one claim, a part of it, or two; some pay nothing that is known. */
function randomAllocations(
  { random, missing, ...scene }: Scene,
  sold: Sold,
  instalments: readonly Instalment[],
  invoices: readonly Invoice[],
): Allocation[] {
  if (missing.has('payment_allocation')) return []
  const certain = sold.payment.find((payment) => !payment.is_deleted && isStanding(payment.status))
  const owed = {
    invoice: invoices.find((one) => !one.is_deleted && isStanding(one.status)),
    instalment: instalments.find((one) => !one.is_deleted && isOwed(sold, one)),
  }
  const recorded: Allocation[] = (['invoice', 'instalment'] as const).flatMap((kind, index) =>
    certain === undefined || owed[kind] === undefined
      ? []
      : [
          {
            source: 'crm',
            source_id: `recorded-${index + 1}`,
            is_deleted: false,
            owner: null,
            payment: certain.source_id,
            invoice: null,
            instalment: null,
            amount: 20,
            [kind]: owed[kind].source_id,
          },
        ],
  )
  const allocated = sold.payment.flatMap((payment) =>
    Array.from({ length: random.pick([0, 1, 1, 2]) }, (_, index) => {
      const invoice = invoices.length > 0 && random.chance(0.5) ? random.pick(invoices) : null
      const instalment = instalments.length > 0 && (invoice === null || random.chance(0.4)) ? random.pick(instalments) : null
      return {
        source: 'crm',
        source_id: `${payment.source_id}-allocation-${index + 1}`,
        is_deleted: scene.isDeleted(),
        owner: null,
        payment: payment.source_id,
        invoice: invoice?.source_id ?? null,
        instalment: instalment?.source_id ?? null,
        amount: random.pick([payment.amount, invoice?.gross ?? null, instalment?.amount ?? null, 50]),
      }
    }),
  )
  return [...recorded, ...allocated]
}

/** The rows by which a model's payments are recorded for both kinds of claim. */
export function certainRows({ rows }: Model): ReadonlySet<object> {
  const recorded = rows.payment_allocation.filter(({ source_id }) => source_id.startsWith('recorded-'))
  const named = recorded.flatMap(({ payment, invoice, instalment }) => [
    ...rows.payment.filter((one) => one.source_id === payment),
    ...rows.invoice.filter((one) => one.source_id === invoice),
    ...rows.instalment.filter((one) => one.source_id === instalment),
  ])
  return new Set<object>([...recorded, ...named])
}

function isOwed({ contract, order }: Sold, instalment: Instalment): boolean {
  const signed = contract.find((one) => !one.is_deleted && one.source_id === instalment.contract)
  const sold = order.find((one) => !one.is_deleted && one.source_id === instalment.order)
  return signed === undefined ? sold === undefined || isConfirmed(sold) : isStanding(signed.status)
}
