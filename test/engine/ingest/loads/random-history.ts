import fc from 'fast-check'
import type { LoadMode } from '../../../../src/contract/imports.ts'
import type { NaiveLoad, NaiveStage, Row } from './naive-history.ts'

export const stages: Readonly<Record<string, NaiveStage>> = {
  Lead: { kind: 'open', probability: 0.1 },
  Proposal: { kind: 'open', probability: 0.3 },
  Negotiation: { kind: 'open', probability: 0.6 },
  'Closed Won': { kind: 'won', probability: 1 },
  'Closed Lost': { kind: 'lost', probability: 0 },
}

export interface RandomHistory {
  readonly loads: readonly NaiveLoad[]
  readonly questions: readonly { readonly asOf: string | null; readonly asKnownOn: string | null }[]
}

interface Change {
  readonly days: number
  readonly minute: number
  readonly column: string
  readonly value: string | null
}

interface Deal {
  readonly created: number
  readonly first: Row
  readonly changes: readonly Change[]
}

interface Export {
  readonly gap: number
  readonly minute: number
  readonly mode: LoadMode
  readonly files: 'deals' | 'visits' | 'both'
  readonly leftOut: readonly string[]
  readonly missing: readonly number[]
  readonly shifts: readonly number[]
  readonly corrections: readonly { readonly deal: number; readonly column: string; readonly value: string | null }[]
  readonly lostVisits: readonly number[]
  readonly isUndone: boolean
}

const dealCount = 12
const pick = <T>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values)
const owners = pick<string | null>('Ada', 'Ben', 'Cem', null)
const amounts = pick<string | null>('100', '250.5', '1000', '40', null)
const days = pick<string | null>('2025-01-20', '2025-02-10', '2025-02-28', '2025-03-15', '2025-04-05', null)
const stageNames = pick('Lead', 'Proposal', 'Negotiation', 'Proposal', 'Negotiation', 'Closed Won', 'Closed Lost')
const minute = fc.nat(1439)

const value: fc.Arbitrary<{ readonly column: string; readonly value: string | null }> = fc.oneof(
  { weight: 3, arbitrary: stageNames.map((name) => ({ column: 'Deal Stage', value: name })) },
  { weight: 1, arbitrary: owners.map((name) => ({ column: 'Deal Owner', value: name })) },
  { weight: 1, arbitrary: amounts.map((amount) => ({ column: 'Deal Amount', value: amount })) },
  { weight: 1, arbitrary: days.map((day) => ({ column: 'Close Date', value: day })) },
)

const deal: fc.Arbitrary<Deal> = fc.record({
  created: fc.nat(25),
  first: fc.record({ 'Deal Owner': owners, 'Deal Stage': pick('Lead', 'Lead', 'Proposal'), 'Deal Amount': amounts, 'Close Date': days }),
  changes: fc.array(
    fc.tuple(fc.integer({ min: 0, max: 14 }), minute, value).map(([wait, at, what]) => ({ days: wait, minute: at, ...what })),
    { minLength: 1, maxLength: 8 },
  ),
})

const exported: fc.Arbitrary<Export> = fc.record({
  gap: fc.oneof({ weight: 12, arbitrary: fc.integer({ min: 1, max: 12 }) }, { weight: 1, arbitrary: fc.constant(45) }),
  minute,
  mode: pick<LoadMode>('upsert', 'upsert', 'upsert', 'upsert', 'upsert', 'full', 'full', 'full', 'append', 'replace'),
  files: pick('deals', 'deals', 'both', 'visits'),
  leftOut: fc.oneof(
    { weight: 2, arbitrary: fc.constant<string[]>([]) },
    { weight: 1, arbitrary: fc.subarray(['Deal Owner', 'Deal Amount', 'Create Date', 'Close Date', 'Last Modified Date', 'Currency']) },
    { weight: 1, arbitrary: fc.constant(['Deal Stage']) },
  ),
  missing: fc.oneof(fc.constant<number[]>([]), fc.subarray([0, 1, 2, 3, 4, 5, 6])),
  shifts: fc.array(pick(0, 0, 0, 0, -20, -3, 2, 30), { minLength: dealCount, maxLength: dealCount }),
  corrections: fc.oneof(
    fc.constant([]),
    fc.array(
      fc.tuple(fc.nat(dealCount - 1), value).map(([of, what]) => ({ deal: of, ...what })),
      { maxLength: 2 },
    ),
  ),
  lostVisits: fc.oneof(fc.constant<number[]>([]), fc.subarray([0, 1, 2, 3, 4, 5])),
  isUndone: pick(false, false, false, true),
})

