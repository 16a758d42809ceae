import type { SettledLtvCacParams } from '../../../contract/study-ltv-cac.ts'
import type { StudyCell, StudyTableInput } from '../../../contract/study-result.ts'
import { dayText } from '../../report/calendar-days.ts'
import { fromUnits } from '../../sheets/exact.ts'
import { drillText } from '../drill.ts'
import { exactNumber } from '../exact-number.ts'
import { keyColumn, valueColumn } from '../study-columns.ts'
import { local } from '../words.ts'
import { cacKinds, type CohortValue } from './cohort-value.ts'
import type { LtvFacts } from './ltv-facts.ts'

export const kindWords = {
  paid: local('付费渠道', 'Paid'),
  blended: local('综合', 'Blended'),
  loaded: local('全成本', 'Fully loaded'),
}

/** See the answer's `costs`. */
export function costsTable({ values: { total } }: LtvFacts): StudyTableInput {
  return {
    id: 'costs',
    label: local('获客成本', 'What a customer costs'),
    columns: [
      keyColumn('kind', '口径', 'Kind', 'text', kindWords),
      valueColumn('spend', '投入', 'Spend', 'money', 'decimal'),
      valueColumn('customers', '新客户', 'New customers', 'count'),
      valueColumn('cac', '每个新客户成本', 'Cost of a new customer', 'money'),
    ],
    rows: cacKinds.map((kind) => ({
      kind,
      spend: total.spend === null ? null : exactNumber(fromUnits(total.spend[kind])),
      customers: kind === 'paid' ? total.wonPaid : total.won,
      cac: total.cac[kind],
    })),
    drills: cacKinds.map((kind) => drillText({ kind: kind === 'paid' ? 'paid' : 'won' })),
  }
}

/** See the answer's `curve`. */
export function curveTable({ values: { total } }: LtvFacts, { cac, basis }: SettledLtvCacParams): StudyTableInput {
  const cost = basis === 'margin' ? total.cac[cac] : null
  return {
    id: 'curve',
    label: local('回本曲线', 'Payback curve'),
    columns: [
      keyColumn('month', '第几个月末', 'End of month', 'integer'),
      valueColumn('n', '满此月数的客户', 'Customers that old', 'count'),
      valueColumn(
        'worth',
        basis === 'margin' ? '当月毛利' : '当月收入',
        basis === 'margin' ? 'Margin of the month' : 'Revenue of the month',
        'money',
      ),
      valueColumn(
        'cumulative',
        basis === 'margin' ? '客均累计毛利' : '客均累计收入',
        basis === 'margin' ? 'Margin per customer so far' : 'Revenue per customer so far',
        'money',
      ),
      valueColumn('cac', '获客成本', 'Cost of a customer', 'money'),
    ],
    rows: total.curve.map(({ month, customers, worth, cumulative }) => ({ month, n: customers, worth, cumulative, cac: cost })),
    drills: total.curve.map(({ month }) => drillText({ kind: 'members', months: month })),
  }
}

/** See the answer's `groups`: a group that only costs has no cost per customer, and its spend stays in the sum. */
export function groupsTable({ values, predictions, ofGroups }: LtvFacts, { cac: kind }: SettledLtvCacParams): StudyTableInput {
  const row = (value: CohortValue): Record<string, StudyCell> => ({
    group: value.group,
    customers: value.customers,
    spend: value.spend === null ? null : exactNumber(fromUnits(value.spend[kind])),
    cac: value.cac[kind],
    worth: values.hasBasis ? exactNumber(fromUnits(value.worth)) : null,
    ltv: value.ltv,
    ltv_to_cac: value.ltvToCac,
    payback: value.paybackMonth,
    ...(predictions?.worth ? { predicted: predictedOf(ofGroups.get(value.group)) } : {}),
  })
  return {
    id: 'groups',
    label: local('分组', 'By group'),
    columns: [
      keyColumn('group', '分组', 'Group'),
      valueColumn('customers', '新客户', 'New customers', 'count'),
      valueColumn('spend', '投入', 'Spend', 'money', 'decimal'),
      valueColumn('cac', '获客成本', 'Cost of a customer', 'money'),
      valueColumn('worth', '至今价值', 'Worth so far', 'money', 'decimal'),
      valueColumn('ltv', '客均价值', 'Worth of a customer', 'money'),
      valueColumn('ltv_to_cac', '价值 ÷ 成本', 'Worth ÷ cost', 'ratio'),
      valueColumn('payback', '回本月数', 'Months to earn it back', 'none', 'integer'),
      ...(predictions?.worth ? [valueColumn('predicted', '客均预测新增', 'Predicted to come, per customer', 'money')] : []),
    ],
    rows: values.groups.map(row),
    drills: values.groups.map(({ group }) => drillText({ kind: 'members', group })),
  }
}

