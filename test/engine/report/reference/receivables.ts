import { dayOf, daysBetween, plusDays } from './calendar.ts'
import { summing } from './deals.ts'
import { linkInstalment, linkInvoice } from './later-links.ts'
import type { Allocation, Instalment, Invoice } from './later-rows.ts'
import type { Linked, World } from './linked.ts'
import { divided, share, sumOf, yes, countOf, type Item, type MakeMetric, type Params, type Part } from './metric.ts'
import { converted } from './money.ts'
import type { Text } from './rows.ts'
import { isConfirmed, isStanding, paymentPart } from './sales.ts'

const live = <Row extends { readonly is_deleted: boolean }>(rows: readonly Row[]): readonly Row[] => rows.filter((row) => !row.is_deleted)

/** The day an instalment falls due: as it was planned first, or as it is planned now. */
const dueOn = ({ due_on, original_due_on }: Instalment, { plan = 'original' }: Params): Text =>
  plan === 'current' ? (due_on ?? original_due_on) : (original_due_on ?? due_on)

/** An instalment of a void contract, or of an order that is none, is not owed. */
const instalments = (world: World): readonly Instalment[] =>
  live(world.model.rows.instalment).filter((one) => {
    const [contract, order] = [world.contract(one.contract), world.order(one.order)]
    return contract === null ? order === null || isConfirmed(order) : isStanding(contract.status)
  })

interface Paid {
  readonly on: Text
  readonly amount: number
}

/** What was received of a claim, by the day of the payment; a deleted or void payment paid nothing. */
function paidOf(world: World, isOf: (allocation: Allocation) => boolean): Paid[] {
  return live(world.model.rows.payment_allocation)
    .filter(isOf)
    .flatMap(({ payment, amount }) => {
      const paid = world.model.rows.payment.find((one) => one.source_id === payment)
      if (paid === undefined || paid.is_deleted || !isStanding(paid.status) || amount === null) return []
      return [{ on: paid.received_at, amount }]
    })
}

const sumBy = (paid: readonly Paid[], day: string): number =>
  paid.reduce((sum, { on, amount }) => sum + (on !== null && dayOf(on) <= day ? amount : 0), 0)

/** Whether all was paid on some day until then, payment by payment, whatever was given back later. */
function wasPaid({ paid, amount }: Claim, day: string): boolean {
  let sum = 0
  return paid
    .toSorted((a, b) => dayOf(a.on ?? '9999-12-31').localeCompare(dayOf(b.on ?? '9999-12-31')))
    .some((one) => {
      sum += one.amount
      return one.on !== null && dayOf(one.on) <= day && amount !== null && sum >= amount
    })
}

/** A claim is worth what the rate of its own day says, and so is what was paid of it. */
interface Claim {
  readonly thing: Instalment | Invoice
  readonly linked: Linked
  /** From this day on it is owed. */
  readonly since: Text
  readonly due: Text
  readonly amount: number | null
  readonly paid: readonly Paid[]
  /** The day whose rate a balance has. */
  readonly ratedOn: Text
  money(amount: number | null, day?: Text): number | null
}

const planned = (world: World, params: Params): Claim[] =>
  instalments(world).map((instalment) => {
    const due = dueOn(instalment, params)
    const linked = linkInstalment(world, instalment)
    return {
      thing: instalment,
      linked,
      since: world.contract(instalment.contract)?.signed_at ?? linked.order?.ordered_at ?? dueOn(instalment, {}),
      due,
      amount: instalment.amount,
      paid: paidOf(world, (allocation) => allocation.instalment === instalment.source_id),
      money: (amount, day = due) => converted(world.model, amount, instalment.currency, day),
      ratedOn: dueOn(instalment, {}),
    }
  })

const invoiced = (world: World): Claim[] =>
  live(world.model.rows.invoice)
    .filter(({ status }) => isStanding(status))
    .map((invoice) => ({
      thing: invoice,
      linked: linkInvoice(world, invoice),
      since: invoice.issued_on,
      // Without a day of its own it is due at once.
      due: invoice.due_on ?? invoice.issued_on,
      amount: grossOf(invoice),
      paid: paidOf(world, (allocation) => allocation.invoice === invoice.source_id),
      money: (amount, day = invoice.issued_on) => converted(world.model, amount, invoice.currency, day),
      ratedOn: invoice.issued_on,
    }))

/** A credit note takes away, whichever sign its source gives it. */
function grossOf({ kind, gross, net, tax }: Invoice): number | null {
  const amount = gross ?? (net === null ? null : net + (tax ?? 0))
  const isCredit = ['credit', '红字', '贷项'].some((word) => (kind ?? '').toLowerCase().includes(word))
  return amount !== null && isCredit ? -Math.abs(amount) : amount
}

