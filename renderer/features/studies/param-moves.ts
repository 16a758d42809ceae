import { hashOf } from '../../frame/router.ts'
import type { Params } from './params/study-form.ts'

/** `#/studies/funnel/{"order":"direct"}`: an address holds what differs from the defaults, so that it can be kept, sent and gone back to. */
export function addressOf(study: string, params: Params): string {
  return Object.keys(params).length === 0 ? hashOf('studies', study) : hashOf('studies', study, JSON.stringify(params))
}

/** The params of an address; an unreadable one is the study as it is by default. */
export function readParams(text: string | undefined): Params {
  if (text === undefined) return {}
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Params) : {}
  } catch {
    return {}
  }
}

/** Sets a param; `undefined`, and the value it has by default, take it out. Params stand in the order of their names, so that the same are written the same. */
export function setParam(params: Params, id: string, value: unknown, defaults: Params): Params {
  const rest = Object.entries(params).filter(([name]) => name !== id)
  const isDefault = value === undefined || JSON.stringify(value) === JSON.stringify(defaults[id])
  const all = isDefault ? rest : [...rest, [id, value] as const]
  return Object.fromEntries(all.toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

/** A step of a funnel as the contract names it. */
export interface Step {
  readonly event: string
  readonly stage?: string
}

export function moveStep<Item>(steps: readonly Item[], from: number, to: number): readonly Item[] {
  const item = steps[from]
  if (item === undefined || to < 0 || to >= steps.length || from === to) return steps
  return steps.toSpliced(from, 1).toSpliced(to, 0, item)
}

export function removeStep<Item>(steps: readonly Item[], place: number, least: number): readonly Item[] {
  return steps.length <= least || place < 0 || place >= steps.length ? steps : steps.toSpliced(place, 1)
}

/** Puts a step where it stands in the usual order of events (and stages), after those that come before it. */
export function addStep(steps: readonly Step[], step: Step, usual: readonly Step[], most: number): readonly Step[] {
  if (steps.length >= most || steps.some((one) => isSameStep(one, step))) return steps
  const rank = (one: Step) => usual.findIndex((other) => isSameStep(one, other))
  const place = steps.findLastIndex((one) => rank(one) <= rank(step))
  return steps.toSpliced(place + 1, 0, step)
}

export function isSameStep(one: Step, other: Step): boolean {
  return one.event === other.event && one.stage === other.stage
}
