import type { Formula, MetricDefinition, ParamDefinition, PartDefinition } from './definition.ts'
import { hoursParam, secondsBetween, uncoveredNotes, type HoursKind } from './working-hours.ts'
import { dialect } from '../dialect/in-use.ts'

const windowParam: ParamDefinition = {
  id: 'window',
  label: { zh: '窗口（天）', en: 'Window (days)' },
  default: 90,
  word: { text: 'none', means: 1_000_000 },
}
const variantParam: ParamDefinition = {
  id: 'variant',
  label: { zh: '口径', en: 'Variant' },
  default: 'cohort',
  choices: [
    { value: 'cohort', label: { zh: '同期群：期内新增、窗口内转化', en: 'Cohort: created in the period, converted within the window' } },
    { value: 'period', label: { zh: '期间：期内转化 ÷ 期内新增', en: 'Period: converted in the period ÷ created in the period' } },
    { value: 'pool', label: { zh: '存量：期内转化 ÷ 期内在跟线索', en: 'Pool: converted in the period ÷ active in the period' } },
  ],
}
const created = { zh: '线索创建日期', en: 'Lead created' }
const leads: PartDefinition = { fact: 'lead', on: 'created', count: 'rows' }

const immature = {
  part: 'young',
  text: {
    zh: '{share} 的线索还没有满窗口期，转化率会继续上升。',
    en: '{share} of the leads are younger than the window, so the rate will still rise.',
  },
} as const

/** The three published variants of a lead conversion rate (reference metrics C1), for the event on `basis`. */
function conversion(basis: 'opportunity' | 'won'): MetricDefinition['formula'] {
  const day = `f.${basis}_day`
  const cohort: Formula = {
    parts: {
      leads,
      converted: { fact: 'lead', on: 'created', count: 'rows', where: `${day} - f.created_day <= {window}` },
      young: {
        fact: 'lead',
        on: 'created',
        count: 'rows',
        where: `f.created_day + {window} > {as_of} and ${day} is null and {window} < 1000000`,
      },
    },
    value: '{converted} / nullif({leads}, 0)',
    population: 'leads',
    numerator: 'converted',
    immature,
  }
  const converted: PartDefinition = { fact: 'lead', on: basis, count: 'rows', where: `${day} is not null` }
  const period: Formula = { parts: { leads, converted }, value: '{converted} / nullif({leads}, 0)', population: 'leads' }
  const active: PartDefinition = {
    fact: 'lead',
    on: 'created',
    snapshot: true,
    count: 'rows',
    where: `f.created_day <= b.end_day and (${day} is null or ${day} >= b.start_day)`,
  }
  const pool: Formula = { parts: { active, converted }, value: '{converted} / nullif({active}, 0)', population: 'active' }
  return { by: ['variant'], cases: { cohort, period, pool } }
}

const isMql = 'f.mql_at is not null'
const newSqls: PartDefinition = { fact: 'lead', on: 'sql', count: 'rows', where: `${isMql} and f.sql_day >= f.mql_day` }

/** The same three variants: MQLs of the period's leads, MQLs and SQLs each on their own day, MQLs that were not SQLs before the period. */
const mqlToSql: Readonly<Record<string, Formula>> = {
  cohort: {
    parts: {
      mqls: { ...leads, where: isMql },
      sqls: { ...leads, where: `${isMql} and f.sql_day - f.mql_day between 0 and {window}` },
      young: { ...leads, where: `${isMql} and f.mql_day + {window} > {as_of} and f.sql_day is null and {window} < 1000000` },
    },
    value: '{sqls} / nullif({mqls}, 0)',
    population: 'mqls',
    numerator: 'sqls',
    immature,
  },
  period: {
    parts: { mqls: { fact: 'lead', on: 'mql', count: 'rows', where: isMql }, sqls: newSqls },
    value: '{sqls} / nullif({mqls}, 0)',
    population: 'mqls',
  },
  pool: {
    parts: {
      mqls: { ...leads, snapshot: true, where: 'f.mql_day <= b.end_day and (f.sql_day is null or f.sql_day >= b.start_day)' },
      sqls: newSqls,
    },
    value: '{sqls} / nullif({mqls}, 0)',
    population: 'mqls',
  },
}

