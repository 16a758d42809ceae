import type { StageFlowParams } from '../../../contract/study-stage-flow.ts'
import type { StudyCell, StudyTableInput } from '../../../contract/study-result.ts'
import { wilson } from '../proportion.ts'
import { keyColumn, valueColumn } from '../study-columns.ts'
import { local } from '../words.ts'
import { drillOf } from './flow-drill.ts'
import { outcomes, type FlowRows, type Outcome, type Stage } from './flow-rows.ts'
import { conversionOf, tally, type StageTally, type Tally } from './flow-tally.ts'
import type { Stay } from './stay.ts'

type Row = Record<string, StudyCell>
type Denominator = StageFlowParams['denominator']

export const outcomeLabels: Readonly<Record<Outcome, { readonly zh: string; readonly en: string }>> = {
  advanced: { zh: '推进', en: 'Advanced' },
  won: { zh: '赢单', en: 'Won' },
  lost: { zh: '输单', en: 'Lost' },
  regressed: { zh: '回退', en: 'Went back' },
  moved: { zh: '转到其他流程', en: 'Moved to another pipeline' },
  open: { zh: '仍在此阶段', en: 'Still there' },
}

export const stageColumns = [keyColumn('pipeline', '销售流程', 'Pipeline'), keyColumn('stage', '阶段', 'Stage')]
export const stageCells = ({ pipeline, name }: Stage): Row => ({ pipeline, stage: name })
const inDays = (seconds: number | null): number | null => (seconds === null ? null : seconds / 86_400)

const conversionColumns = [
  valueColumn('conversion', '转化率', 'Conversion', 'percent'),
  valueColumn('conversion_from', '95% 区间下限', '95% from', 'percent'),
  valueColumn('conversion_to', '95% 区间上限', '95% to', 'percent'),
  valueColumn('conversion_n', '转化率的样本数', 'Conversion of', 'count'),
]

function conversionCells(tallied: Tally, denominator: Denominator): Row {
  const { made, of } = conversionOf(tallied, denominator)
  const interval = wilson(made, of)
  return {
    conversion: of === 0 ? null : made / of,
    conversion_from: interval?.from ?? null,
    conversion_to: interval?.to ?? null,
    conversion_n: of,
  }
}

/** One row a stage: how its visits ended, adding up to the entries. */
export function stagesTable(tallies: readonly StageTally[], denominator: Denominator): StudyTableInput {
  return {
    id: 'stages',
    label: local('各阶段去向', 'Where each stage led'),
    columns: [
      ...stageColumns,
      valueColumn('entries', '进入次数', 'Entries', 'count'),
      ...outcomes.map((outcome) => valueColumn(outcome, outcomeLabels[outcome].zh, outcomeLabels[outcome].en, 'count')),
      ...conversionColumns,
      valueColumn('deals', '商机数', 'Deals', 'count'),
      valueColumn('started', '从此阶段开始', 'Started here', 'count'),
      valueColumn('skipped', '被跳过', 'Skipped', 'count'),
      valueColumn('reopened', '结束后回到此阶段', 'Re-opened into it', 'count'),
    ],
    rows: tallies.map((one) => ({
      ...stageCells(one.stage),
      entries: one.entries,
      ...one.outcomes,
      ...conversionCells(one, denominator),
      deals: one.deals,
      started: one.started,
      skipped: one.skipped,
      reopened: one.reopened,
    })),
    drills: tallies.map(({ stage, entries }) => (entries === 0 ? null : drillOf({ kind: 'entries', stage: stage.id }))),
  }
}

/** One row a stage and outcome that happened, each with its visits. */
export function outcomesTable(tallies: readonly StageTally[]): StudyTableInput {
  const rows = tallies.flatMap(({ stage, outcomes: ended }) =>
    outcomes.filter((outcome) => ended[outcome] > 0).map((outcome) => ({ stage, outcome, visits: ended[outcome] })),
  )
  return {
    id: 'outcomes',
    label: local('各阶段的结局', 'How visits ended'),
    columns: [
      ...stageColumns,
      keyColumn('outcome', '结局', 'Outcome', 'text', outcomeLabels),
      valueColumn('visits', '次数', 'Visits', 'count'),
    ],
    rows: rows.map(({ stage, outcome, visits }) => ({ ...stageCells(stage), outcome, visits })),
    drills: rows.map(({ stage, outcome }) => drillOf({ kind: outcome, stage: stage.id })),
  }
}

