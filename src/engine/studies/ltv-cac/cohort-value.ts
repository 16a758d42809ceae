import type { SettledLtvCacParams } from '../../../contract/study-ltv-cac.ts'
import { readingStatement } from '../../report/stack.ts'
import { toUnits } from '../../sheets/exact.ts'
import { stepOf, type StudyScope } from '../scope.ts'
import { readAcquisition, type Acquisition, type SpendRow } from './acquisition.ts'
import { membersOf, purchasesOf, readMargin, wonDays, type Days, type Margin } from './ltv-steps.ts'

export type CohortQuestion = Pick<SettledLtvCacParams, 'filters' | 'by' | 'basis' | 'marginRate' | 'cac' | 'lagMonths' | 'months'>

export type CacKind = SettledLtvCacParams['cac']
export const cacKinds: readonly CacKind[] = ['paid', 'blended', 'loaded']

/** The end of a month of age, from 1: what its customers brought up to then. */
export interface CurvePoint {
  readonly month: number
  /** Who have lived it to its end. */
  readonly customers: number
  readonly worth: number
  /** Per customer, all months up to this one. */
  readonly cumulative: number
}

/** What the customers won in some days are worth, and what they cost. Money per customer is null where there is nothing to divide by, or no basis. */
export interface CohortValue {
  /** The value of the breakdown; null also for the empty one, and for all. */
  readonly group: string | null
  readonly won: number
  readonly wonPaid: number
  /** Of these the worth is told: all who were won, or those who came through a paid channel. */
  readonly customers: number
  /** So far, in ten-thousandths. */
  readonly worth: bigint
  readonly revenue: bigint
  readonly spend: Readonly<Record<CacKind, bigint>> | null
  readonly cac: Readonly<Record<CacKind, number | null>>
  readonly curve: readonly CurvePoint[]
  /** How many have lived the first month to its end, the second … */
  readonly lived: readonly number[]
  /** Per customer, up to the month that was asked for or so far. */
  readonly ltv: number | null
  /** On margin only. */
  readonly ltvToCac: number | null
  /** The month of age at whose end the worth has reached the cost. */
  readonly paybackMonth: number | null
}

export interface CohortValues {
  readonly days: Days
  readonly margin: Margin
  /** Worth can be told: on revenue always, on margin where a cost or a rate is known. */
  readonly hasBasis: boolean
  readonly acquisition: Acquisition
  readonly total: CohortValue
  readonly groups: readonly CohortValue[]
}

interface TotalRow {
  readonly value: string | null
  readonly won: number
  readonly won_paid: number
  readonly customers: number
  readonly worth: string
  readonly revenue: string
}

interface MonthRow {
  readonly value: string | null
  readonly month: number
  readonly customers: number
  readonly worth: string
}

const mostMonths = 120
/** The curve ends where fewer than one in so many customers is that old: it would tell of a handful. */
const fewestOld = 5

/**
 * The worth and the cost of the customers whose first purchase lies in the period of the scope, in all and by the breakdown: what the metrics
 * ltv_cohort (`ltv`), ltv_to_cac (`ltvToCac`) and cac_payback_months (`paybackMonth`) are made of. Money in the reporting currency.
 * Fails with `missing-exchange-rate`, `unknown-field`, `unreachable-dimension`, `invalid-report`, `cancelled`.
 */
