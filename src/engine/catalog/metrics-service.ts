import type { Formula, MetricDefinition, ParamDefinition, PartDefinition } from './definition.ts'
import { hoursParam, secondsBetween, uncoveredNotes, type HoursKind } from './working-hours.ts'

const opened = { zh: '工单创建日期', en: 'Opened' }
const solved = { zh: '工单解决日期', en: 'Solved' }
const base = { group: 'service', direction: 'up-is-good' } as const
const count = { ...base, unit: 'count', type: 'integer', params: [] } as const
const ratio = { ...base, unit: 'percent', type: 'double', additivity: 'ratio', params: [] } as const
const hours = {
  ...base,
  unit: 'hours',
  type: 'double',
  additivity: 'distribution',
  direction: 'up-is-bad',
  defaultStat: 'average',
} as const

const tickets = (on: 'opened' | 'solved', where?: string): PartDefinition => ({
  fact: 'ticket',
  on,
  count: 'rows',
  ...(where === undefined ? {} : { where }),
})

function time(on: 'opened' | 'solved', until: string, kind: HoursKind): Formula {
  const seconds = secondsBetween('f.opened_at', until, kind)
  return {
    parts: { time: { fact: 'ticket', on, stat: seconds, scale: 3600, where: `${until} >= f.opened_at` } },
    population: 'time',
    notes: uncoveredNotes({ fact: 'ticket', on, count: 'rows', where: `${until} >= f.opened_at` }, 'f.opened_day', kind),
  }
}

const due = 'f.sla_due_at is not null and (f.solved_at is not null or f.sla_due_day <= {as_of})'
const rated = 'f.csat is not null and f.solved_day is not null'
const satisfiedParam: ParamDefinition = { id: 'satisfied', label: { zh: '满意起点（分）', en: 'Satisfied from' }, default: 4 }

export const serviceMetrics: readonly MetricDefinition[] = [
  {
    ...count,
    id: 'ticket_count',
    label: { zh: '工单数', en: 'Tickets' },
    dateBasis: opened,
    additivity: 'additive',
    direction: 'neutral',
    definition: { zh: '期内创建的工单。', en: 'Tickets opened in the period.' },
    formula: { parts: { tickets: tickets('opened') }, population: 'tickets' },
    needs: ['ticket'],
  },
  {
    ...count,
    id: 'backlog_count',
    label: { zh: '未结工单数', en: 'Open tickets' },
    dateBasis: { zh: '截至某日', en: 'As of a day' },
    additivity: 'semi-additive',
    direction: 'up-is-bad',
    definition: { zh: '截至该日已创建且尚未解决的工单。', en: 'Tickets opened by the end of the day and not solved by then.' },
    formula: {
      parts: {
        tickets: {
          ...tickets(
            'opened',
            '(f.opened_day is null or f.opened_day <= b.as_of_day) and (f.solved_day is null or f.solved_day > b.as_of_day)',
          ),
          snapshot: true,
        },
      },
      population: 'tickets',
    },
    needs: ['ticket', 'ticket.opened_at'],
  },
  {
    ...hours,
    id: 'first_response_hours',
    label: { zh: '首次响应时长', en: 'First response time' },
    dateBasis: opened,
    params: [hoursParam],
    definition: {
      zh: '期内创建的工单从创建到首次回复的小时数；尚未回复的不计入。',
      en: 'Hours from opening to the first reply, over tickets opened in the period; those without a reply are left out.',
    },
    formula: {
      by: ['hours'],
      cases: { calendar: time('opened', 'f.first_reply_at', 'calendar'), business: time('opened', 'f.first_reply_at', 'business') },
    },
    needs: ['ticket', 'ticket.opened_at', 'ticket.first_reply_at'],
  },
  {
    ...hours,
    id: 'resolution_hours',
    label: { zh: '解决时长', en: 'Resolution time' },
    dateBasis: solved,
    params: [hoursParam],
    definition: {
      zh: '期内解决的工单从创建到最后一次解决的小时数。',
      en: 'Hours from opening to the last solution, over tickets solved in the period.',
    },
    formula: {
      by: ['hours'],
      cases: { calendar: time('solved', 'f.solved_at', 'calendar'), business: time('solved', 'f.solved_at', 'business') },
    },
    needs: ['ticket', 'ticket.opened_at', 'ticket.solved_at'],
  },
  {
    ...ratio,
    id: 'sla_attainment_rate',
    label: { zh: 'SLA 达标率', en: 'SLA attainment' },
    dateBasis: opened,
    definition: {
      zh: '期内创建、有时限且已解决或已过时限的工单中，在时限内解决的比例。',
      en: 'Of the tickets opened in the period with a time limit that are solved or past it, the share solved within it.',
    },
    formula: {
      parts: { kept: tickets('opened', `${due} and f.solved_at <= f.sla_due_at`), due: tickets('opened', due) },
      value: '{kept} / nullif({due}, 0)',
      population: 'due',
      numerator: 'kept',
    },
    needs: ['ticket', 'ticket.sla_due_at', 'ticket.solved_at'],
  },
  {
    ...ratio,
    id: 'csat',
    label: { zh: '客户满意度', en: 'Customer satisfaction' },
    dateBasis: solved,
    params: [satisfiedParam],
    definition: {
      zh: '期内解决且有评分的工单中，评分达到 4 分（5 分制）的比例；同时说明评分率。',
      en: 'Of the rated tickets solved in the period, the share rated 4 or more of 5; how many were rated is said beside it.',
    },
    formula: {
      parts: {
        satisfied: tickets('solved', `${rated} and f.csat >= {satisfied}`),
        rated: tickets('solved', rated),
      },
      value: '{satisfied} / nullif({rated}, 0)',
      population: 'rated',
      numerator: 'satisfied',
      notes: [
        {
          code: 'response-rate',
          part: tickets('solved', rated),
          of: tickets('solved', 'f.solved_day is not null'),
          text: { zh: '已解决的工单中有 {share} 给出了评分。', en: '{share} of the solved tickets were rated.' },
        },
      ],
    },
    needs: ['ticket', 'ticket.csat', 'ticket.solved_at'],
  },
]
