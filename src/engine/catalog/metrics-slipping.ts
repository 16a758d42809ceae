import type { MetricDefinition, Note, PartDefinition } from './definition.ts'
import { dialect } from '../dialect/in-use.ts'

const period = { zh: '期间', en: 'Period' }
const openBefore = '(f.from_day is null or f.from_day < b.start_day) and (f.to_day is null or f.to_day >= b.start_day)'
const planned: PartDefinition = {
  fact: 'opportunity_state',
  on: 'created',
  snapshot: true,
  count: 'rows',
  where: `${openBefore} and f.expected_close_day between b.start_day and b.end_day`,
}
const laterNow = `exists (select 1 from mart.opportunity_state s where s.opportunity_id = f.opportunity_id and (s.from_day is null or s.from_day <= b.as_of_day)
  and (s.to_day is null or s.to_day > b.as_of_day) and s.expected_close_day > b.end_day)`
/** Pushes are known from the source's history, or from the first import on. */
const deals: PartDefinition = { fact: 'opportunity', on: 'created', count: 'rows' }
const notes: readonly Note[] = [
  {
    code: 'no-history-of-expected-close',
    part: {
      ...deals,
      where:
        'not exists (select 1 from mart.opportunity_state s join mart.opportunity_state t on t.opportunity_id = s.opportunity_id and t.expected_close_day <> s.expected_close_day)',
    },
    of: deals,
    text: {
      zh: '没有预计成交日期的变更历史：改期从首次导入起才能看到。',
      en: 'No change of an expected close is known: without a history from the source, moves are seen from the first import on.',
    },
  },
]
const count = { group: 'opportunity', unit: 'count', type: 'integer', direction: 'up-is-bad' } as const
const needs = ['opportunity', 'opportunity.expected_close_on', 'opportunity.status|opportunity.stage']

/** The month of a day, or the month's quarter where that is asked. */
const bucketOf = (day: string): string => dialect.floored(dialect.calendar.month(day), `(case {by} when 'quarter' then 3 else 1 end)`)

export const slippingMetrics: readonly MetricDefinition[] = [
  {
    ...count,
    id: 'slipped_deal_count',
    label: { zh: '延期商机数', en: 'Slipped deals' },
    dateBasis: period,
    additivity: 'semi-additive',
    needsPeriod: true,
    params: [],
    definition: {
      zh: '期初前一天预计在期内成交、期末仍在手且预计成交日期移到期后的商机；只看两端。',
      en: 'Deals planned for the period on the day before it, still open at its end and then planned for later; only the two ends count.',
    },
    formula: {
      parts: { slipped: { ...planned, where: `${planned.where ?? ''} and ${laterNow}` }, planned },
      value: '{slipped}',
      population: 'planned',
      numerator: 'slipped',
      notes,
    },
    needs,
  },
  {
    ...count,
    id: 'push_count',
    label: { zh: '推迟次数', en: 'Pushes' },
    dateBasis: { zh: '改期日期', en: 'Day of the move' },
    additivity: 'additive',
    params: [
      {
        id: 'by',
        label: { zh: '计入', en: 'Counted' },
        default: 'any',
        choices: [
          { value: 'any', label: { zh: '推迟到更晚的任何一天', en: 'Moves to any later day' } },
          { value: 'month', label: { zh: '推迟到更晚的月份', en: 'Moves to a later month' } },
          { value: 'quarter', label: { zh: '推迟到更晚的季度', en: 'Moves to a later quarter' } },
        ],
      },
    ],
    definition: {
      zh: '期内把在手商机的预计成交日期推迟的次数；同一天的多次改期算一次。',
      en: 'Moves of an open deal’s expected close to a later day, on the day of the move; several moves of one day are one.',
    },
    formula: {
      parts: {
        moves: {
          fact: 'expected_move',
          on: 'moved',
          count: 'rows',
          where: `({by} = 'any' or ${bucketOf('f.expected_close_day')} > ${bucketOf('f.previous_close_day')})`,
        },
      },
      population: 'moves',
      notes,
    },
    needs,
  },
]
