import type { FunnelParams } from '../../../contract/study-funnel.ts'
import { HelmdeckError } from '../../../contract/errors.ts'
import type { SqlParams } from '../../database/database.ts'
import { dayText } from '../../report/calendar-days.ts'
import { idsStatement } from '../../report/derived-tables.ts'
import { stepOf, type Steps, type StudyScope } from '../scope.ts'
import type { Study, Things } from '../study.ts'
import { readFunnelDrill, type FunnelDrill } from './funnel-drill.ts'
import { funnelAnswer } from './funnel-answer.ts'
import { checkStages, eventsStatement, isOfDeal, usualSteps, withoutSpend, type MadeStep } from './funnel-steps.ts'
import { readSpending, spendThings } from './spending.ts'
import { walk, type Walked } from './walk.ts'

const units = {
  lead: {
    fact: 'lead',
    columns: ['created_at', 'mql_at', 'sql_at', 'opportunity_id', 'account_ref', 'disqualified_reason', 'is_valid'],
    deals: 'funnel/deals_of_leads.sql',
  },
  opportunity: { fact: 'opportunity', columns: ['account_ref', 'lead_id'], deals: 'funnel/deals_of_deals.sql' },
  account: { fact: 'party', columns: [], deals: 'funnel/deals_of_accounts.sql' },
} as const

/** How far leads, deals or accounts came on their way to the customer, and where they stopped [C23, C1, C2, C5]. */
export const funnel: Study<'funnel'> = {
  label: { zh: '漏斗', en: 'Funnel' },
  description: {
    zh: '从触点、线索到赢单、回款、复购：同一批线索、商机或客户走到了哪一步，在哪里流失，用了多久。',
    en: 'From touch and lead to won, paid and bought again: how far one cohort of leads, deals or accounts came, where it stopped, how long it took.',
  },
  needs: ['lead|opportunity'],
  async run(scope, params) {
    const walked = await walkFunnel(scope, params)
    const spending = await readSpending(scope, params)
    return funnelAnswer(scope, params, walked, spending)
  },
  async things(scope, params, drill) {
    const wanted = readFunnelDrill(drill)
    if (wanted.kind === 'spend') return { fact: 'spend', ids: await spendThings(scope, params) } satisfies Things
    const walked = await walkFunnel(scope, params)
    return { fact: units[params.unit].fact, ids: idsOf(walked, wanted) } satisfies Things
  },
  async classes(scope, params) {
    const { steps, walked } = await walkFunnel(scope, params)
    return steps.map(({ event, stage }, place) => idsStatement(furthestAt(walked, place + 1), stage ?? event, place))
  },
}

/** The units that came as far as this step and no further. */
function furthestAt({ units, depths }: Walked, step: number): number[] {
  return [...units].filter((_, place) => depths[place] === step)
}

/** A funnel that was walked: each unit that made the first step, and the group it belongs to. */
export interface WalkedFunnel {
  readonly steps: readonly MadeStep[]
  /** What was spent stands before the steps. */
  readonly hasSpend: boolean
  readonly walked: Walked
  /** The values of the breakdown in their order; empty without one. */
  readonly groups: readonly (string | null)[]
  /** By the place of a unit: the place of its group. */
  readonly groupOf: Int32Array
}

