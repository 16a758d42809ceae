import { HelmdeckError } from '../../../contract/errors.ts'
import { funnelEventWords, type FunnelEvent, type FunnelParams, type FunnelStep } from '../../../contract/study-funnel.ts'
import type { LocalText } from '../../../contract/text.ts'
import { missingNeeds } from '../../catalog/availability.ts'
import type { WorkspaceData } from '../../catalog/workspace-data.ts'
import type { Statement } from '../../report/cells-sql.ts'
import { stackStatements } from '../../report/stack.ts'
import { stepOf } from '../scope.ts'

type FunnelUnit = FunnelParams['unit']

interface EventDefinition {
  /** What has to be filled for it to happen at all, alternatives split by `|`. */
  readonly needs: string
  /** Where its query stands; `deal` for both units alike. */
  readonly folder: 'unit' | 'deal'
}

const events: Readonly<Record<FunnelEvent, EventDefinition>> = {
  touch: { needs: 'touch', folder: 'unit' },
  lead: { needs: 'lead', folder: 'unit' },
  mql: { needs: 'lead.mql_at|lead.sql_at', folder: 'unit' },
  sql: { needs: 'lead.sql_at', folder: 'unit' },
  opportunity: { needs: 'opportunity', folder: 'deal' },
  stage: { needs: 'stage_visit', folder: 'deal' },
  quote: { needs: 'quote', folder: 'deal' },
  contract: { needs: 'contract', folder: 'deal' },
  won: { needs: 'opportunity', folder: 'deal' },
  lost: { needs: 'opportunity', folder: 'deal' },
  order: { needs: 'order', folder: 'deal' },
  paid: { needs: 'payment', folder: 'deal' },
  repeat: { needs: 'opportunity', folder: 'deal' },
}

const usual: Readonly<Record<FunnelUnit, readonly FunnelEvent[]>> = {
  lead: ['lead', 'mql', 'sql', 'opportunity', 'stage', 'won', 'order', 'paid', 'repeat'],
  opportunity: ['opportunity', 'stage', 'won', 'order', 'paid', 'repeat'],
}

export const unitLabels: Readonly<Record<FunnelUnit, { readonly zh: string; readonly en: string; readonly many: string }>> = {
  lead: { zh: '线索', en: 'lead', many: 'leads' },
  opportunity: { zh: '商机', en: 'deal', many: 'deals' },
}

/** What a step is called: a stage by its own name. */
export function stepLabel({ event, stage }: FunnelStep): LocalText {
  return stage === undefined ? funnelEventWords[event] : { zh: stage, en: stage }
}

/** The steps of the whole chain as far as the workspace can tell them, its open stages among them. */
export function usualSteps(unit: FunnelUnit, stages: readonly string[], data: WorkspaceData): FunnelStep[] {
  const here = usual[unit].filter((event) => isFilled(event, data))
  const steps = here.flatMap((event): FunnelStep[] => (event === 'stage' ? stages.map((stage) => ({ event, stage })) : [{ event }]))
  return steps.slice(0, 32)
}

/** Fails with `invalid-study` {reason: 'unknown-stage'} for a stage that there is not. */
export function checkStages(steps: readonly FunnelStep[], stages: readonly string[]): void {
  const unknown = steps.find(({ stage }) => stage !== undefined && !stages.includes(stage))
  if (unknown?.stage !== undefined)
    throw new HelmdeckError('invalid-study', { reason: 'unknown-stage', stage: unknown.stage, known: [...stages] })
}

/** Which steps the workspace can say nothing about. */
export function emptySteps(steps: readonly FunnelStep[], data: WorkspaceData): FunnelStep[] {
  return steps.filter(({ event }) => !isFilled(event, data))
}

function isFilled(event: FunnelEvent, data: WorkspaceData): boolean {
  return missingNeeds([events[event].needs], data).length === 0
}

/** Events that count as another step of the funnel than the numbered ones. */
export const endedStep = 100

/** A statement of all events (unit, moment, thing, step): the steps by their place, exclusions from `steps.length` on, the end as `endedStep`. */
export function eventsStatement({ unit, withoutMql, exclude }: FunnelParams, steps: readonly FunnelStep[]): Statement {
  const statementOf = ({ event, stage }: Pick<FunnelStep, 'event' | 'stage'>): Statement => {
    const folder = events[event].folder === 'deal' ? 'deal' : unit
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
export function isOfDeal({ event }: FunnelStep): boolean {
  return events[event].folder === 'deal'
}
