import type { SettledLtvCacParams } from '../../../contract/study-ltv-cac.ts'
import type { StudyChart, StudyFigureInput } from '../../../contract/study-result.ts'
import type { LocalText } from '../../../contract/text.ts'
import { drillText } from '../drill.ts'
import type { StudyScope } from '../scope.ts'
import type { StudyAnswer } from '../study.ts'
import { local } from '../words.ts'
import { cacKinds } from './cohort-value.ts'
import { cacReason, reasonsOf, type LtvFacts } from './ltv-facts.ts'
import { costsTable, curveTable, customersTable, groupsTable, kindWords, predictedTable } from './ltv-tables.ts'
import { lagText, ltvCaveats, ltvDefinition, ltvHeadline } from './ltv-text.ts'
import { checksTable, holdOutTable, modelTable } from './model-tables.ts'
import { refusalText } from './refusal-text.ts'

/** Worth and cost as a sentence, figures and tables: `curve`, `costs`, `groups`, `predicted`, `checks`, `holdout`, `model`, `customers`. */
export function ltvAnswer(scope: StudyScope, params: SettledLtvCacParams, facts: LtvFacts, isUsualBasis: boolean): StudyAnswer {
  const { model, predictions } = facts
  return {
    headline: ltvHeadline(scope, facts, params),
    figures: [...valueFigures(facts, params), ...predictedFigures(facts, params)],
    tables: [
      curveTable(facts, params),
      costsTable(facts),
      ...(params.by === null ? [] : [groupsTable(facts, params)]),
      ...(predictions === null ? [] : [predictedTable(facts, params)]),
      ...(model === null ? [] : [checksTable(model)]),
      ...(model?.holdOut?.found ? [holdOutTable(model)] : []),
      ...(model !== null && 'alive' in model.fit ? [modelTable(model)] : []),
      ...(predictions === null ? [] : [customersTable(facts)]),
    ],
    charts: charts(facts, params),
    definition: ltvDefinition(facts, params),
    caveats: [...(isUsualBasis && params.basis === 'revenue' ? [noCostKnown] : []), ...ltvCaveats(scope, params, facts)],
    period: facts.values.days,
  }
}

const noCostKnown = local(
  '没有一笔购买知道成本，因此按收入看，不与获客成本相比；给出毛利率即可按毛利看。',
  'No purchase knows its cost, so worth is revenue and is not held against what customers cost; give a margin rate to look at margins.',
)

/** What has something to draw, the first that has as the main one. */
function charts({ values, model }: LtvFacts, { by }: SettledLtvCacParams): StudyChart[] {
  const curve: StudyChart = {
    id: 'curve',
    kind: 'line',
    label: local('回本曲线', 'Payback curve'),
    table: 'curve',
    x: 'month',
    y: ['cumulative', 'cac'],
  }
  const groups: StudyChart = {
    id: 'groups',
    kind: 'bar',
    label: local('分组：价值与成本', 'Worth and cost by group'),
    table: 'groups',
    x: 'group',
    y: ['ltv', 'cac'],
  }
  const holdOut: StudyChart = {
    id: 'holdout',
    kind: 'bar',
    label: local('预测与实际', 'Predicted and actual'),
    table: 'holdout',
    x: 'repeats',
    y: ['expected', 'actual'],
  }
  const costs: StudyChart = {
    id: 'costs',
    kind: 'bar',
    label: local('获客成本', 'What a customer costs'),
    table: 'costs',
    x: 'kind',
    y: ['cac'],
  }
  return [
    ...(values.total.curve.length === 0 ? [] : [curve]),
    ...(cacKinds.every((kind) => values.total.cac[kind] === null) ? [] : [costs]),
    ...(by === null ? [] : [groups]),
    ...(model?.holdOut?.found ? [holdOut] : []),
  ]
}