/** Invoices, else the payment plan; the plan alone where it is asked for. */
const claims = (world: World, { from = 'invoices' }: Params): Claim[] =>
  from === 'plan' || invoiced(world).length === 0 ? planned(world, { plan: 'current' }) : invoiced(world)

const isOwed = ({ since }: Claim, day: string): boolean => since !== null && dayOf(since) <= day
/** Of a claim that does not say how much nothing is known to be left. */
const leftOf = (claim: Claim, day: string): number | null =>
  claim.amount === null ? null : claim.money(claim.amount - sumBy(claim.paid, day), claim.ratedOn)
const isOverdue = ({ due }: Claim, day: string): boolean => due !== null && dayOf(due) < day

const balance = (world: World, params: Params, counts: (claim: Claim, day: string) => boolean): Part => ({
  fact: 'receivable',
  isAsOf: true,
  first: () =>
    [...planned(world, params), ...invoiced(world)].flatMap(({ since }) => (since === null ? [] : [dayOf(since)])).toSorted()[0] ?? null,
  items: ({ asOf }) =>
    claims(world, params)
      .filter((claim) => isOwed(claim, asOf) && counts(claim, asOf) && (leftOf(claim, asOf) ?? 0) !== 0)
      .map((claim): Item => ({ at: null, linked: { ...claim.linked, claim }, thing: claim.thing, value: leftOf(claim, asOf) })),
})

/** Days late as of a day, in the bands of C-DSO. */
export function ageingOf(due: Text, asOf: string): string {
  const late = due === null ? 0 : daysBetween(due, asOf)
  if (late <= 0) return 'not-due'
  const bands = [30, 60, 90, 180]
  const last = bands.findIndex((most) => late <= most)
  return last < 0 ? '>180' : `${(bands[last - 1] ?? 0) + 1}-${bands[last]}`
}

/** Instalments that are due by now, on their day. */
function dueClaims(world: World, params: Params, value: (claim: Claim, asOf: string) => number | null): Part {
  return {
    fact: 'instalment',
    items: ({ asOf }) =>
      planned(world, params).flatMap((claim): Item[] =>
        claim.due === null || dayOf(claim.due) > asOf
          ? []
          : [{ at: claim.due, linked: claim.linked, thing: claim.thing, value: value(claim, asOf) }],
      ),
  }
}

const atMost = (paid: number, claim: Claim): number | null => claim.money(Math.max(0, Math.min(paid, claim.amount ?? 0)))

export const receivableMetrics: Readonly<Record<string, MakeMetric>> = {
  due_amount: (world, params) =>
    summing({
      fact: 'instalment',
      items: () =>
        planned(world, params).map((claim): Item => ({
          at: claim.due,
          linked: claim.linked,
          thing: claim.thing,
          value: claim.money(claim.amount),
        })),
    }),
  receivable_balance: (world, params) => summing(balance(world, params, () => true)),
  overdue_balance: (world, params) => summing(balance(world, params, isOverdue)),
  collection_rate(world, params) {
    const due = dueClaims(world, params, (claim) => claim.money(claim.amount))
    const got =
      params['variant'] === 'cohort'
        ? dueClaims(world, params, (claim, asOf) => atMost(sumBy(claim.paid, asOf), claim))
        : paymentPart(world)
    return {
      parts: [got, due],
      figure: ([received = [], wanted = []]) => divided(sumOf(received), sumOf(wanted)),
      n: ([, wanted = []]) => countOf(wanted),
    }
  },
  on_time_payment_rate(world, params) {
    const limit = (claim: Claim, asOf: string): string => {
      const day = plusDays(dayOf(claim.due ?? ''), Number(params['grace'] ?? 0))
      return day < asOf ? day : asOf
    }
    const inTime = (claim: Claim, asOf: string): number => sumBy(claim.paid, limit(claim, asOf))
    if (params['by'] !== 'amount') return share(dueClaims(world, params, (claim, asOf) => yes(wasPaid(claim, limit(claim, asOf)))))
    return {
      parts: [
        dueClaims(world, params, (claim, asOf) => atMost(inTime(claim, asOf), claim)),
        dueClaims(world, params, (claim) => claim.money(claim.amount)),
      ],
      figure: ([paid = [], wanted = []]) => divided(sumOf(paid), sumOf(wanted)),
      n: ([, wanted = []]) => countOf(wanted),
    }
  },
}