function predictedOf(sum: { customers: number; worth: number | null } | undefined): number | null {
  return sum === undefined || sum.worth === null || sum.customers === 0 ? null : sum.worth / sum.customers
}

/** See the answer's `predicted`. */
export function predictedTable({ values, ofCohort, ofAll }: LtvFacts, { cac: kind, basis }: SettledLtvCacParams): StudyTableInput {
  const cost = basis === 'margin' ? values.total.cac[kind] : null
  const lines = [
    { who: 'cohort', sum: ofCohort },
    { who: 'all', sum: ofAll },
  ].flatMap(({ who, sum }) => (sum === null || sum.customers === 0 ? [] : [{ who, sum }]))
  return {
    id: 'predicted',
    label: local('预测', 'What is to come'),
    columns: [
      keyColumn('who', '客户', 'Customers', 'text', {
        cohort: local('期间内的新客户', 'Won in the period'),
        all: local('全部客户', 'All customers'),
      }),
      valueColumn('customers', '客户数', 'Number', 'count'),
      valueColumn('alive', '预计仍活跃', 'Expected still to buy', 'none'),
      valueColumn('purchases', '预计购买次数', 'Purchases expected', 'none'),
      valueColumn('worth', '预计价值（已折现）', 'Worth expected, discounted', 'money'),
      valueColumn('mean', '客均', 'Per customer', 'money'),
      valueColumn('lifetime', '客均至今加预计', 'Per customer, so far and expected', 'money'),
      valueColumn('ltv_to_cac', '价值 ÷ 成本', 'Worth ÷ cost', 'ratio'),
    ],
    rows: lines.map(({ who, sum }) => {
      const mean = predictedOf(sum)
      const soFar = values.hasBasis && values.total.customers > 0 ? Number(values.total.worth) / 10_000 / values.total.customers : null
      const lifetime = who === 'cohort' && mean !== null && soFar !== null ? soFar + mean : null
      return {
        who,
        customers: sum.customers,
        alive: sum.alive,
        purchases: sum.purchases,
        worth: sum.worth,
        mean,
        lifetime,
        ltv_to_cac: lifetime === null || cost === null || cost <= 0 ? null : lifetime / cost,
      }
    }),
    drills: lines.map(({ who }) => drillText({ kind: who === 'cohort' ? 'members' : 'everyone' })),
  }
}

/** See the answer's `customers`. */
export function customersTable({ model, predictions, list }: LtvFacts): StudyTableInput {
  const customers = model?.customers
  return {
    id: 'customers',
    label: local('客户预测', 'Customers'),
    columns: [
      keyColumn('name', '客户', 'Customer'),
      keyColumn('first_on', '首次购买', 'First bought', 'date'),
      valueColumn('repeats', '复购天数', 'Days bought again', 'none', 'integer'),
      valueColumn('recency', '首末购买相隔（周）', 'Weeks from first to last purchase', 'none'),
      valueColumn('age', '首购至今（周）', 'Weeks since the first purchase', 'none'),
      valueColumn('mean_spend', '复购日均金额', 'Money per day bought again', 'money'),
      valueColumn('worth', '至今价值', 'Worth so far', 'money'),
      valueColumn('alive', '仍活跃的概率', 'Chance to buy still', 'percent'),
      valueColumn('purchases', '预计购买次数', 'Purchases expected', 'none'),
      valueColumn('expected_spend', '预计单次金额', 'Money of a purchase to come', 'money'),
      valueColumn('predicted', '预计价值（已折现）', 'Worth expected, discounted', 'money'),
    ],
    rows:
      customers === undefined || predictions === null
        ? []
        : list.map(({ place, name }) => ({
            name,
            first_on: dayText(customers.startDays[place] ?? 0),
            repeats: customers.frequency[place] ?? null,
            recency: customers.recency[place] ?? null,
            age: customers.age[place] ?? null,
            mean_spend: numberOrNull(customers.spend[place]),
            worth: customers.worth[place] ?? null,
            alive: predictions.alive[place] ?? null,
            purchases: predictions.purchases[place] ?? null,
            expected_spend: predictions.spend?.[place] ?? null,
            predicted: predictions.worth?.[place] ?? null,
          })),
    drills: predictions === null ? [] : list.map(({ id }) => drillText({ kind: 'customer', id })),
  }
}

function numberOrNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value
}