async function walkFunnel(scope: StudyScope, params: FunnelParams): Promise<WalkedFunnel> {
  const stages = (await scope.rows<{ name: string }>('funnel/stages.sql')).map(({ name }) => name)
  const { hasSpend, made: steps } = withoutSpend(params.steps ?? usualSteps(params.unit, stages, scope.data), params.unit)
  checkSteps(steps, params, stages)
  const unit = units[params.unit]
  const population = scope.population({
    fact: unit.fact,
    filters: params.filters,
    by: params.by === null ? [] : [params.by],
    columns: unit.columns,
  })
  const deals = stepOf(unit.deals)
  const known: SqlParams = { until: `${dayText(scope.asOf + 1)} 00:00:00` }
  const names = steps.map(({ event, stage }) => `${event} ${stage ?? ''}`)
  const happened = { population, deals, happened: eventsStatement(params, steps) }
  const table =
    params.unit === 'account'
      ? await scope.table('funnel/chain_of_firsts.sql', { ...known, times: names.map((name) => timesOf(name, names)) }, happened)
      : await scope.table('funnel/chain.sql', known, happened)
  const walked = walk(table, {
    params,
    count: steps.length,
    hasTwins: new Set(names).size < names.length,
    ...scope.range,
    asOf: scope.asOf,
  })
  return { steps, hasSpend, walked, ...(await groupsOf(scope, params, steps, walked, { population, deals })) }
}

const timesOf = (name: string, names: readonly string[]): number => names.filter((other) => other === name).length

function checkSteps(steps: readonly MadeStep[], params: FunnelParams, stages: readonly string[]): void {
  checkStages([...steps, ...params.exclude], stages)
  const outside = params.exclude.find(({ after, before }) => after >= before || before > steps.length)
  if (outside !== undefined)
    throw new HelmdeckError('invalid-study', {
      reason: 'exclude-outside',
      after: outside.after,
      before: outside.before,
      steps: steps.length,
    })
}

async function groupsOf(
  scope: StudyScope,
  { by, byAt, unit }: FunnelParams,
  steps: readonly MadeStep[],
  { units, depths }: Walked,
  read: Steps & { readonly population: Steps[string]; readonly deals: Steps[string] },
): Promise<Pick<WalkedFunnel, 'groups' | 'groupOf'>> {
  if (by === null) return { groups: [], groupOf: new Int32Array(units.length) }
  const own = await scope.rows<{ value: string | null }>('funnel/groups.sql', {}, { population: read.population })
  const first = codesOf(await scope.table('funnel/members.sql', {}, { population: read.population }), units)
  const groups = own.map(({ value }) => value)
  if (byAt === 'first-step' || unit !== 'lead') return { groups, groupOf: first }
  const byDeal = scope.population({ fact: 'opportunity', filters: [], by: [by], columns: [] })
  const others = await scope.rows<{ value: string | null }>('funnel/groups.sql', {}, { population: byDeal })
  const last = codesOf(await scope.table('funnel/members_by_deal.sql', {}, { ...read, by_deal: byDeal }), units)
  const all = [...new Set([...groups, ...others.map(({ value }) => value)])]
  return {
    groups: all,
    groupOf: first.map((code, place) => {
      const step = steps[(depths[place] ?? 1) - 1]
      const deal = last[place] ?? -1
      return step !== undefined && isOfDeal(step) && deal >= 0 ? all.indexOf(others[deal]?.value ?? null) : code
    }),
  }
}

/** The codes of the units, both in rising order; -1 for a unit without one. */
function codesOf(table: Awaited<ReturnType<StudyScope['table']>>, units: Float64Array): Int32Array {
  const [members, codes] = [table.column('unit').numbers(), table.column('code').numbers()]
  let at = 0
  return Int32Array.from(units, (unit) => {
    while (at < members.length && (members[at] ?? 0) < unit) at += 1
    return members[at] === unit ? (codes[at] ?? -1) : -1
  })
}

function idsOf({ steps, walked, groups, groupOf }: WalkedFunnel, { kind, step, group }: FunnelDrill): number[] {
  if (kind === 'excluded') return [...walked.excluded]
  const { units, depths, possible } = walked
  const wanted = group === undefined ? null : groups.indexOf(group)
  const ids: number[] = []
  for (let place = 0; place < units.length; place += 1) {
    const depth = depths[place] ?? 0
    const isHere =
      kind === 'reached' ? depth >= step : depth === step - 1 && step <= steps.length && (possible[place] === 1) === (kind === 'possible')
    if (isHere && (wanted === null || groupOf[place] === wanted)) ids.push(units[place] ?? 0)
  }
  return ids
}
