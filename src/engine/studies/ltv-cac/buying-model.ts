import { bgNbdAlive, bgNbdExpected, fittingBgNbd } from '../statistics/customer-base/bg-nbd.ts'
import type { Fit } from '../statistics/customer-base/fit.ts'
import type { StudyScope } from '../scope.ts'
import type { Steps } from '../statistics/minimise.ts'
import type { Histories } from '../statistics/customer-base/histories.ts'
import { fittingParetoNbd, paretoNbdAlive, paretoNbdExpected } from '../statistics/customer-base/pareto-nbd.ts'

export type ModelName = 'bg-nbd' | 'pareto-nbd'

/** A fitted model of repeat buying; times in weeks. */
export interface BuyingModel {
  readonly parameters: Readonly<Record<string, number>>
  readonly standardErrors: Readonly<Record<string, number>> | null
  readonly logLikelihood: number
  readonly customers: number
  readonly repeaters: number
  readonly alive: (frequency: number, recency: number, age: number) => number
  readonly expected: (time: number, frequency: number, recency: number, age: number) => number
}

export interface NoModel {
  readonly kind: 'refused'
  readonly reason: string
  readonly details: Readonly<Record<string, number>>
}

/** `reason` is a refusal's of the statistics, or `buys-by-contract` {n, shape, limit}. */
export function noModel(reason: string, details: NoModel['details']): NoModel {
  return { kind: 'refused', reason, details }
}

/** Fits one of the two models to histories in weeks. Refuses as they do; fails with `cancelled`. */
export async function fitBuying(scope: StudyScope, name: ModelName, histories: Histories): Promise<BuyingModel | NoModel> {
  if (name === 'bg-nbd') return ready(await inTurns(scope, fittingBgNbd(histories)), bgNbdAlive, bgNbdExpected)
  return ready(await inTurns(scope, fittingParetoNbd(histories)), paretoNbdAlive, paretoNbdExpected)
}

/** Between two steps the engine's other work has its turn. */
export async function inTurns<Result>(scope: StudyScope, steps: Steps<Result>): Promise<Result> {
  for (;;) {
    await scope.breathe()
    const { done, value } = steps.next()
    if (done === true) return value
  }
}

function ready<Parameters extends object>(
  fit: Fit<Parameters>,
  alive: (parameters: Parameters, frequency: number, recency: number, age: number) => number,
  expected: (parameters: Parameters, time: number, frequency: number, recency: number, age: number) => number,
): BuyingModel | NoModel {
  if (fit.kind === 'refused') return fit
  const { parameters, standardErrors, logLikelihood, customers, repeaters } = fit
  return {
    parameters: { ...parameters } as Record<string, number>,
    standardErrors: standardErrors === null ? null : ({ ...standardErrors } as Record<string, number>),
    logLikelihood,
    customers,
    repeaters,
    alive: (...history) => alive(parameters, ...history),
    expected: (time, ...history) => expected(parameters, time, ...history),
  }
}
