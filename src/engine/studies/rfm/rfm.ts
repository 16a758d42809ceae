import { z } from 'zod'
import { HelmdeckError } from '../../../contract/errors.ts'
import type { RfmParams } from '../../../contract/study-rfm.ts'
import { missingNeeds } from '../../catalog/availability.ts'
import { dimensions } from '../../catalog/dimensions.ts'
import { dayNumber } from '../../report/calendar-days.ts'
import { readingStatement } from '../../report/stack.ts'
import { noSuchDrill, readDrill } from '../drill.ts'
import { stepOf, type StudyScope } from '../scope.ts'
import type { Study } from '../study.ts'
import { rfmAnswer } from './rfm-answer.ts'
import type { CellRow, ListRow, MoveRow, RfmFacts, TraitRow } from './rfm-facts.ts'
import { rfmSteps, type RfmSteps } from './rfm-steps.ts'
import { cellOf, segmentOf, segmentsOf, type SegmentDefinition } from './segments.ts'

/** Who bought how lately, how often and for how much, and the segments that follow [C17]. */
export const rfm: Study<'rfm'> = {
  label: { zh: 'RFM 客户分层', en: 'RFM segments' },
  description: {
    zh: '按最近一次购买、购买次数和金额给客户打分并分层：谁值得保持，谁正在流失。',
    en: 'Customers by how lately, how often and for how much they bought: whom to keep, and who is slipping away.',
  },
  needs: ['account', 'order|opportunity'],
  async run(scope, params) {
    const now = await rfmSteps(scope, params, scope.asOf)
    if (scope.data.unconverted.has('order') || scope.data.unconverted.has('opportunity')) await scope.refuseUnrated(moneyOf(now))
    return rfmAnswer(scope, params, await readFacts(scope, params, now))
  },
  async things(scope, params, drill) {
    const { segment, before } = readDrill(RfmDrill, drill)
    const now = await rfmSteps(scope, params, scope.asOf)
    const cells = await scope.rows<{ cell: number }>('rfm/cells.sql', {}, { scored: now.scored })
    const inSegment = (id: string, of: readonly { cell: number }[]): number[] =>
      of.map(({ cell }) => cell).filter((cell) => segmentOf(cellOf(cell), segmentsOf(params)).id === id)
    if (before === undefined) {
      const rows = await scope.rows<{ id: number }>('rfm/things.sql', { cells: inSegment(segment, cells) }, { scored: now.scored })
      return { fact: 'customer', ids: rows.map(({ id }) => id) }
    }
    const then = await stepsBefore(scope, params)
    if (then === null) throw noSuchDrill(drill)
    const earlier = await scope.rows<{ cell: number }>('rfm/cells.sql', {}, { scored: then.scored })
    const asked = { cells_before: inSegment(before, earlier), cells_now: inSegment(segment, cells) }
    const rows = await scope.rows<{ id: number }>('rfm/moved_things.sql', asked, { scored: now.scored, before: then.scored })
    return { fact: 'customer', ids: rows.map(({ id }) => id) }
  },
  async classes(scope, params) {
    const { scored } = await rfmSteps(scope, params, scope.asOf)
    const rows = await scope.rows<{ cell: number }>('rfm/cells.sql', {}, { scored })
    const segments = segmentsOf(params)
    const found = rows.map(({ cell }) => segmentOf(cellOf(cell), segments))
    const classes = {
      cells: rows.map(({ cell }) => cell),
      // A segment of one's own is called by its name.
      names: found.map(({ id, label }) => (id.startsWith('own-') ? label.zh : id)),
      places: found.map((segment) => segments.indexOf(segment)),
    }
    return [readingStatement(stepOf('rfm/classes.sql', classes), 'scored', scored)]
  },
}

/** The customers of a segment; with `before` those who came from that one. */
const RfmDrill = z.strictObject({ segment: z.string(), before: z.string().optional() })

function moneyOf({ purchases, window }: RfmSteps) {
  return readingStatement(stepOf('rfm/money.sql', { ...window }), 'purchases', purchases)
}

async function stepsBefore(scope: StudyScope, params: RfmParams): Promise<RfmSteps | null> {
  return params.compareWith === null ? null : await rfmSteps(scope, params, dayNumber(params.compareWith))
}

async function readFacts(scope: StudyScope, params: RfmParams, now: RfmSteps): Promise<RfmFacts> {
  const { scored, customers, purchases, window, cuts, n } = now
  const segments = segmentsOf(params)
  const cells = await scope.rows<CellRow>('rfm/cells.sql', {}, { scored })
  const [others] = await scope.rows<{ lapsed: number; never: number }>('rfm/others.sql', { to: window.to }, { purchases, customers })
  const then = await stepsBefore(scope, params)
  const profiled = profileOf(params, segments, cells)
  return {
    window,
    cuts,
    n,
    segments,
    cells,
    others: others ?? { lapsed: 0, never: 0 },
    list: await readList(scope, params, now, profiled),
    listed: params.listed === 'profile' ? (profiled?.segment ?? null) : null,
    moves: then === null ? null : await scope.rows<MoveRow>('rfm/moves.sql', {}, { scored, before: then.scored }),
    traits: await readTraits(scope, params, now, profiled),
  }
}

const usualTraits = ['account.industry', 'account.size_band', 'account.region', 'account.country']

/** The segment that is looked at closer, and the cells of its customers. */
interface Profiled {
  readonly segment: SegmentDefinition
  readonly cells: readonly number[]
}

/** Fails with `invalid-study` {reason: 'unknown-segment'}. */
function profileOf({ profile }: RfmParams, segments: readonly SegmentDefinition[], cells: readonly CellRow[]): Profiled | null {
  if (profile === null) return null
  const segment = segments.find(({ id }) => id === profile.segment)
  if (segment === undefined)
    throw new HelmdeckError('invalid-study', { reason: 'unknown-segment', segment: profile.segment, known: segments.map(({ id }) => id) })
  return { segment, cells: cells.filter((cell) => segmentOf(cell, segments).id === segment.id).map(({ cell }) => cell) }
}

async function readList(
  scope: StudyScope,
  { list, listed }: RfmParams,
  { scored }: RfmSteps,
  profiled: Profiled | null,
): Promise<ListRow[]> {
  const cells = listed === 'profile' && profiled !== null ? profiled.cells : null
  return await scope.rows<ListRow>('rfm/list.sql', { limit: list, cells }, { scored })
}

/** What a segment is like, field by field. */
async function readTraits(
  scope: StudyScope,
  { profile }: RfmParams,
  { scored }: RfmSteps,
  profiled: Profiled | null,
): Promise<RfmFacts['traits']> {
  if (profile === null || profiled === null) return null
  const { segment, cells: own } = profiled
  const fields = profile.fields ?? usualTraits.filter((field) => missingNeeds(dimensions.get(field)?.needs ?? [], scope.data).length === 0)
  const found: TraitRow[] = []
  for (const field of fields) {
    const population = scope.population({ fact: 'customer', filters: [], by: [{ field }], columns: [] })
    const rows = await scope.rows<Omit<TraitRow, 'field'>>('rfm/traits.sql', { cells: [...own] }, { scored, population })
    found.push(...rows.map((row) => ({ ...row, field })))
  }
  return { segment, rows: found }
}