/** A lead that somebody was in touch with before it was entered has no response time of either kind. */
const responseSeconds = (kind: HoursKind): string =>
  kind === 'calendar'
    ? 'f.response_seconds'
    : `case when f.response_seconds is not null then ${secondsBetween('f.created_at', 'f.response_at', kind)} end`
const endOfDay = dialect.calendar.startOf('{as_of} + 1')
const uncovered = (where: string, kind: HoursKind) => uncoveredNotes({ ...leads, where }, 'f.created_day', kind)

function responseTime(kind: HoursKind): Formula {
  const where = 'f.response_seconds is not null'
  return {
    parts: { time: { fact: 'lead', on: 'created', stat: responseSeconds(kind), scale: 60, where } },
    population: 'time',
    notes: uncovered(where, kind),
  }
}

function answeredInTime(kind: HoursKind): Formula {
  const waited =
    kind === 'calendar'
      ? `({as_of} + 1) * 86400.0 - ${dialect.calendar.seconds('f.created_at')}`
      : secondsBetween('f.created_at', endOfDay, kind)
  const due = `(f.response_seconds is not null or (f.response_at is null and ${waited} > {minutes} * 60))`
  return {
    parts: { due: { ...leads, where: due }, answered: { ...leads, where: `${responseSeconds(kind)} <= {minutes} * 60` } },
    value: '{answered} / nullif({due}, 0)',
    population: 'due',
    numerator: 'answered',
    notes: uncovered(due, kind),
  }
}

const rate = { group: 'lead', dateBasis: created, unit: 'percent', type: 'double', direction: 'up-is-good', additivity: 'ratio' } as const
const count = { group: 'lead', unit: 'count', type: 'integer', direction: 'up-is-good', additivity: 'additive', params: [] } as const

