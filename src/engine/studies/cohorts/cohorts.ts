import { z } from 'zod'
import type { CohortsParams } from '../../../contract/study-cohorts.ts'
import type { DimensionUse, Filter } from '../../../contract/report-spec.ts'
import type { FactId } from '../../catalog/definition.ts'
import type { Statement } from '../../report/cells-sql.ts'
import { readingStatement } from '../../report/stack.ts'
import { readDrill } from '../drill.ts'
import { stepOf, type StudyScope } from '../scope.ts'
import type { Study } from '../study.ts'
import { cohortDays, retentionWindows, widthOf, type Days } from './cohort-periods.ts'
import { noCohort, type CellRow, type CohortFacts, type CohortRow, type GroupRow, type RetentionRow } from './cohort-rows.ts'
import { cohortsAnswer } from './cohorts-answer.ts'

/** Who comes back after the first purchase, with how much money, and how much of both stays [C24]. */
export const cohorts: Study<'cohorts'> = {
  label: { zh: '同期群与留存', en: 'Cohorts and retention' },
  description: {
    zh: '按首次购买的时间把客户分批，看每批之后有多少人回来、带来多少钱，以及收入和客户的留存与流失。',
    en: 'Customers by when they first bought: how many come back later and with how much money, and how much of both stays.',
  },
  needs: ['account', 'order|opportunity'],
  async run(scope, params) {
    const days = cohortDays(scope, params)
    const steps = stepsOf(scope, params, days)
    const everyone = stepsOf(scope, params, always)
    if (scope.data.unconverted.has('order') || scope.data.unconverted.has('opportunity'))
      await scope.refuseUnrated(readingSteps(stepOf('cohorts/money.sql'), everyone))
    return cohortsAnswer(scope, params, await readFacts(scope, params, days, steps, everyone))
  },
  async things(scope, params, drill) {
    const { cohort, age, kind, group } = readDrill(CohortDrill, drill)
    const { aged } = stepsOf(scope, params, cohortDays(scope, params))
    const asked = {
      cohort: cohort ?? null,
      age: age ?? null,
      is_later: kind === 'later',
      is_again: kind === 'again',
      has_group: group !== undefined,
      group: group ?? null,
      months: widthOf(params),
      as_of: scope.asOf,
    }
    const rows = await scope.rows<{ id: number }>('cohorts/things.sql', asked, { aged })
    return { fact: params.start === 'first-won' ? 'opportunity' : 'customer', ids: rows.map(({ id }) => id) }
  },
  classes(scope, params, which) {
    // Without a period every customer is of some cohort, however long ago.
    const { members, events } = stepsOf(scope, params, scope.isUsualPeriod ? always : cohortDays(scope, params))
    const asked = { months: widthOf(params), as_of: scope.asOf, lost_days: params.lostDays, is_state: which === 'state' }
    return Promise.resolve([readingSteps(stepOf('cohorts/classes.sql', asked), { members, events })])
  },
}

/** Customers of a cohort, or of all (`later` without a cohort: those whose period has ended); with an age those who bought at it. */
const CohortDrill = z.strictObject({
  cohort: z.int().optional(),
  age: z.int().min(0).optional(),
  kind: z.enum(['all', 'bought', 'later', 'again']),
  group: z.string().nullable().optional(),
})

const always: Days = { from: -1_000_000, to: 1_000_000 }

const founding: Readonly<Record<CohortsParams['start'], { readonly fact: FactId; readonly members: string; readonly events: string }>> = {
  'first-purchase': { fact: 'purchase', members: 'members_of_purchases', events: 'events_of_purchases' },
  'first-won': { fact: 'opportunity', members: 'members_of_deals', events: 'events_of_deals' },
  'lead-created': { fact: 'lead', members: 'members_of_leads', events: 'events_of_purchases' },
}

// Every row is one value of it, so that everything is one group.
const everything: DimensionUse = { field: 'source.system' }

interface CohortSteps {
  readonly members: Statement
  readonly events: Statement
  readonly aged: Statement
}

function membersOf(scope: StudyScope, { start }: CohortsParams, filters: readonly Filter[], by: DimensionUse, days: Days): Statement {
  const { fact, members } = founding[start]
  const population = scope.population({ fact, filters, by: [by], columns: [] })
  return readingStatement(stepOf(`cohorts/${members}.sql`, { ...days, as_of: scope.asOf }), 'population', population)
}

function stepsOf(scope: StudyScope, params: CohortsParams, days: Days): CohortSteps {
  const members = membersOf(scope, params, params.filters, params.by ?? everything, days)
  const events = stepOf(`cohorts/${founding[params.start].events}.sql`, { as_of: scope.asOf })
  return { members, events, aged: readingSteps(stepOf('cohorts/aged.sql', { months: widthOf(params) }), { members, events }) }
}

function readingSteps(statement: Statement, { members, events }: Pick<CohortSteps, 'members' | 'events'>): Statement {
  return readingStatement(readingStatement(statement, 'members', members), 'events', events)
}

async function readFacts(
  scope: StudyScope,
  params: CohortsParams,
  days: Days,
  { aged, events }: CohortSteps,
  everyone: CohortSteps,
): Promise<CohortFacts> {
  const asked = { months: widthOf(params), periods: params.periods, as_of: scope.asOf }
  const cells = await scope.rows<CellRow>('cohorts/cells.sql', asked, { aged })
  const found = await scope.rows<CohortRow>('cohorts/cohorts.sql', {}, { aged })
  const windows = retentionWindows(days, scope.asOf, params)
  const whole = { members: everyone.members, events }
  const unfiltered = membersOf(scope, params, [], everything, always)
  const [gaps] = await scope.rows<CohortFacts['gaps']>('cohorts/gaps.sql', {}, whole)
  const [others] = await scope.rows<CohortFacts['others']>('cohorts/others.sql', {}, { everyone: unfiltered, events })
  return {
    width: widthOf(params),
    days,
    cells,
    cohorts: found.filter(({ cohort }) => cohort !== null),
    total: found.find(({ cohort }) => cohort === null) ?? noCohort,
    groups: params.by === null ? [] : await scope.rows<GroupRow>('cohorts/groups.sql', asked, { aged }),
    windows,
    retention: windows.length === 0 ? [] : await scope.rows<RetentionRow>('cohorts/retention.sql', retentionParams(windows, params), whole),
    gaps: gaps ?? { n: 0, p90: null, first_day: null },
    others: others ?? { unfounded: 0, only_returns: 0 },
  }
}

function retentionParams(windows: CohortFacts['windows'], { lostDays }: CohortsParams) {
  return {
    number: windows.map((_, place) => place),
    before_from: windows.map(({ before }) => before.from),
    before_to: windows.map(({ before }) => before.to),
    now_from: windows.map(({ now }) => now.from),
    now_to: windows.map(({ now }) => now.to),
    lost_days: lostDays,
  }
}