function valueFigures({ values }: LtvFacts, params: SettledLtvCacParams): StudyFigureInput[] {
  const { total, acquisition } = values
  const reasons = reasonsOf(values, params)
  const what = params.basis === 'margin' ? local('毛利', 'Margin') : local('收入', 'Revenue')
  const members = drillText({ kind: 'members' })
  return [
    {
      id: 'ltv_to_cac',
      label: local('价值 ÷ 获客成本', 'Worth ÷ cost of a customer'),
      value: total.ltvToCac,
      unit: 'ratio',
      n: total.customers,
      reason: reasons.ratio,
    },
    {
      id: 'ltv',
      label:
        params.months === null
          ? local(`客均${what.zh}，至今`, `${what.en} per customer so far`)
          : local(`客均${what.zh}，头 ${params.months} 个月`, `${what.en} per customer in ${params.months} months`),
      value: total.ltv,
      unit: 'money',
      n: params.months === null ? total.customers : (total.curve.find(({ month }) => month === params.months)?.customers ?? 0),
      reason: reasons.ltv,
      drill: total.customers === 0 ? null : members,
    },
    {
      id: 'payback_months',
      label: local('回本月数', 'Months to earn the cost back'),
      value: total.paybackMonth,
      unit: 'none',
      n: total.curve.find(({ month }) => month === total.paybackMonth)?.customers ?? total.customers,
      reason: reasons.payback,
    },
    ...cacKinds.map((kind): StudyFigureInput => ({
      id: `cac_${kind}`,
      label: local(`获客成本：${kindWords[kind].zh}`, `Cost of a customer: ${kindWords[kind].en.toLowerCase()}`),
      value: total.cac[kind],
      unit: 'money',
      n: kind === 'paid' ? total.wonPaid : total.won,
      reason: cacReason(values, kind),
    })),
    {
      id: 'new_customers',
      label: local('新客户', 'New customers'),
      value: total.won,
      unit: 'count',
      n: total.won,
      drill: drillText({ kind: 'won' }),
    },
    {
      id: 'lag_days',
      label: local('投入到赢单', 'From spend to win'),
      value: acquisition.lag.days,
      unit: 'days',
      n: acquisition.lag.n,
      reason: acquisition.lag.days === null ? lagText(acquisition.lag) : null,
    },
  ]
}

function predictedFigures({ model, predictions, ofCohort, ofAll }: LtvFacts, { predictMonths }: SettledLtvCacParams): StudyFigureInput[] {
  if (model === null) return []
  const refused =
    model.refusal === null ? null : refusalText(model.refusal, model.holdOut?.refused === model.refusal && model.holdOut.found === null)
  const noMoney = model.spend?.kind === 'refused' ? refusalText(model.spend) : null
  const figure = (id: string, label: LocalText, unit: 'none' | 'money', value: number | null, n: number): StudyFigureInput => ({
    id,
    label,
    value,
    unit,
    n,
    reason: value === null ? sentence(refused ?? noMoney ?? local('这些日子没有新客户', 'Nobody was won in these days')) : null,
  })
  const mean = ofCohort === null || ofCohort.worth === null || ofCohort.customers === 0 ? null : ofCohort.worth / ofCohort.customers
  const n = model.customers.count
  const value = figure(
    'predicted_value',
    local(`新客户客均预计价值，${predictMonths} 个月`, `Worth to come of a new customer, ${predictMonths} months`),
    'money',
    mean,
    predictions === null ? n : (ofCohort?.customers ?? 0),
  )
  // One reason is enough.
  if (predictions === null || ofAll === null) return [value]
  const purchases = local(`今后 ${predictMonths} 个月全部客户购买次数`, `Purchases of all customers in ${predictMonths} months`)
  return [
    value,
    figure('predicted_purchases', purchases, 'none', ofAll.purchases, n),
    figure('predicted_alive', local('预计仍活跃的客户', 'Customers expected still to buy'), 'none', ofAll.alive, n),
  ]
}

/** Reasons begin with a capital. */
function sentence({ zh, en }: LocalText): LocalText {
  return local(zh, en.slice(0, 1).toUpperCase() + en.slice(1))
}
