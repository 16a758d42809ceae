import type { LoadMode } from '../../../../src/contract/imports.ts'

/** A cell of a file; null where it is empty. Moments are `YYYY-MM-DD HH:MM:SS` in the workspace's zone, so that texts compare as times. */
export type Row = Readonly<Record<string, string | null>>

/** `null` = the load has no such file; a column that a row does not have is a column that the file does not have. */
export interface NaiveLoad {
  readonly at: string
  readonly mode: LoadMode
  readonly deals: readonly Row[] | null
  readonly visits: readonly Row[] | null
  readonly isUndone: boolean
}

export interface NaiveStage {
  readonly kind: 'open' | 'won' | 'lost'
  readonly probability: number
}

export interface OpenDeal {
  readonly deal: string
  readonly owner: string | null
  readonly stage: string | null
  readonly amount: number | null
  readonly probability: number | null
  readonly expectedMonth: string | null
  readonly expected: string | null
}

interface Version {
  readonly at: string
  readonly row: Row
  readonly isGone: boolean
}

interface Visit {
  readonly at: string
  readonly stage: string
  /** When we were told. */
  readonly loadedAt: string
}

interface Known {
  readonly versions: Map<string, Version[]>
  readonly visits: Map<string, Visit[]>
}

interface Turn<Value> {
  /** null = since the creation. */
  readonly at: string | null
  readonly value: Value
}

type IsClosing = (stage: string | null) => boolean

const dealColumns = ['Deal Name', 'Deal Owner', 'Deal Stage', 'Deal Amount', 'Currency', 'Create Date', 'Close Date', 'Last Modified Date']
const dayOf = (moment: string): string => moment.slice(0, 10)
const cell = (row: Row, column: string): string | null => row[column] ?? null

/** The deals that were open at the end of `asOf`, as they stood then, by what had been loaded by the end of `asKnownOn`. */
export function openDeals(
  allLoads: readonly NaiveLoad[],
  stages: Readonly<Record<string, NaiveStage>>,
  asOf: string,
  asKnownOn: string | null,
): readonly OpenDeal[] {
  const known = takeLoads(allLoads, asKnownOn)
  const open: OpenDeal[] = []
  for (const [deal, versions] of known.versions) {
    const state = stateOn(deal, versions, known.visits.get(deal) ?? [], stages, asOf)
    if (state !== null) open.push(state)
  }
  return open
}

function takeLoads(allLoads: readonly NaiveLoad[], asKnownOn: string | null): Known {
  const known: Known = { versions: new Map(), visits: new Map() }
  for (const load of asOldAsTheirData(allLoads.filter(({ isUndone }) => !isUndone))) {
    if (asKnownOn !== null && dayOf(load.loadedAt) > asKnownOn) continue
    if (load.deals !== null) takeDeals(known, load, load.deals)
    if (load.visits !== null) takeVisits(known, load, load.visits)
  }
  return known
}

/** A deal by all that is known: its creation, its last amount, and what ended it on the first day at whose end it was not open. */
export interface NaiveEnd {
  readonly created: string | null
  readonly amount: number | null
  readonly isGone: boolean
  /** The stage that had closed it by the end of the day, and whether for good; null where none had. */
  closedIn(day: string): { readonly stage: string | null; readonly isFinal: boolean } | null
}

export function endsOf(allLoads: readonly NaiveLoad[], stages: Readonly<Record<string, NaiveStage>>): ReadonlyMap<string, NaiveEnd> {
  const known = takeLoads(allLoads, null)
  const isClosing: IsClosing = (stage) => stage !== null && stages[stage]?.kind !== 'open'
  return new Map(
    [...known.versions].map(([deal, versions]) => {
      const visits = known.visits.get(deal) ?? []
      const turns = stageTurns(versions, visits, isClosing)
      const last = versions.at(-1)
      const amount = cell(last?.row ?? {}, 'Deal Amount')
      const end: NaiveEnd = {
        created: cell(last?.row ?? {}, 'Create Date'),
        amount: amount === null ? null : Number(amount),
        isGone: last?.isGone ?? false,
        closedIn: (day) => {
          const back = takenBack(versions, turns, isClosing, day)
          if (back !== null) return { stage: back, isFinal: false }
          if (!isClosedOn(versions, turns, visits, isClosing, day)) return null
          const row = cell(last?.row ?? {}, 'Deal Stage')
          return { stage: isClosing(row) ? row : (turns.at(-1)?.value ?? null), isFinal: true }
        },
      }
      return [deal, end] as const
    }),
  )
}

const daysBetween = (from: string, to: string): number =>
  (Date.parse(`${to.replace(' ', 'T')}Z`) - Date.parse(`${from.replace(' ', 'T')}Z`)) / 86_400_000

