import type { CohortsParams } from '../../../contract/study-cohorts.ts'
import type { StudyCell, StudyTableInput } from '../../../contract/study-result.ts'
import { dayText } from '../../report/calendar-days.ts'
import { drillText } from '../drill.ts'
import { exactNumber } from '../exact-number.ts'
import { keyColumn, valueColumn } from '../study-columns.ts'
import { local } from '../words.ts'
import { backOf, cohortColumn, grainWords, share } from './cohort-cells.ts'
import { periodName } from './cohort-periods.ts'
import type { CohortFacts, RetentionRow } from './cohort-rows.ts'

/** See the answer's `cohorts`: what each brought so far, open periods too; the lines add up to the last. */
export function cohortsTable({ cohorts, total, width }: CohortFacts, params: CohortsParams): StudyTableInput {
  const lines = total.customers === 0 ? [] : [...cohorts, total]
  return {
    id: 'cohorts',
    label: local('各同期群至今', 'Cohorts so far'),
    columns: [
      { ...cohortColumn(params), words: { all: local('合计', 'All') } },
      valueColumn('customers', '客户数', 'Customers', 'count'),
      valueColumn('again', '再次购买', 'Bought again', 'count'),
      valueColumn('again_rate', '复购率', 'Share that bought again', 'percent'),
      valueColumn('amount', '至今金额', 'Money so far', 'money', 'decimal'),
      valueColumn('mean', '客均金额', 'Money per customer', 'money'),
    ],
    rows: lines.map(({ cohort, customers, again, amount }): Record<string, StudyCell> => ({
      cohort: cohort === null ? 'all' : periodName(cohort, width),
      customers,
      again,
      again_rate: share(again, customers),
      amount: exactNumber(amount),
      mean: share(Number(amount), customers),
    })),
    drills: lines.map(({ cohort }) => drillText({ ...(cohort === null ? {} : { cohort }), kind: 'all' })),
  }
}

/** See the answer's `groups`. */
export function groupsTable({ groups }: CohortFacts, params: CohortsParams): StudyTableInput {
  return {
    id: 'groups',
    label: local('分组留存', 'Retention by group'),
    columns: [
      keyColumn('group', '分组', 'Group'),
      keyColumn('age', `第几${grainWords[params.grain].zh}`, `${grainWords[params.grain].en} after the first`, 'integer'),
      valueColumn('n', '客户数', 'Customers', 'count'),
      valueColumn('back', '回购客户', 'Customers back', 'count'),
      valueColumn('rate', '留存率', 'Retention', 'percent'),
      valueColumn('amount', '金额', 'Money', 'money', 'decimal'),
    ],
    rows: groups.map((row) => ({
      group: row.value,
      age: row.age,
      n: row.customers,
      back: backOf(row, params),
      rate: share(backOf(row, params), row.customers),
      amount: exactNumber(row.amount),
    })),
    drills: groups.map(({ value, age }) => drillText({ age, kind: params.returned === 'on' ? 'bought' : 'later', group: value })),
  }
}

/** The rates of a window; null where there is nothing to divide by. */
export function ratesOf(row: RetentionRow): { nrr: number | null; grr: number | null; churn: number | null; lost: number | null } {
  const before = Number(row.before)
  const kept = (amount: number): number | null => (before > 0 ? amount / before : null)
  const stayed = before - Number(row.churned) - Number(row.less)
  return {
    nrr: kept(stayed + Number(row.more)),
    grr: kept(stayed),
    churn: kept(Number(row.churned) + Number(row.less)),
    lost: share(row.lost_customers, row.start_customers),
  }
}

/** See the answer's `retention`: money before less what was lost, plus what grew, came back and is new, is the money now. */
export function retentionTable({ retention, windows, width }: CohortFacts, params: CohortsParams): StudyTableInput {
  return {
    id: 'retention',
    label: local('收入与客户的留存', 'Retention of money and customers'),
    columns: [
      keyColumn('period', grainWords[params.grain].zh, grainWords[params.grain].en),
      keyColumn('from', '起', 'From', 'date'),
      keyColumn('to', '止', 'To', 'date'),
      valueColumn('n', '期初有收入的客户', 'Customers with money before', 'count'),
      valueColumn('nrr', 'NRR', 'NRR', 'percent'),
      valueColumn('grr', 'GRR', 'GRR', 'percent'),
      valueColumn('money_churn', '收入流失率', 'Money churn', 'percent'),
      valueColumn('customer_churn', '客户流失率', 'Customer churn', 'percent'),
      valueColumn('start_customers', '期初客户', 'Customers at the start', 'count'),
      valueColumn('lost_customers', '流失客户', 'Customers lost', 'count'),
      valueColumn('before', '此前收入', 'Money before', 'money', 'decimal'),
      valueColumn('gone', '流失', 'Lost with customers', 'money', 'decimal'),
      valueColumn('less', '减少', 'Less of those who stayed', 'money', 'decimal'),
      valueColumn('more', '增购', 'More of those who stayed', 'money', 'decimal'),
      valueColumn('returned', '回流', 'Of those who came back', 'money', 'decimal'),
      valueColumn('new', '新客户', 'Of new customers', 'money', 'decimal'),
      valueColumn('now', '本期收入', 'Money now', 'money', 'decimal'),
    ],
    rows: retention.flatMap((row) => {
      const window = windows[row.number]
      if (window === undefined) return []
      const { nrr, grr, churn, lost } = ratesOf(row)
      return [
        {
          period: periodName(window.place, width),
          from: dayText(window.now.from),
          to: dayText(window.now.to),
          n: row.customers,
          nrr,
          grr,
          money_churn: churn,
          customer_churn: lost,
          start_customers: row.start_customers,
          lost_customers: row.lost_customers,
          before: exactNumber(row.before),
          gone: exactNumber(row.churned),
          less: exactNumber(row.less),
          more: exactNumber(row.more),
          returned: exactNumber(row.back),
          new: exactNumber(row.new),
          now: exactNumber(row.now),
        },
      ]
    }),
  }
}
