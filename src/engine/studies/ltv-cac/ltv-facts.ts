import type { SettledLtvCacParams } from '../../../contract/study-ltv-cac.ts'
import type { LocalText } from '../../../contract/text.ts'
import { local } from '../words.ts'
import type { CohortValue, CohortValues } from './cohort-value.ts'
import type { ModelFacts } from './customer-model.ts'
import type { PredictedSum, Predictions } from './predictions.ts'

/** One customer of the list, most predicted worth first. */
export interface ListedCustomer {
  readonly place: number
  readonly id: number
  readonly name: string | null
}

/** All that is known of one question. */
export interface LtvFacts {
  readonly values: CohortValues
  readonly model: ModelFacts | null
  readonly predictions: Predictions | null
  /** Of the customers whose worth is held against their cost, of each group of them, and of all customers ever. */
  readonly ofCohort: PredictedSum | null
  readonly ofGroups: ReadonlyMap<string | null, PredictedSum>
  readonly ofAll: PredictedSum | null
  readonly list: readonly ListedCustomer[]
}

/** Why a customer's worth, or what it is held against, has no number; null where it has. */
export interface Reasons {
  readonly cac: LocalText | null
  readonly ltv: LocalText | null
  readonly ratio: LocalText | null
  readonly payback: LocalText | null
}

const nobody = local('这些日子没有新客户', 'Nobody was won in these days')

/** Why one kind of acquisition cost has no number. */
export function cacReason(values: CohortValues, kind: SettledLtvCacParams['cac']): LocalText | null {
  const { total, acquisition } = values
  if (total.cac[kind] !== null) return null
  if (total.won === 0) return nobody
  return acquisition.reason ?? local('没有客户来自付费渠道', 'No customer came through a paid channel')
}

export function reasonsOf(values: CohortValues, { basis, cac: kind, months }: SettledLtvCacParams): Reasons {
  const { total, hasBasis } = values
  const cac = cacReason(values, kind)
  const ltv = total.ltv !== null ? null : ltvReason(total, hasBasis, months, kind)
  const mixed =
    basis === 'revenue' ? local('收入不能与成本相比，请按毛利看', 'Revenue is not held against a cost; look at the margin') : null
  const free =
    total.cac[kind] !== null && (total.cac[kind] ?? 0) <= 0 ? local('这些日子的投入为零', 'Spend came to nothing in these days') : null
  const cost = mixed ?? cac ?? free
  return {
    cac,
    ltv,
    ratio: total.ltvToCac === null ? (cost ?? ltv) : null,
    payback: total.paybackMonth === null ? (cost ?? (hasBasis ? notYet(total) : ltv)) : null,
  }
}

function ltvReason({ won, customers }: CohortValue, hasBasis: boolean, months: number | null, kind: SettledLtvCacParams['cac']): LocalText {
  if (won === 0) return nobody
  if (customers === 0 && kind === 'paid') return local('没有客户来自付费渠道', 'No customer came through a paid channel')
  if (!hasBasis)
    return local('没有一笔购买知道成本，请给出毛利率，或按收入看', 'No purchase knows its cost; give a margin rate, or look at revenue')
  return local(`满 ${months ?? 0} 个月的客户还不到五分之一`, `Fewer than one in five customers is ${months ?? 0} months old yet`)
}

function notYet({ curve }: CohortValue): LocalText {
  const last = curve.at(-1)
  if (last === undefined) return local('满一个月的客户还不到五分之一', 'Fewer than one in five customers is a month old yet')
  return local(`到第 ${last.month} 个月累计仍低于成本`, `After ${last.month} months a customer has not brought the cost yet`)
}