/** An export whose newest moment is over 30 days old when it is loaded counts from the end of the last day in the data. */
function asOldAsTheirData(loads: readonly NaiveLoad[]): readonly (NaiveLoad & { readonly loadedAt: string })[] {
  let newest = ''
  return loads.map((load) => {
    const moments = [
      ...(load.deals ?? []).flatMap((row) => [cell(row, 'Create Date'), cell(row, 'Last Modified Date')]),
      ...(load.visits ?? []).map((row) => cell(row, 'Date entered')),
    ].map((moment) => (moment?.length === 10 ? `${moment} 00:00:00` : moment))
    for (const moment of moments) if (moment !== null && moment !== undefined && moment <= load.at && moment > newest) newest = moment
    const isOld = newest !== '' && daysBetween(newest, load.at) > 30
    const at = isOld ? `${dayOf(newest)} 23:59:59` : load.at
    if (at > newest) newest = at
    return { ...load, at, loadedAt: load.at }
  })
}

function takeDeals(known: Known, load: NaiveLoad, rows: readonly Row[]): void {
  for (const row of rows) {
    const deal = row['Deal ID'] ?? ''
    const versions = known.versions.get(deal) ?? []
    known.versions.set(deal, versions)
    const before = versions.at(-1)
    if (before === undefined) {
      versions.push({ at: load.at, row, isGone: false })
      continue
    }
    if (load.mode === 'append') continue
    const modified = cell(row, 'Last Modified Date')
    const knownModified = cell(before.row, 'Last Modified Date')
    if (modified !== null && knownModified !== null && modified < knownModified) continue
    const after: Row = load.mode === 'replace' ? row : { ...before.row, ...row }
    if (!before.isGone && dealColumns.every((column) => cell(after, column) === cell(before.row, column))) continue
    versions.push({ at: load.at, row: after, isGone: false })
  }
  if (load.mode !== 'full' && load.mode !== 'replace') return
  const named = new Set(rows.map((row) => row['Deal ID']))
  for (const [deal, versions] of known.versions) {
    const before = versions.at(-1)
    if (!named.has(deal) && before !== undefined && !before.isGone) versions.push({ at: load.at, row: before.row, isGone: true })
  }
}

function takeVisits(known: Known, load: NaiveLoad, rows: readonly Row[]): void {
  const told = rows.map((row) => ({ deal: row['Deal ID'] ?? '', stage: row['Stage'] ?? '', at: row['Date entered'] ?? '' }))
  const isSame = (one: Visit, other: { stage: string; at: string }): boolean => one.stage === other.stage && one.at === other.at
  if (load.mode === 'full' || load.mode === 'replace')
    for (const [deal, visits] of known.visits)
      known.visits.set(
        deal,
        visits.filter((visit) => told.some((row) => row.deal === deal && isSame(visit, row))),
      )
  for (const { deal, stage, at } of told) {
    const visits = known.visits.get(deal) ?? []
    known.visits.set(deal, visits)
    if (!visits.some((visit) => isSame(visit, { stage, at }))) visits.push({ stage, at, loadedAt: load.at })
  }
}

function stateOn(
  deal: string,
  versions: readonly Version[],
  visits: readonly Visit[],
  stages: Readonly<Record<string, NaiveStage>>,
  asOf: string,
): OpenDeal | null {
  const last = versions.at(-1)
  if (last === undefined) return null
  const created = cell(last.row, 'Create Date')
  if (created !== null && dayOf(created) > asOf) return null
  if (isGoneOn(versions, asOf)) return null
  const isClosing: IsClosing = (stage) => stage !== null && stages[stage]?.kind !== 'open'
  const turns = stageTurns(versions, visits, isClosing)
  if (isClosedOn(versions, turns, visits, isClosing, asOf)) return null
  const stage = valueOn(turns, asOf)
  const known = isClosing(stage) ? null : stage
  const amount = valueOn(columnTurns(versions, 'Deal Amount'), asOf)
  return {
    deal,
    owner: valueOn(columnTurns(versions, 'Deal Owner'), asOf),
    stage: known,
    amount: amount === null ? null : Number(amount),
    probability: known === null ? null : (stages[known]?.probability ?? null),
    expectedMonth: valueOn(columnTurns(versions, 'Close Date'), asOf)?.slice(0, 7) ?? null,
    expected: valueOn(columnTurns(versions, 'Close Date'), asOf)?.slice(0, 10) ?? null,
  }
}

function isGoneOn(versions: readonly Version[], asOf: string): boolean {
  let isGone = false
  versions.forEach((version, index) => {
    const at = version.isGone ? version.at : changedAt(versions, index)
    if (dayOf(at) <= asOf) isGone = version.isGone
  })
  return isGone
}

