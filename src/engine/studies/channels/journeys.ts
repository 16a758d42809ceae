import type { StudyScope } from '../scope.ts'
import type { TouchPath } from '../statistics/attribution/touch-path.ts'
import type { ChannelsParams } from '../../../contract/study-channels.ts'
import type { ChannelSteps } from './channels-steps.ts'

/**
 * The deals that count and the touches that led to them, column by column: the touches of deal i are those from `starts[i]` up to
 * `starts[i + 1]`, none where nobody knows of any. Money in ten-thousandths.
 */
export interface Journeys {
  /** The channels by their codes. */
  readonly names: readonly string[]
  readonly deals: Float64Array
  readonly worth: Float64Array
  /** NaN where nobody knows it. */
  readonly margins: Float64Array
  readonly groups: readonly (string | null)[]
  readonly starts: Int32Array
  /** By touch: the channel's code, the day since 1970-01-01, how many days before the closing. */
  readonly codes: Float64Array
  readonly touchDays: Float64Array
  readonly daysBefore: Float64Array
  /** By touch: the place of the milestone on its deal's path; -1 where unknown. */
  readonly leadPlaces: Float64Array
  readonly dealPlaces: Float64Array
  /** By touch: it is no touch, but the channel that the deal names. */
  readonly isOwn: Float64Array
}

export async function readJourneys(scope: StudyScope, params: ChannelsParams, steps: ChannelSteps): Promise<Journeys> {
  const names = (await scope.rows<{ name: string }>('channels/codes.sql', {}, steps.names)).map(({ name }) => name)
  const brought = { is_cash: params.basis === 'cash', margin_rate: params.marginRate }
  const converted = await scope.table('channels/converted.sql', brought, steps.deals)
  const touches = await scope.table('channels/steps_of_deals.sql', {}, steps.credited)
  const deals = converted.column('id').numbers()
  const numbers = (name: string): Float64Array => touches.column(name).numbers()
  return {
    names,
    deals,
    worth: converted.column('worth').numbers(),
    margins: converted.column('margin').numbers(),
    groups: converted.column('g0').values() as (string | null)[],
    starts: startsOf(deals, numbers('id')),
    codes: numbers('code'),
    touchDays: numbers('happened_day'),
    daysBefore: numbers('days_before'),
    leadPlaces: numbers('lead_place'),
    dealPlaces: numbers('deal_place'),
    isOwn: numbers('is_own'),
  }
}

/** Both rise; every touch belongs to one of the deals. */
function startsOf(deals: Float64Array, touched: Float64Array): Int32Array {
  const starts = new Int32Array(deals.length + 1)
  let touch = 0
  for (let deal = 0; deal < deals.length; deal += 1) {
    starts[deal] = touch
    while (touch < touched.length && touched[touch] === deals[deal]) touch += 1
  }
  starts[deals.length] = touch
  if (touch < touched.length) throw new Error('a touch of no deal')
  return starts
}

/** The path of one deal; with days only where asked for, so that equal paths are equal. */
export function pathOf(journeys: Journeys, deal: number, withDays: boolean): TouchPath {
  const [from, to] = [journeys.starts[deal] ?? 0, journeys.starts[deal + 1] ?? 0]
  const touches = Array.from({ length: to - from }, (_, place) => ({
    channel: journeys.names[journeys.codes[from + place] ?? -1] ?? '',
    ...(withDays ? { daysBefore: journeys.daysBefore[from + place] ?? 0 } : {}),
  }))
  const place = (places: Float64Array): number | null => {
    const found = places[from] ?? -1
    return found < 0 ? null : found
  }
  return { touches, conversions: 1, value: 0, leadCreation: place(journeys.leadPlaces), dealCreation: place(journeys.dealPlaces) }
}

/** The distinct paths of the deals that have one, for models that look at no days. */
export interface Shapes {
  /** By deal: the place of its path; -1 without one. */
  readonly of: Int32Array
  readonly paths: readonly TouchPath[]
}

const known = new WeakMap<Journeys, Shapes>()

export function shapesOf(journeys: Journeys): Shapes {
  const before = known.get(journeys)
  if (before !== undefined) return before
  const { deals, starts, codes, leadPlaces, dealPlaces } = journeys
  const places = new Map<string, number>()
  const paths: TouchPath[] = []
  const of = Int32Array.from(deals, (_, deal) => {
    const [from, to] = [starts[deal] ?? 0, starts[deal + 1] ?? 0]
    if (from === to) return -1
    const key = `${codes.subarray(from, to).join(',')}|${leadPlaces[from] ?? -1}|${dealPlaces[from] ?? -1}`
    const place = places.get(key) ?? paths.push(pathOf(journeys, deal, false)) - 1
    places.set(key, place)
    return place
  })
  const shapes = { of, paths }
  known.set(journeys, shapes)
  return shapes
}
