import { HelmdeckError } from '../../../contract/errors.ts'
import { funnelEventWords, type FunnelEvent, type FunnelParams, type FunnelStep } from '../../../contract/study-funnel.ts'
import type { LocalText } from '../../../contract/text.ts'
import { missingNeeds } from '../../catalog/availability.ts'
import type { WorkspaceData } from '../../catalog/workspace-data.ts'
import type { Statement } from '../../report/cells-sql.ts'
import { stackStatements } from '../../report/stack.ts'
import { stepOf } from '../scope.ts'

type FunnelUnit = FunnelParams['unit']
/** What units can make: spend is money, no step of anybody. */
type MadeEvent = Exclude<FunnelEvent, 'spend'>
export type MadeStep = FunnelStep & { readonly event: MadeEvent }

interface EventDefinition {
  /** What has to be filled for it to happen at all, alternatives split by `|`. */
  readonly needs: string
  /** Where its query stands: `deal` for all units alike, `account` where accounts have it also without a deal. */
  readonly folder: 'unit' | 'deal' | 'deal-or-account'
}

const events: Readonly<Record<MadeEvent, EventDefinition>> = {
  touch: { needs: 'touch', folder: 'unit' },
  lead: { needs: 'lead', folder: 'unit' },
  mql: { needs: 'lead.mql_at|lead.sql_at', folder: 'unit' },
  sql: { needs: 'lead.sql_at', folder: 'unit' },
  opportunity: { needs: 'opportunity', folder: 'deal' },
  stage: { needs: 'stage_visit', folder: 'deal' },
  quote: { needs: 'quote', folder: 'deal-or-account' },
  contract: { needs: 'contract', folder: 'deal-or-account' },
  won: { needs: 'opportunity', folder: 'deal' },
  lost: { needs: 'opportunity', folder: 'deal' },
  order: { needs: 'order', folder: 'deal-or-account' },
  paid: { needs: 'payment', folder: 'deal-or-account' },
  repeat: { needs: 'opportunity|order', folder: 'deal-or-account' },
}

const wholeChain: readonly MadeEvent[] = ['lead', 'mql', 'sql', 'opportunity', 'stage', 'won', 'order', 'paid', 'repeat']

const usual: Readonly<Record<FunnelUnit, readonly MadeEvent[]>> = {
  lead: wholeChain,
  account: wholeChain,
  opportunity: ['opportunity', 'stage', 'won', 'order', 'paid', 'repeat'],
}

export const unitLabels: Readonly<Record<FunnelUnit, { readonly zh: string; readonly en: string; readonly many: string }>> = {
  lead: { zh: '线索', en: 'lead', many: 'leads' },
  opportunity: { zh: '商机', en: 'deal', many: 'deals' },
  account: { zh: '客户', en: 'account', many: 'accounts' },
}

/** What a step is called: a stage by its own name. */
export function stepLabel({ event, stage }: FunnelStep): LocalText {
  return stage === undefined ? funnelEventWords[event] : { zh: stage, en: stage }
}

/** Before the steps that units make stands what was spent, where it is asked for. Fails with `invalid-study` {reason: 'step-not-of-unit'}. */
export function withoutSpend(
  steps: readonly FunnelStep[],
  unit: FunnelUnit,
): { readonly hasSpend: boolean; readonly made: readonly MadeStep[] } {
  const made = steps.filter((step): step is MadeStep => step.event !== 'spend')
  const hasSpend = made.length < steps.length
  if (hasSpend && unit === 'opportunity')
    throw new HelmdeckError('invalid-study', { reason: 'step-not-of-unit', unit, step: 'spend', known: Object.keys(events) })
  return { hasSpend, made }
}

/** The steps of the whole chain as far as the workspace can tell them, spend and its open stages among them. */
export function usualSteps(unit: FunnelUnit, stages: readonly string[], data: WorkspaceData): FunnelStep[] {
  const here = usual[unit].filter((event) => isFilled(event, data))
  const steps = here.flatMap((event): FunnelStep[] => (event === 'stage' ? stages.map((stage) => ({ event, stage })) : [{ event }]))
  const hasSpend = unit !== 'opportunity' && data.filled.has('spend') && steps.length > 1
  return [...(hasSpend ? [{ event: 'spend' as const }] : []), ...steps].slice(0, 32)
}

/** Fails with `invalid-study` {reason: 'unknown-stage'} for a stage that there is not. */
export function checkStages(steps: readonly FunnelStep[], stages: readonly string[]): void {
  const unknown = steps.find(({ stage }) => stage !== undefined && !stages.includes(stage))
  if (unknown?.stage !== undefined)
    throw new HelmdeckError('invalid-study', { reason: 'unknown-stage', stage: unknown.stage, known: [...stages] })
}

/** Which steps the workspace can say nothing about. */
export function emptySteps(steps: readonly MadeStep[], data: WorkspaceData): MadeStep[] {
  return steps.filter(({ event }) => !isFilled(event, data))
}

function isFilled(event: MadeEvent, data: WorkspaceData): boolean {
  return missingNeeds([events[event].needs], data).length === 0
}

/** Events that count as another step of the funnel than the numbered ones. */
export const endedStep = 100

/** A statement of all events (unit, moment, thing, step): the steps by their place, exclusions from `steps.length` on, the end as `endedStep`. */
export function eventsStatement({ unit, withoutMql, exclude }: FunnelParams, steps: readonly MadeStep[]): Statement {
  const statementOf = ({ event, stage }: MadeStep): Statement => {
    const own = events[event].folder
    const folder = own === 'unit' || (own === 'deal-or-account' && unit === 'account') ? unit : 'deal'
    const params = event === 'stage' ? { stage: stage ?? '' } : event === 'mql' ? { impute: withoutMql === 'impute' } : {}
    return stepOf(`funnel/${folder}/${event}.sql`, params)
  }
  return stackStatements([
    ...steps.map((step, place) => ({ step: place, statement: statementOf(step) })),
    ...exclude.map((step, place) => ({ step: steps.length + place, statement: statementOf(step) })),
    { step: endedStep, statement: stepOf(`funnel/${unit}/ended.sql`) },
  ])
}

/** Whether an event belongs to the deal, not to the lead before it. */
export function isOfDeal({ event }: MadeStep): boolean {
  return events[event].folder !== 'unit'
}
