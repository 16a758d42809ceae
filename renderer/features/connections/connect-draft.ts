import { create } from 'zustand'
import { Connection, ConnectionName, type ConnectionTest, type System } from '../../../src/contract/pulls.ts'
import { RestDescription } from '../../../src/contract/rest-description.ts'
import { setAt, type Json, type Place } from './json-places.ts'

export const steps = ['system', 'access', 'objects', 'schedule'] as const
export type Step = (typeof steps)[number]

/** What a person is entering. The secret is not part of it: it stays with the form and goes with it. */
export interface ConnectDraft {
  readonly step: Step
  /** The connection that is changed; null = a new one. */
  readonly of: string | null
  readonly name: string
  readonly system: System
  readonly url: string
  readonly user: string
  readonly dailyCalls: number | string
  readonly overlapMinutes: number | string
  readonly authority: string
  readonly rest: Json
  readonly schedule: Connection['schedule']
  readonly keepSecret: boolean
  /** Was it tried? From then on problems stand at their places. */
  readonly isTried: boolean
  readonly tested: ConnectionTest | null
  /** null = as the test suggests. */
  readonly chosen: readonly string[] | null
}

const emptyRest: Json = { auth: { type: 'bearer' }, objects: [{ name: '', path: '', key: 'id', page: { style: 'none' } }] }

export const emptyDraft: ConnectDraft = {
  step: 'system',
  of: null,
  name: '',
  system: 'tryton',
  url: '',
  user: '',
  dailyCalls: 100_000,
  overlapMinutes: 10,
  authority: '',
  rest: emptyRest,
  schedule: { kind: 'interval', minutes: 60 },
  keepSecret: true,
  isTried: false,
  tested: null,
  chosen: null,
}

export const useDraft = create<ConnectDraft>()(() => emptyDraft)

export function changeDraft(change: Partial<ConnectDraft>): void {
  useDraft.setState(change)
}

/** What concerns how the system is asked makes an earlier test worthless. */
export function changeAccess(change: Partial<ConnectDraft>): void {
  useDraft.setState({ ...change, tested: null })
}

export function changeRest(place: Place, value: Json | undefined): void {
  useDraft.setState(({ rest }) => ({ rest: setAt(rest, place, value) ?? {}, tested: null }))
}

export function draftOf(name: string, connection: Connection): ConnectDraft {
  const { system, url, user, dailyCalls, overlapMinutes, authority, rest, schedule, objects } = connection
  return {
    ...emptyDraft,
    step: 'access',
    of: name,
    name,
    system,
    url,
    user: user ?? '',
    dailyCalls,
    overlapMinutes,
    authority: authority ?? '',
    rest: (rest as Json | undefined) ?? emptyRest,
    schedule,
    chosen: objects.length === 0 ? null : objects,
  }
}

/** A name that is not taken yet, from the system's own. */
export function freeName(system: System, taken: readonly string[]): string {
  for (let nth = 1; ; nth++) {
    const name = nth === 1 ? system : `${system}-${nth}`
    if (!taken.includes(name)) return name
  }
}

/** The objects that are taken: those that were chosen, else all that can be read. */
export function takenObjects({ tested, chosen }: Pick<ConnectDraft, 'tested' | 'chosen'>): readonly string[] {
  const readable = (tested?.objects ?? []).filter(({ problem }) => problem === null).map(({ object }) => object)
  return chosen ?? readable
}

export interface CheckedDraft {
  /** null while something is not right. */
  readonly connection: Connection | null
  /** Places of what is not right: `name`, `url`, `rest.objects.0.path`. */
  readonly faults: ReadonlySet<string>
}

/** The draft as the contract has it, or where it is not. `[]` objects = all. */
export function checkDraft(draft: ConnectDraft): CheckedDraft {
  const { system, url, user, dailyCalls, overlapMinutes, authority, schedule, tested } = draft
  const taken = takenObjects(draft)
  const isAll = tested === null ? draft.chosen === null : tested.objects.every(({ object }) => taken.includes(object))
  const isRest = system === 'rest'
  const description = isRest ? RestDescription.safeParse(draft.rest) : null
  const checked = Connection.safeParse({
    system,
    url: url.trim(),
    user: user.trim() === '' ? null : user.trim(),
    objects: isAll ? [] : taken,
    dailyCalls,
    overlapMinutes,
    authority: authority.trim() === '' ? null : authority,
    schedule,
    ...(description?.success === true ? { rest: description.data } : {}),
  })
  const needsUser = !isRest || (description?.success === true && ['basic', 'login'].includes(description.data.auth.type))
  const faults = new Set([
    ...(ConnectionName.safeParse(draft.name).success ? [] : ['name']),
    ...(needsUser && user.trim() === '' ? ['user'] : []),
    ...(checked.error?.issues ?? []).map(({ path }) => path.join('.')),
    ...(description?.error?.issues ?? []).map(({ path }) => ['rest', ...path].join('.')),
  ])
  return { connection: checked.success && faults.size === 0 ? checked.data : null, faults }
}
