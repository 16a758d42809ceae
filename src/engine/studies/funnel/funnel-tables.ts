import { funnelEventWords, type FunnelParams } from '../../../contract/study-funnel.ts'
import type { StudyCell, StudyTableInput } from '../../../contract/study-result.ts'
import type { LocalText } from '../../../contract/text.ts'
import { wilson } from '../proportion.ts'
import { keyColumn, valueColumn } from '../study-columns.ts'
import { local } from '../words.ts'
import type { WalkedFunnel } from './funnel.ts'
import { drillOf } from './funnel-drill.ts'
import { tally, type Tally } from './tally.ts'

const day = 86_400
const spendDrill = drillOf({ kind: 'spend', step: 0 })

/** What was spent: what the cost of one is made from, and what stands before the first step where it is asked for. */
export interface StepSpending {
  readonly cost: number | null
  readonly before: { readonly spent: StudyCell } | null
}

/** One row a step: how many made it, from how many, and how long it took; before them the money that was spent, which is no count of anybody. */
export function stepsTable(
  params: FunnelParams,
  labels: readonly LocalText[],
  all: Tally,
  shown: readonly number[],
  { cost, before: spend }: StepSpending,
): StudyTableInput {
  const isCohort = params.view === 'cohort'
  const words = Object.fromEntries([funnelEventWords.spend, ...labels].map((label, place) => [String(place), label]))
  const rows = shown.map((reached, place): Record<string, StudyCell> => {
    const before = shown[place - 1]
    const interval = isCohort && before !== undefined ? wilson(reached, before) : null
    return {
      step: String(place + 1),
      count: reached,
      ...(spend === null ? {} : { spend: null }),
      conversion: place === 0 ? null : ratio(reached, before),
      conversion_from: interval?.from ?? null,
      conversion_to: interval?.to ?? null,
      conversion_from_first: ratio(reached, shown[0]),
      lost: isCohort ? (all.lost[place] ?? 0) : null,
      possible: isCohort ? (all.possible[place] ?? 0) : null,
      median_days: isCohort ? inDays(all.median[place]) : null,
      p75_days: isCohort ? inDays(all.upper[place]) : null,
      median_days_from_first: isCohort ? inDays(all.fromFirst[place]) : null,
      ...(cost === null ? {} : { cost_per_unit: ratio(cost, reached) }),
    }
  })
  const columns = [
    keyColumn('step', '步骤', 'Step', 'text', words),
    valueColumn('count', '数量', 'Count', 'count'),
    ...(spend === null ? [] : [valueColumn('spend', '投入', 'Spend', 'money', 'decimal')]),
    valueColumn('conversion', '较上一步转化率', 'Conversion from the step before', 'percent'),
    valueColumn('conversion_from', '95% 区间下限', '95% from', 'percent'),
    valueColumn('conversion_to', '95% 区间上限', '95% to', 'percent'),
    valueColumn('conversion_from_first', '较第一步转化率', 'Conversion from the first step', 'percent'),
    valueColumn('lost', '此步之前流失', 'Stopped before it', 'count'),
    valueColumn('possible', '仍可能走到', 'Still possible', 'count'),
    valueColumn('median_days', '较上一步天数中位数', 'Median days from the step before', 'days'),
    valueColumn('p75_days', '较上一步天数 P75', 'P75 days from the step before', 'days'),
    valueColumn('median_days_from_first', '较第一步天数中位数', 'Median days from the first step', 'days'),
    ...(cost === null ? [] : [valueColumn('cost_per_unit', '单位投入', 'Spend per unit', 'money')]),
  ]
  const noCount = Object.fromEntries(columns.map(({ id }) => [id, null]))
  return {
    id: 'steps',
    label: local('各步骤', 'Steps'),
    columns,
    rows: spend === null ? rows : [{ ...noCount, step: '0', spend: spend.spent }, ...rows],
    drills: isCohort
      ? [...(spend === null ? [] : [spendDrill]), ...rows.map((_, place) => drillOf({ kind: 'reached', step: place + 1 }))]
      : null,
  }
}