const methods = {
  ended: { zh: '已结束的停留', en: 'What has ended' },
  survival: { zh: '含未结束的停留（Kaplan-Meier）', en: 'Open stays included (Kaplan-Meier)' },
}

/** One row a stage: how long a visit and a deal stay. */
export function timesTable(tallies: readonly StageTally[]): StudyTableInput {
  const cells = (prefix: string, { n, open, median, upper, method }: Stay): Row => ({
    [`${prefix}_n`]: n,
    [`${prefix}_open`]: open,
    [`${prefix}_median`]: inDays(median),
    [`${prefix}_p75`]: inDays(upper),
    [`${prefix}_method`]: method,
  })
  const columns = (prefix: string, zh: string, en: string) => [
    valueColumn(`${prefix}_n`, `${zh}样本数`, `${en}: how many`, 'count'),
    valueColumn(`${prefix}_open`, `${zh}未结束`, `${en}: still open`, 'count'),
    valueColumn(`${prefix}_median`, `${zh}天数中位数`, `${en}: median days`, 'days'),
    valueColumn(`${prefix}_p75`, `${zh}天数 P75`, `${en}: P75 days`, 'days'),
    keyColumn(`${prefix}_method`, `${zh}算法`, `${en}: from`, 'text', methods),
  ]
  return {
    id: 'times',
    label: local('停留时间', 'Time in stage'),
    columns: [
      ...stageColumns,
      ...columns('visit', '每次停留', 'One visit'),
      ...columns('deal', '每个商机累计', 'One deal'),
      valueColumn('deal_average', '每个商机累计平均天数', 'One deal: average days', 'days'),
    ],
    rows: tallies.map(({ stage, visit, deal, averagePerDeal }) => ({
      ...stageCells(stage),
      ...cells('visit', visit),
      ...cells('deal', deal),
      deal_average: inDays(averagePerDeal),
    })),
    drills: tallies.map(({ stage, entries }) => (entries === 0 ? null : drillOf({ kind: 'entries', stage: stage.id }))),
  }
}

/** One row a group and stage, beside everybody in that stage. */
export function groupsTable({ visits, groups }: FlowRows, tallies: readonly StageTally[], denominator: Denominator): StudyTableInput {
  const rows: Row[] = []
  const drills: string[] = []
  for (const [code, group] of groups.entries()) {
    for (const all of tallies) {
      const own = tally(
        visits,
        all.places.filter((place) => visits.group[place] === code),
      )
      if (own.entries === 0) continue
      const whole = conversionOf(all, denominator)
      const [mine, theirs] = [own.visit.median, all.visit.median]
      rows.push({
        group,
        ...stageCells(all.stage),
        entries: own.entries,
        ...conversionCells(own, denominator),
        conversion_of_all: whole.of === 0 ? null : whole.made / whole.of,
        median_days: inDays(mine),
        median_days_of_all: inDays(theirs),
        difference_days: mine === null || theirs === null ? null : inDays(mine - theirs),
      })
      drills.push(drillOf({ kind: 'entries', stage: all.stage.id, group }))
    }
  }
  return {
    id: 'groups',
    label: local('分组与全体对照', 'Each group beside everybody'),
    columns: [
      keyColumn('group', '分组', 'Group'),
      ...stageColumns,
      valueColumn('entries', '进入次数', 'Entries', 'count'),
      ...conversionColumns,
      valueColumn('conversion_of_all', '全体转化率', 'Conversion of all', 'percent'),
      valueColumn('median_days', '每次停留天数中位数', 'Median days of a visit', 'days'),
      valueColumn('median_days_of_all', '全体中位数', 'Median days of all', 'days'),
      valueColumn('difference_days', '与全体相差天数', 'Days beyond all', 'days'),
    ],
    rows,
    drills,
  }
}