export async function readCohortValues(scope: StudyScope, question: CohortQuestion): Promise<CohortValues> {
  const days = wonDays(scope)
  const margin = await readMargin(scope)
  const acquisition = await readAcquisition(scope, question, days)
  const hasBasis = question.basis === 'revenue' || (question.marginRate ?? margin.rate) !== null
  const read = async (isGrouped: boolean): Promise<CohortValue[]> => {
    const steps = { members: membersOf(scope, question.filters, question.by, days), purchases: purchasesOf(scope, question, margin) }
    if (!isGrouped && (scope.data.unconverted.has('order') || scope.data.unconverted.has('opportunity')))
      await scope.refuseUnrated(
        readingStatement(readingStatement(stepOf('ltv-cac/money.sql'), 'members', steps.members), 'purchases', steps.purchases),
      )
    const asked = { is_grouped: isGrouped, is_paid_only: question.cac === 'paid' }
    const totals = await scope.rows<TotalRow>('ltv-cac/totals.sql', asked, steps)
    const months = await scope.rows<MonthRow>('ltv-cac/months.sql', { ...asked, as_of: scope.asOf, most: mostMonths }, steps)
    const spending = isGrouped ? acquisition.groups : acquisition.total === null ? [] : [acquisition.total]
    return valuesOf(question, { totals, months, spending, hasBasis })
  }
  const [total] = await read(false)
  return {
    days,
    margin,
    hasBasis,
    acquisition,
    total: total ?? valueOf(question, { value: null, row: null, months: [], spend: null, hasBasis }),
    groups: question.by === null ? [] : await read(true),
  }
}

interface Found {
  readonly totals: readonly TotalRow[]
  readonly months: readonly MonthRow[]
  readonly spending: readonly SpendRow[]
  readonly hasBasis: boolean
}

/** Groups with customers in their order, then those that only cost. */
function valuesOf(question: CohortQuestion, { totals, months, spending, hasBasis }: Found): CohortValue[] {
  const names = [...new Set([...totals, ...spending].map(({ value }) => value))]
  return names.map((value) =>
    valueOf(question, {
      value,
      row: totals.find((one) => one.value === value) ?? null,
      months: months.filter((one) => one.value === value),
      spend: spending.find((one) => one.value === value) ?? null,
      hasBasis,
    }),
  )
}

interface Parts {
  readonly value: string | null
  readonly row: TotalRow | null
  readonly months: readonly MonthRow[]
  readonly spend: SpendRow | null
  readonly hasBasis: boolean
}

function valueOf({ cac: kind, months: horizon, basis }: CohortQuestion, { value, row, months, spend, hasBasis }: Parts): CohortValue {
  const customers = row?.customers ?? 0
  const worth = toUnits(row?.worth ?? '0')
  const curve = curveOf(hasBasis ? months.filter((month) => month.customers * fewestOld >= customers) : [])
  const money = spend === null ? null : { paid: toUnits(spend.paid), blended: toUnits(spend.programme), loaded: toUnits(spend.loaded) }
  const cac = {
    paid: perCustomer(money?.paid, row?.won_paid),
    blended: perCustomer(money?.blended, row?.won),
    loaded: perCustomer(money?.loaded, row?.won),
  }
  const soFar = hasBasis ? perCustomer(worth, customers) : null
  const ltv = horizon === null ? soFar : (curve.find(({ month }) => month === horizon)?.cumulative ?? null)
  const cost = basis === 'margin' ? cac[kind] : null
  return {
    group: value,
    won: row?.won ?? 0,
    wonPaid: row?.won_paid ?? 0,
    customers,
    worth,
    revenue: toUnits(row?.revenue ?? '0'),
    spend: money,
    cac,
    curve,
    lived: months.map((month) => month.customers),
    ltv,
    ltvToCac: ltv === null || cost === null || cost <= 0 ? null : ltv / cost,
    paybackMonth: cost === null || cost <= 0 ? null : (curve.find(({ cumulative }) => cumulative >= cost)?.month ?? null),
  }
}

function perCustomer(units: bigint | undefined, customers: number | undefined): number | null {
  return units === undefined || customers === undefined || customers === 0 ? null : Number(units) / 10_000 / customers
}

/** Each month adds what it brought per customer who lived it. */
function curveOf(months: readonly MonthRow[]): CurvePoint[] {
  let cumulative = 0
  return months.map(({ month, customers, worth }) => {
    cumulative += Number(worth) / customers
    return { month, customers, worth: Number(worth), cumulative }
  })
}