export const leadMetrics: readonly MetricDefinition[] = [
  {
    ...count,
    id: 'lead_count',
    label: { zh: '新增线索数', en: 'New leads' },
    dateBasis: created,
    definition: { zh: '期内创建的全部线索，含无效线索。', en: 'All leads created in the period, invalid ones included.' },
    formula: { parts: { leads }, population: 'leads' },
    needs: ['lead'],
  },
  {
    ...count,
    id: 'valid_lead_count',
    label: { zh: '有效线索数', en: 'Valid leads' },
    dateBasis: created,
    definition: { zh: '期内创建且未标记为无效的线索。', en: 'Leads created in the period that are not marked invalid.' },
    formula: { parts: { leads: { ...leads, where: 'f.is_valid' } }, population: 'leads' },
    needs: ['lead', 'lead.is_valid'],
  },
  {
    ...count,
    id: 'mql_count',
    label: { zh: 'MQL 数', en: 'MQLs' },
    dateBasis: { zh: '成为 MQL 的日期', en: 'Date of becoming an MQL' },
    definition: { zh: '期内成为市场合格线索（MQL）的线索。', en: 'Leads that marketing judged ready for sales in the period.' },
    formula: { parts: { leads: { fact: 'lead', on: 'mql', count: 'rows', where: 'f.mql_at is not null' } }, population: 'leads' },
    needs: ['lead', 'lead.mql_at'],
  },
  {
    ...count,
    id: 'sql_count',
    label: { zh: 'SQL 数', en: 'SQLs' },
    dateBasis: { zh: '成为 SQL 的日期', en: 'Date of becoming an SQL' },
    definition: { zh: '期内被销售接受（SQL）的线索。', en: 'Leads that sales accepted in the period.' },
    formula: { parts: { leads: { fact: 'lead', on: 'sql', count: 'rows', where: 'f.sql_at is not null' } }, population: 'leads' },
    needs: ['lead', 'lead.sql_at'],
  },
  {
    ...rate,
    id: 'mql_to_sql_rate',
    label: { zh: 'MQL 到 SQL 转化率', en: 'MQL to SQL rate' },
    definition: {
      zh: '期内创建的 MQL 中，成为 MQL 后窗口内成为 SQL 的比例。',
      en: 'Of the MQLs among leads created in the period, the share that became SQLs within the window after becoming MQLs.',
    },
    params: [windowParam, variantParam],
    formula: { by: ['variant'], cases: mqlToSql },
    needs: ['lead', 'lead.mql_at', 'lead.sql_at'],
  },
  {
    ...rate,
    id: 'lead_to_opportunity_rate',
    label: { zh: '线索到商机转化率', en: 'Lead to opportunity rate' },
    definition: {
      zh: '期内创建的线索中，窗口内产生商机的比例。',
      en: 'Of the leads created in the period, the share with a deal within the window.',
    },
    params: [windowParam, variantParam],
    formula: conversion('opportunity'),
    needs: ['lead', 'lead.opportunity|opportunity.lead'],
  },
  {
    ...rate,
    id: 'lead_to_won_rate',
    label: { zh: '线索转化率', en: 'Lead to won rate' },
    definition: { zh: '期内创建的线索中，窗口内赢单的比例。', en: 'Of the leads created in the period, the share won within the window.' },
    params: [windowParam, variantParam],
    formula: conversion('won'),
    needs: ['lead', 'lead.opportunity|opportunity.lead'],
  },
  {
    ...rate,
    id: 'lead_response_minutes',
    label: { zh: '线索响应时间', en: 'Lead response time' },
    unit: 'minutes',
    direction: 'up-is-bad',
    additivity: 'distribution',
    definition: {
      zh: '从线索创建到首次人工外呼的分钟数；尚未响应与创建前已接触的线索不计入。',
      en: 'Minutes from creation to the first outbound touch by a person; leads without a response, or touched before creation, are left out.',
    },
    params: [hoursParam],
    defaultStat: 'p50',
    formula: { by: ['hours'], cases: { calendar: responseTime('calendar'), business: responseTime('business') } },
    needs: ['lead', 'lead.first_response_at|activity.lead'],
  },
  {
    ...rate,
    id: 'lead_response_within_sla_rate',
    label: { zh: '响应及时率', en: 'Response within SLA' },
    definition: {
      zh: '期内创建的线索中，在时限内得到响应的比例；超过时限仍未响应的计为未达标。',
      en: 'Of the leads created in the period, the share answered within the limit; unanswered leads past the limit are misses.',
    },
    params: [
      { id: 'minutes', label: { zh: '时限（分钟）', en: 'Limit (minutes)' }, default: 60, threshold: 'responseMinutes' },
      hoursParam,
    ],
    formula: { by: ['hours'], cases: { calendar: answeredInTime('calendar'), business: answeredInTime('business') } },
    needs: ['lead', 'lead.first_response_at|activity.lead'],
  },
  {
    ...rate,
    id: 'lead_leakage_rate',
    label: { zh: '线索流失率', en: 'Lead leakage' },
    direction: 'up-is-bad',
    definition: {
      zh: '期内创建且已满 N 天的线索中，N 天内无人跟进的比例；自动回复不算跟进。',
      en: 'Of the leads created in the period and at least N days old, the share that no person followed up within N days.',
    },
    params: [{ id: 'days', label: { zh: '天数', en: 'Days' }, default: 7, threshold: 'leakageDays' }],
    formula: {
      parts: {
        old: { fact: 'lead', on: 'created', count: 'rows', where: 'f.created_day + {days} <= {as_of}' },
        leaked: {
          fact: 'lead',
          on: 'created',
          count: 'rows',
          where: 'f.created_day + {days} <= {as_of} and not coalesce(f.followed_day - f.created_day <= {days}, false)',
        },
      },
      value: '{leaked} / nullif({old}, 0)',
      population: 'old',
      numerator: 'leaked',
    },
    needs: ['lead', 'lead.first_response_at|activity.lead'],
  },
]
