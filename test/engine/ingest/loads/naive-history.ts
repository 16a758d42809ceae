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

const dealColumns = ['Deal Name', 'Deal Owner', 'Deal Stage', 'Deal Amount', 'Currency', 'Create Date', 'Close Date', 'Last Modified Date']
const dayOf = (moment: string): string => moment.slice(0, 10)
const cell = (row: Row, column: string): string | null => row[column] ?? null

/** The deals that were open at the end of `asOf`, as they stood then, by what had been loaded by the end of `asKnownOn`. */
export function openDeals(
  loads: readonly NaiveLoad[],
  stages: Readonly<Record<string, NaiveStage>>,
  asOf: string,
  asKnownOn: string | null,
): readonly OpenDeal[] {
  const known: Known = { versions: new Map(), visits: new Map() }
  for (const load of loads) {
    if (load.isUndone || (asKnownOn !== null && dayOf(load.at) > asKnownOn)) continue
    if (load.deals !== null) takeDeals(known, load, load.deals)
    if (load.visits !== null) takeVisits(known, load, load.visits)
  }
  const open: OpenDeal[] = []
  for (const [deal, versions] of known.versions) {
    const state = stateOn(deal, versions, known.visits.get(deal) ?? [], stages, asOf)
    if (state !== null) open.push(state)
  }
  return open
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
  const turns = stageTurns(versions, visits)
  const isClosing = (stage: string | null): boolean => stage !== null && stages[stage]?.kind !== 'open'
  if (isClosedOn(last, turns, visits, isClosing, asOf)) return null
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

/** Visits and changes of the row in the order of their times. */
function stageTurns(versions: readonly Version[], visits: readonly Visit[]): readonly Turn<string | null>[] {
  const told = columnTurns(versions, 'Deal Stage')
  const sorted = visits.toSorted((one, other) => (one.at < other.at ? -1 : 1))
  const firstVisit = sorted[0]
  const first = versions[0]
  if (firstVisit === undefined || first === undefined) return told
  const turns: { at: string; value: string | null }[] = sorted.map(({ at, stage }) => ({ at, value: stage }))
  const stage = cell(first.row, 'Deal Stage')
  const lastThen = sorted.findLast(({ loadedAt }) => loadedAt <= first.at)
  const isLast = sorted.at(-1)?.stage === stage || lastThen?.stage === stage
  if (!isLast) {
    const modified = cell(first.row, 'Last Modified Date')
    const changed = modified !== null && modified <= first.at ? modified : first.at
    turns.push({ at: lastThen !== undefined && lastThen.at > changed ? lastThen.at : changed, value: stage })
  }
  for (const { at, value } of told) if (at !== null) turns.push({ at, value })
  turns.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
  return [{ at: null, value: firstVisit.stage }, ...turns]
}

/** The last state that had begun by the end of the day. */
function valueOn(turns: readonly Turn<string | null>[], asOf: string): string | null {
  let value: string | null = null
  for (const turn of turns) if (turn.at === null || dayOf(turn.at) <= asOf) value = turn.value
  return value
}

function isClosedOn(
  last: Version,
  turns: readonly Turn<string | null>[],
  visits: readonly Visit[],
  isClosing: (stage: string | null) => boolean,
  asOf: string,
): boolean {
  const isClosedNow = isClosing(cell(last.row, 'Deal Stage'))
  if (isClosedNow) {
    const closings = visits.filter(({ stage }) => isClosing(stage)).map(({ at }) => at)
    const closed = closings.toSorted().at(-1) ?? cell(last.row, 'Close Date') ?? turns.findLast(({ value }) => isClosing(value))?.at
    if (closed == null || dayOf(closed) <= asOf) return true
  }
  return turns.some((turn, index) => {
    const next = turns[index + 1]
    if (!isClosing(turn.value) || next?.at == null || turn.at === null) return false
    return dayOf(turn.at) <= asOf && dayOf(next.at) > asOf
  })
}
