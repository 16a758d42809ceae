import type { StudyTableInput } from '../../../contract/study-result.ts'
import type { LocalText } from '../../../contract/text.ts'
import { fromUnits } from '../../sheets/exact.ts'
import { exactNumber } from '../exact-number.ts'
import { wilson } from '../proportion.ts'
import { keyColumn, valueColumn } from '../study-columns.ts'
import { local } from '../words.ts'
import { exactSum } from './deal-history.ts'
import type { ForecastFacts } from './forecast-facts.ts'
import { dealCategories, type DealCategory } from './forecast-category.ts'
import { drillOf } from './forecast-drill.ts'
import { bandLabels, categoryLabels, rounded } from './forecast-words.ts'

const money = (id: string, zh: string, en: string) => valueColumn(id, zh, en, 'money')
const share = (id: string, zh: string, en: string) => valueColumn(id, zh, en, 'percent')
const exact = (units: bigint) => exactNumber(fromUnits(units))

/** One row a forecast category, alone and with the surer ones; open pipeline = all open categories but what is omitted [C21]. */
export function categoriesTable({ known, foretold: { pace, categories }, rules: { period } }: ForecastFacts): StudyTableInput {
  const sums = new Map([...categories].map(([category, rows]) => [category, { deals: rows.length, sum: exactSum(known.spans, rows) }]))
  const nothing = { deals: 0, sum: 0n }
  const closed = { deals: pace.booked.rows.length, sum: exactSum(known.closings, pace.booked.rows) }
  const of = (...counted: readonly (DealCategory | null)[]): bigint =>
    counted.reduce((sum, one) => sum + (sums.get(one) ?? nothing).sum, 0n)
  const cumulative: Readonly<Partial<Record<DealCategory, bigint>>> = {
    commit: closed.sum + of('commit'),
    most_likely: closed.sum + of('commit', 'most_likely'),
    best_case: closed.sum + of('commit', 'most_likely', 'best_case'),
    pipeline: of('commit', 'most_likely', 'best_case', 'pipeline', null),
  }
  const shown = dealCategories.filter((category) => category !== 'most_likely' || sums.has(category))
  return {
    id: 'categories',
    label: local('预测类别', 'Forecast categories'),
    columns: [
      keyColumn('category', '类别', 'Category', 'text', categoryLabels),
      valueColumn('deals', '商机数', 'Deals', 'count'),
      money('single', '单项', 'Alone'),
      money('cumulative', '累计', 'Cumulative'),
    ],
    rows: [
      { category: 'closed', deals: closed.deals, single: exact(closed.sum), cumulative: exact(closed.sum) },
      ...[...shown, ...(sums.has(null) ? [null] : [])].map((category) => {
        const { deals, sum } = sums.get(category) ?? nothing
        const together = category === null ? undefined : cumulative[category]
        return { category: category ?? 'none', deals, single: exact(sum), cumulative: together === undefined ? null : exact(together) }
      }),
    ],
    drills: [
      drillOf({ kind: 'won', ...period.days }, closed.deals),
      ...[...shown, ...(sums.has(null) ? [null] : [])].map((category) =>
        drillOf({ kind: 'category', category }, sums.get(category)?.deals ?? 0),
      ),
    ],
  }
}

const stageNames = ({ known }: ForecastFacts) => {
  const byId = new Map(known.stages.map((stage) => [stage.id, stage]))
  return (id: number) => ({
    pipeline: byId.get(id)?.pipeline ?? null,
    stage: byId.get(id)?.name ?? null,
    declared: byId.get(id)?.probability ?? null,
  })
}

/** One pipeline alone needs no name. */
const pipelineColumn = ({ known: { stages } }: ForecastFacts) =>
  new Set(stages.map(({ pipeline }) => pipeline)).size > 1 ? [keyColumn('pipeline', '流程', 'Pipeline')] : []

const usedWords: Readonly<Record<string, LocalText>> = {
  measured: local('实测', 'Measured'),
  declared: local('设定（样本太少）', 'As set: too few deals'),
  all: local('全部商机的赢单率', 'Rate of all deals'),
  none: local('没有', 'None'),
}

