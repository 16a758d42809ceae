import type { CohortsParams } from '../../../contract/study-cohorts.ts'
import type { StudyChart, StudyFigureInput } from '../../../contract/study-result.ts'
import { drillText } from '../drill.ts'
import { exactNumber } from '../exact-number.ts'
import { wilson } from '../proportion.ts'
import type { StudyScope } from '../scope.ts'
import type { StudyAnswer } from '../study.ts'
import { local } from '../words.ts'
import { backOf, cellsTable, grainWords, share, triangleTable } from './cohort-cells.ts'
import type { CohortFacts } from './cohort-rows.ts'
import { cohortsTable, groupsTable, ratesOf, retentionTable } from './cohort-tables.ts'
import { cohortCaveats, cohortDefinition, cohortHeadline } from './cohort-text.ts'

/** Cohorts as a sentence, figures and tables: `triangle`, `cells`, `cohorts`, `groups`, `retention`. */
export function cohortsAnswer(scope: StudyScope, params: CohortsParams, facts: CohortFacts): StudyAnswer {
  return {
    headline: cohortHeadline(scope, facts, params),
    figures: [...cohortFigures(facts, params), ...retentionFigures(facts)],
    tables: [
      triangleTable(facts, params),
      cellsTable(facts, params),
      cohortsTable(facts, params),
      ...(params.by === null ? [] : [groupsTable(facts, params)]),
      retentionTable(facts, params),
    ],
    charts: charts(params),
    definition: cohortDefinition(params),
    caveats: cohortCaveats(scope, params, facts),
    period: facts.days,
  }
}

function charts({ by }: CohortsParams): StudyChart[] {
  const cells = { table: 'cells', x: 'age', series: 'cohort' }
  return [
    { ...cells, id: 'retention', kind: 'cohort', label: local('留存率', 'Retention'), y: ['rate'] },
    { ...cells, id: 'curves', kind: 'line', label: local('各同期群的留存曲线', 'Retention of each cohort'), y: ['rate'] },
    { ...cells, id: 'money', kind: 'cohort', label: local('金额相对首期', 'Money of the first period'), y: ['money_rate'] },
    { ...cells, id: 'cumulative', kind: 'line', label: local('客均累计金额', 'Money per customer so far'), y: ['cumulative'] },
    ...(by === null
      ? []
      : [
          {
            id: 'groups',
            kind: 'line' as const,
            label: local('分组留存', 'Retention by group'),
            table: 'groups',
            x: 'age',
            y: ['rate'],
            series: 'group',
          },
        ]),
    {
      id: 'net',
      kind: 'line',
      label: local('NRR、GRR 与流失', 'NRR, GRR and churn'),
      table: 'retention',
      x: 'period',
      y: ['nrr', 'grr', 'customer_churn'],
    },
  ]
}

function cohortFigures({ total, cells, gaps }: CohortFacts, params: CohortsParams): StudyFigureInput[] {
  const { customers, again, amount } = total
  const nobody = customers === 0 ? local('这些日子没有新客户', 'No customer began in these days') : null
  const [next] = cells.filter(({ cohort, age }) => cohort === null && age === 1)
  const grain = grainWords[params.grain]
  return [
    {
      id: 'customers',
      label: local('客户数', 'Customers'),
      value: customers,
      unit: 'count',
      n: customers,
      drill: drillText({ kind: 'all' }),
    },
    {
      id: 'again_rate',
      label: local('复购率', 'Bought again'),
      value: share(again, customers),
      unit: 'percent',
      n: customers,
      interval: wilson(again, customers),
      reason: nobody,
      drill: customers === 0 ? null : drillText({ kind: 'again' }),
    },
    {
      id: 'next_rate',
      label: local(`第 1 ${grain.zh}留存率`, `Retention in ${grain.en.toLowerCase()} 1`),
      value: next === undefined ? null : share(backOf(next, params), next.customers),
      unit: 'percent',
      n: next?.customers ?? 0,
      interval: next === undefined ? null : wilson(backOf(next, params), next.customers),
      reason: next === undefined ? (nobody ?? local('还没有同期群走完这一期', 'No cohort has lived through that period yet')) : null,
      drill: next === undefined ? null : drillText({ age: 1, kind: params.returned === 'on' ? 'bought' : 'later' }),
    },
    { id: 'amount', label: local('至今金额', 'Money so far'), value: exactNumber(amount), unit: 'money', n: customers },
    {
      id: 'mean_amount',
      label: local('客均至今金额', 'Money per customer so far'),
      value: share(Number(amount), customers),
      unit: 'money',
      n: customers,
      reason: nobody,
    },
    {
      id: 'repurchase_p90',
      label: local('复购间隔（九成以内）', 'Nine in ten buy again within'),
      value: gaps.p90,
      unit: 'days',
      n: gaps.n,
      reason: gaps.p90 === null ? local('还没有客户买过两次', 'Nobody has bought twice yet') : null,
    },
  ]
}

/** Of the last window. */
function retentionFigures({ retention }: CohortFacts): StudyFigureInput[] {
  const last = retention.at(-1)
  const { nrr, grr, churn, lost } = last === undefined ? { nrr: null, grr: null, churn: null, lost: null } : ratesOf(last)
  const n = last?.customers ?? 0
  const without = local('此前没有客户有收入，无从比较', 'No customer had money before, so there is nothing to compare')
  const rate = (id: string, zh: string, en: string, value: number | null): StudyFigureInput => ({
    id,
    label: local(zh, en),
    value,
    unit: 'percent',
    n,
    reason: value === null ? without : null,
  })
  return [
    rate('nrr', '净收入留存率 NRR', 'Net revenue retention', nrr),
    rate('grr', '毛收入留存率 GRR', 'Gross revenue retention', grr),
    rate('money_churn', '收入流失率', 'Money churn', churn),
    {
      ...rate('customer_churn', '客户流失率', 'Customer churn', lost),
      n: last?.start_customers ?? 0,
      interval: last === undefined ? null : wilson(last.lost_customers, last.start_customers),
      reason: lost === null ? local('期初没有客户', 'There were no customers at the start') : null,
    },
  ]
}