/** One row a group and step; groups stand in their natural order. */
export function breakdownTable(labels: readonly LocalText[], { walked, groups, groupOf, steps }: WalkedFunnel): StudyTableInput {
  const words = Object.fromEntries(labels.map((label, place) => [String(place + 1), label]))
  const members = groups.map((): number[] => [])
  groupOf.forEach((code, place) => members[code]?.push(place))
  const rows: Record<string, StudyCell>[] = []
  const drills: string[] = []
  for (const [code, group] of groups.entries()) {
    const places = members[code] ?? []
    if (places.length === 0) continue
    const own = tally(walked, steps.length, places)
    own.reached.forEach((reached, place) => {
      const interval = place === 0 ? null : wilson(reached, own.reached[place - 1] ?? 0)
      rows.push({
        group,
        step: String(place + 1),
        count: reached,
        conversion: place === 0 ? null : ratio(reached, own.reached[place - 1]),
        conversion_from: interval?.from ?? null,
        conversion_to: interval?.to ?? null,
        conversion_from_first: ratio(reached, own.reached[0]),
        lost: own.lost[place] ?? 0,
        possible: own.possible[place] ?? 0,
        median_days: inDays(own.median[place]),
      })
      drills.push(drillOf({ kind: 'reached', step: place + 1, group }))
    })
  }
  return {
    id: 'breakdown',
    label: local('分组', 'By group'),
    columns: [
      keyColumn('group', '分组', 'Group'),
      keyColumn('step', '步骤', 'Step', 'text', words),
      valueColumn('count', '数量', 'Count', 'count'),
      valueColumn('conversion', '较上一步转化率', 'Conversion from the step before', 'percent'),
      valueColumn('conversion_from', '95% 区间下限', '95% from', 'percent'),
      valueColumn('conversion_to', '95% 区间上限', '95% to', 'percent'),
      valueColumn('conversion_from_first', '较第一步转化率', 'Conversion from the first step', 'percent'),
      valueColumn('lost', '此步之前流失', 'Stopped before it', 'count'),
      valueColumn('possible', '仍可能走到', 'Still possible', 'count'),
      valueColumn('median_days', '较上一步天数中位数', 'Median days from the step before', 'days'),
    ],
    rows,
    drills,
  }
}

/** cohort - later + earlier + never + otherwise = period, step by step. */
export function reconciliationTable(labels: readonly LocalText[], { walked }: WalkedFunnel): StudyTableInput {
  const words = Object.fromEntries(labels.map((label, place) => [String(place + 1), label]))
  return {
    id: 'reconciliation',
    label: local('批次口径与期间口径的对照', 'Cohort and period reconciled'),
    columns: [
      keyColumn('step', '步骤', 'Step', 'text', words),
      valueColumn('cohort', '批次口径', 'Of the cohort', 'count'),
      valueColumn('later', '其中在期间之后', 'Of those after the period', 'count'),
      valueColumn('earlier', '期间内，但期间前已进入', 'In the period, entered before it', 'count'),
      valueColumn('never', '期间内，未经过第一步', 'In the period, without the first step', 'count'),
      valueColumn('otherwise', '期间内，不符合顺序、时限或被排除', 'In the period, against order, window or exclusion', 'count'),
      valueColumn('period', '期间口径', 'In the period', 'count'),
    ],
    rows: walked.reconciled.map((tallied, place) => ({ step: String(place + 1), ...tallied })),
  }
}

const mostBins = 20

/** How many took how many days from the first step to the last: at most 20 equal ranges of whole days. */
export function timesTable({ walked, steps }: WalkedFunnel): StudyTableInput {
  const { depths, times } = walked
  const taken: number[] = []
  depths.forEach((depth, place) => {
    if (depth < steps.length) return
    const span = ((times[place * steps.length + steps.length - 1] ?? NaN) - (times[place * steps.length] ?? NaN)) / day
    if (!Number.isNaN(span)) taken.push(span)
  })
  const longest = taken.reduce((most, span) => Math.max(most, span), 0)
  const width = Math.max(1, Math.ceil((Math.floor(longest) + 1) / mostBins))
  const bins = taken.length === 0 ? 0 : Math.floor(longest / width) + 1
  const counts = Array.from({ length: bins }, () => 0)
  for (const span of taken) {
    const bin = Math.max(0, Math.floor(span / width))
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return {
    id: 'times',
    label: local('从第一步到最后一步的天数', 'Days from the first step to the last'),
    columns: [
      { ...keyColumn('from', '从（天）', 'From (days)', 'integer'), unit: 'days' },
      { ...keyColumn('to', '到（天，不含）', 'Below (days)', 'integer'), unit: 'days' },
      valueColumn('count', '数量', 'Count', 'count'),
    ],
    rows: counts.map((counted, bin) => ({ from: bin * width, to: (bin + 1) * width, count: counted })),
  }
}

/** null where there is nothing to divide by. */
export function ratio(part: number, whole: number | undefined): number | null {
  return whole === undefined || whole === 0 ? null : part / whole
}

/** Seconds as days. */
export function inDays(seconds: number | null | undefined): number | null {
  return seconds === null || seconds === undefined ? null : seconds / day
}