/** The row's own time of change where it lies after the load before and not after the load that brought it; else the load. */
function changedAt(versions: readonly Version[], index: number): string {
  const version = versions[index]
  const before = versions[index - 1]
  if (version === undefined) throw new Error('there is no such version')
  const modified = version.isGone ? null : cell(version.row, 'Last Modified Date')
  return modified !== null && before !== undefined && modified > before.at && modified <= version.at ? modified : version.at
}

function columnTurns(versions: readonly Version[], column: string): readonly Turn<string | null>[] {
  const turns: Turn<string | null>[] = []
  versions.forEach((version, index) => {
    const before = versions[index - 1]
    const value = cell(version.row, column)
    if (before === undefined) turns.push({ at: null, value })
    else if (cell(before.row, column) !== value) turns.push({ at: changedAt(versions, index), value })
  })
  return turns
}

/**
 * Visits and changes of the row in the order of their times. Visits that were entered or loaded by the first version tell the time
 * before it; what it says itself then counts from its own time of change or from the last of them, whichever is later.
 */
function stageTurns(versions: readonly Version[], visits: readonly Visit[], isClosing: IsClosing): readonly Turn<string | null>[] {
  const told = columnTurns(versions, 'Deal Stage')
  const sorted = visits.toSorted((one, other) => (one.at < other.at ? -1 : 1))
  const firstVisit = sorted[0]
  const first = versions[0]
  if (firstVisit === undefined || first === undefined) return told
  const turns: { at: string; value: string | null }[] = sorted.map(({ at, stage }) => ({ at, value: stage }))
  const stage = cell(first.row, 'Deal Stage')
  const lastBefore = sorted.findLast(({ at, loadedAt }) => loadedAt <= first.at || at <= first.at)
  let start: string | null = isClosing(firstVisit.stage) ? null : firstVisit.stage
  if (lastBefore === undefined) start = stage
  else if (stage !== null && stage !== lastBefore.stage) {
    const modified = cell(first.row, 'Last Modified Date')
    turns.push({ at: modified !== null && modified <= first.at && modified > lastBefore.at ? modified : lastBefore.at, value: stage })
  }
  for (const { at, value } of told) if (at !== null) turns.push({ at, value })
  turns.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
  return [{ at: null, value: start }, ...turns]
}

/** The last state that had begun by the end of the day. */
function valueOn(turns: readonly Turn<string | null>[], asOf: string): string | null {
  let value: string | null = null
  for (const turn of turns) if (turn.at === null || dayOf(turn.at) <= asOf) value = turn.value
  return value
}

/** A closing that something else came after closed the deal in between; the last one is dated by the deal's closed day. */
function isClosedOn(
  versions: readonly Version[],
  turns: readonly Turn<string | null>[],
  visits: readonly Visit[],
  isClosing: IsClosing,
  asOf: string,
): boolean {
  if (takenBack(versions, turns, isClosing, asOf) !== null) return true
  const stays = turns.filter((turn, index) => index === 0 || turns[index - 1]?.value !== turn.value)
  const last = versions.at(-1)
  const lastStay = stays.at(-1)
  if (isClosing(cell(last?.row ?? {}, 'Deal Stage'))) {
    const closings = visits.filter(({ stage }) => isClosing(stage)).map(({ at }) => at)
    const closed =
      closings.toSorted().at(-1) ?? cell(last?.row ?? {}, 'Close Date') ?? stays.findLast(({ value }) => isClosing(value))?.at ?? null
    return closed === null || dayOf(closed) <= asOf
  }
  return lastStay !== undefined && isClosing(lastStay.value) && (lastStay.at === null || dayOf(lastStay.at) <= asOf)
}

/** The closing stage that held at the end of the day and that something else came after. */
function takenBack(versions: readonly Version[], turns: readonly Turn<string | null>[], isClosing: IsClosing, asOf: string): string | null {
  const stays = turns.filter((turn, index) => index === 0 || turns[index - 1]?.value !== turn.value)
  const found = stays.find((stay, index) => {
    const next = stays[index + 1]
    if (!isClosing(stay.value) || next === undefined || next.at === null) return false
    return dayOf(stay.at ?? firstClosing(versions)) <= asOf && dayOf(next.at) > asOf
  })
  return found?.value ?? null
}

/** When a deal that came closed had closed: its close date where that had come, else its own time of change, else the load. */
function firstClosing(versions: readonly Version[]): string {
  const first = versions[0]
  if (first === undefined) throw new Error('there is no version')
  const planned = cell(first.row, 'Close Date')
  const modified = cell(first.row, 'Last Modified Date')
  if (planned !== null && planned <= first.at) return planned
  return modified !== null && modified <= first.at ? modified : first.at
}
