import type { CohortsParams } from '../../../contract/study-cohorts.ts'
import type { StudyCell, StudyTableInput } from '../../../contract/study-result.ts'
import type { LocalText } from '../../../contract/text.ts'
import { drillText } from '../drill.ts'
import { exactNumber } from '../exact-number.ts'
import { keyColumn, valueColumn } from '../study-columns.ts'
import { local } from '../words.ts'
import { periodName } from './cohort-periods.ts'
import type { CellRow, CohortFacts } from './cohort-rows.ts'

export const grainWords: Readonly<Record<CohortsParams['grain'], LocalText>> = {
  month: { zh: '月', en: 'Month' },
  quarter: { zh: '季', en: 'Quarter' },
  year: { zh: '年', en: 'Year' },
}

export const allCohorts = { all: local('加权平均', 'Weighted mean') }

export function cohortColumn({ grain }: CohortsParams) {
  return keyColumn('cohort', '同期群', `Cohort (${grainWords[grain].en.toLowerCase()})`, 'text', allCohorts)
}

/** The customers who count as back: in the very period, or in it or later. */
export function backOf({ bought, bought_later }: Pick<CellRow, 'bought' | 'bought_later'>, { returned }: CohortsParams): number {
  return returned === 'on' ? bought : bought_later
}

export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

/** See the answer's `cells`: one row per cohort and age; a period that has not ended is open and has no number. */
export function cellsTable({ cells, width }: CohortFacts, params: CohortsParams): StudyTableInput {
  const kind = params.returned === 'on' ? 'bought' : 'later'
  return {
    id: 'cells',
    label: local('同期群逐期明细', 'Cohorts period by period'),
    columns: [
      cohortColumn(params),
      keyColumn('age', `第几${grainWords[params.grain].zh}`, `${grainWords[params.grain].en} after the first`, 'integer'),
      keyColumn('state', '状态', 'State', 'text', { ended: local('已结束', 'Ended'), open: local('进行中', 'Under way') }),
      valueColumn('n', '客户数', 'Customers', 'count'),
      valueColumn('back', '回购客户', 'Customers back', 'count'),
      valueColumn('rate', '留存率', 'Retention', 'percent'),
      valueColumn('amount', '金额', 'Money', 'money', 'decimal'),
      valueColumn('money_rate', '金额相对首期', 'Money of the first period', 'percent'),
      valueColumn('cumulative', '客均累计金额', 'Money per customer so far', 'money'),
    ],
    rows: cells.map((cell): Record<string, StudyCell> => ({
      cohort: cell.cohort === null ? 'all' : periodName(cell.cohort, width),
      age: cell.age,
      state: cell.is_open ? 'open' : 'ended',
      n: cell.customers,
      ...(cell.is_open ? { back: null, rate: null, amount: null, money_rate: null, cumulative: null } : measured(cell, params)),
    })),
    drills: cells.map(({ cohort, age, is_open }) => (is_open ? null : drillText({ ...(cohort === null ? {} : { cohort }), age, kind }))),
  }
}

function measured(cell: CellRow, params: CohortsParams): Record<string, StudyCell> {
  const back = backOf(cell, params)
  const first = Number(cell.first_amount)
  return {
    back,
    rate: share(back, cell.customers),
    amount: exactNumber(cell.amount),
    money_rate: first > 0 ? Number(cell.amount) / first : null,
    cumulative: share(Number(cell.cumulative), cell.customers),
  }
}

/** See the answer's `triangle`: a line per cohort with its share of customers back at each age, and the weighted mean as the last line. */
export function triangleTable({ cells, cohorts, total, width }: CohortFacts, params: CohortsParams): StudyTableInput {
  const { grain } = params
  const oldest = Math.max(-1, ...cells.filter(({ is_open }) => !is_open).map(({ age }) => age))
  const ages = Array.from({ length: oldest + 1 }, (_, age) => age)
  const rateAt = (cohort: number | null, age: number): number | null => {
    const cell = cells.find((one) => one.cohort === cohort && one.age === age)
    return cell === undefined || cell.is_open ? null : share(backOf(cell, params), cell.customers)
  }
  const lines = total.customers === 0 ? [] : [...cohorts, total]
  return {
    id: 'triangle',
    label: local('留存三角', 'Retention triangle'),
    columns: [
      cohortColumn(params),
      valueColumn('n', '客户数', 'Customers', 'count'),
      ...ages.map((age) => valueColumn(`p${age}`, `第 ${age} ${grainWords[grain].zh}`, `${grainWords[grain].en} ${age}`, 'percent')),
    ],
    rows: lines.map(({ cohort, customers }) => ({
      cohort: cohort === null ? 'all' : periodName(cohort, width),
      n: customers,
      ...Object.fromEntries(ages.map((age) => [`p${age}`, rateAt(cohort, age)])),
    })),
    drills: lines.map(({ cohort }) => drillText({ ...(cohort === null ? {} : { cohort }), kind: 'all' })),
  }
}