/** One row a stage with open deals planned for the period: what they count for at the measured rate and at the one that is set. */
export function stagesTable(facts: ForecastFacts): StudyTableInput {
  const nameOf = stageNames(facts)
  const { weights } = facts.foretold
  return {
    id: 'stages',
    label: local('计划在期内成交的商机，按阶段', 'Deals planned for the period, by stage'),
    columns: [
      ...pipelineColumn(facts),
      keyColumn('stage', '阶段', 'Stage'),
      valueColumn('deals', '商机数', 'Deals', 'count'),
      money('amount', '金额', 'Amount'),
      share('declared', '设定概率', 'Set probability'),
      share('measured', '实测赢单率', 'Measured rate'),
      share('measured_from', '95% 区间下限', '95% from'),
      share('measured_to', '95% 区间上限', '95% to'),
      valueColumn('n', '样本（已结束）', 'Measured on (ended)', 'count'),
      keyColumn('used', '采用', 'Counted at', 'text', usedWords),
      money('weighted', '按采用的概率加权', 'Weighted'),
      money('weighted_declared', '按设定概率加权', 'Weighted as set'),
    ],
    rows: weights.map(({ stage, rows, measured, used, weighted, declared }) => {
      const n = measured === null ? 0 : measured.won + measured.lost
      const interval = measured === null ? null : wilson(measured.won, n)
      const { pipeline, stage: name, declared: probability } = nameOf(stage)
      return {
        pipeline,
        stage: name,
        deals: rows.length,
        amount: exact(exactSum(facts.known.spans, rows)),
        declared: probability,
        measured: measured === null || n === 0 ? null : measured.won / n,
        measured_from: interval?.from ?? null,
        measured_to: interval?.to ?? null,
        n,
        used,
        weighted: rounded(weighted),
        weighted_declared: rounded(declared),
      }
    }),
    drills: weights.map(({ stage, rows }) => drillOf({ kind: 'stage', stage }, rows.length)),
  }
}

const termWords: Readonly<Record<string, LocalText>> = {
  booked: local('已赢单', 'Won so far'),
  open: local('在手商机', 'Open deals'),
  new: local('尚未在手的商机（新商机）', 'Deals still to come'),
  total: local('合计', 'Together'),
}
const levelWords: Readonly<Record<string, LocalText>> = {
  'stage-age': local('同阶段、同账龄', 'Same stage and age'),
  stage: local('同阶段', 'Same stage'),
  all: local('全部商机', 'All deals'),
  windows: local('过去同样长的时间窗', 'As many days, before'),
}

/** Every term of the pace: what is won, each group of open deals at its chance, and what is still to come. */
export function mathsTable(facts: ForecastFacts): StudyTableInput {
  const nameOf = stageNames(facts)
  const { known, rules, foretold } = facts
  const { booked, cells, fresh } = foretold.pace
  const blank = { pipeline: null, stage: null, age: null, chance: null, chance_from: null, chance_to: null, n: null, level: null }
  const open = (cells ?? []).map(({ stage, band, rows, amount, chance: { chance, tried, level } }) => {
    const interval = wilson(Math.round(chance * tried.deals), tried.deals)
    const { pipeline, stage: name } = nameOf(stage)
    return {
      row: {
        term: 'open',
        pipeline,
        stage: name,
        age: String(band),
        deals: rows.length,
        amount: exact(exactSum(known.spans, rows)),
        chance,
        chance_from: interval?.from ?? null,
        chance_to: interval?.to ?? null,
        n: tried.deals,
        level,
        expected: rounded(amount * chance),
      },
      drill: drillOf({ kind: 'cell', stage, band }, rows.length),
    }
  })
  const total = foretold.estimates.find(({ method }) => method === 'pace')?.value ?? null
  const won = exact(exactSum(known.closings, booked.rows))
  return {
    id: 'maths',
    label: local('算法明细', 'See the maths'),
    columns: [
      keyColumn('term', '项', 'Term', 'text', termWords),
      ...pipelineColumn(facts),
      keyColumn('stage', '阶段', 'Stage'),
      keyColumn('age', '创建至今', 'Age', 'text', bandLabels),
      valueColumn('deals', '商机数', 'Deals', 'count'),
      money('amount', '金额', 'Amount'),
      share('chance', '期内赢单的机会', 'Chance to be won in time'),
      share('chance_from', '95% 区间下限', '95% from'),
      share('chance_to', '95% 区间上限', '95% to'),
      valueColumn('n', '样本', 'Measured on', 'count'),
      { ...keyColumn('level', '样本范围', 'Measured among', 'text', levelWords), role: 'value' },
      money('expected', '预计金额', 'Expected'),
    ],
    rows: [
      { ...blank, term: 'booked', deals: booked.rows.length, amount: won, expected: won },
      ...open.map(({ row }) => row),
      ...(fresh === null
        ? []
        : [
            {
              ...blank,
              term: 'new',
              deals: null,
              amount: null,
              n: fresh.sums.length,
              level: 'windows',
              expected: rounded(fresh.money),
            },
          ]),
      ...(total === null ? [] : [{ ...blank, term: 'total', deals: null, amount: null, expected: rounded(total) }]),
    ],
    drills: [
      drillOf({ kind: 'won', ...rules.period.days }, booked.rows.length),
      ...open.map(({ drill }) => drill),
      ...(fresh === null ? [] : [null]),
      ...(total === null ? [] : [null]),
    ],
  }
}