const question = fc.record({
  asOf: fc.option(fc.integer({ min: 0, max: 75 }), { freq: 4 }),
  asKnownOn: fc.option(fc.integer({ min: 14, max: 75 }), { freq: 3 }),
})

/** The moment this many days and minutes after the year began, as a wall clock shows it. */
export function moment(day: number, minutes: number): string {
  return new Date(Date.UTC(2025, 0, 1) + day * 86_400_000 + minutes * 60_000).toISOString().slice(0, 19).replace('T', ' ')
}

interface TrueState {
  readonly row: Row
  readonly modified: string
  readonly visits: readonly Row[]
}

/** How the source itself has a deal at a moment; null before it is created. */
function trueState({ created, first, changes }: Deal, id: string, at: string): TrueState | null {
  const createdAt = moment(created, 0)
  if (createdAt > at) return null
  let row: Row = { 'Deal ID': id, 'Deal Name': `Deal ${id}`, Currency: 'CNY', 'Create Date': createdAt.slice(0, 10), ...first }
  let modified = createdAt
  let day = created
  const visits: Row[] = [{ 'Deal ID': id, Stage: row['Deal Stage'] ?? null, 'Date entered': createdAt }]
  for (const change of changes) {
    day += change.days
    const changedAt = moment(day, change.minute)
    if (changedAt > at || changedAt <= modified) continue
    if (row[change.column] === change.value) continue
    row = { ...row, [change.column]: change.value }
    modified = changedAt
    if (change.column === 'Deal Stage') visits.push({ 'Deal ID': id, Stage: change.value, 'Date entered': changedAt })
  }
  return { row, modified, visits }
}

function naiveLoad(deals: readonly Deal[], what: Export, day: number): NaiveLoad {
  const at = moment(day, what.minute)
  const rows: Row[] = []
  const visits: Row[] = []
  deals.forEach((one, index) => {
    const state = trueState(one, `D${index + 1}`, at)
    if (state === null) return
    visits.push(...state.visits.filter((_, nth) => !what.lostVisits.includes(nth)))
    if (what.missing.includes(index)) return
    const shift = what.shifts[index] ?? 0
    const modified = new Date(Date.parse(`${state.modified.replace(' ', 'T')}Z`) + shift * 86_400_000).toISOString().slice(0, 19)
    const row: Record<string, string | null> = { ...state.row, 'Last Modified Date': modified.replace('T', ' ') }
    for (const correction of what.corrections) if (correction.deal === index) row[correction.column] = correction.value
    for (const column of what.leftOut) delete row[column]
    rows.push(row)
  })
  return {
    at,
    mode: what.mode,
    deals: what.files === 'visits' || rows.length === 0 ? null : rows,
    visits: what.files === 'deals' || visits.length === 0 ? null : visits,
    isUndone: what.isUndone,
  }
}

/** Deals live their lives; a few exports of them, days apart and with the faults that exports have, are loaded. */
export const randomHistory = (mostLoads: number): fc.Arbitrary<RandomHistory> =>
  fc
    .noBias(
      fc.record({
        deals: fc.array(deal, { minLength: dealCount, maxLength: dealCount }),
        exports: fc.array(exported, { minLength: 4, maxLength: mostLoads }),
        questions: fc.array(question, { minLength: 20, maxLength: 20 }),
      }),
    )
    .map(({ deals, exports, questions }) => {
      let day = 10
      const loads = exports.map((one) => naiveLoad(deals, one, (day += one.gap)))
      const dayText = (offset: number | null): string | null => (offset === null ? null : moment(offset, 0).slice(0, 10))
      return { loads, questions: questions.map(({ asOf, asKnownOn }) => ({ asOf: dayText(asOf), asKnownOn: dayText(asKnownOn) })) }
    })
