import { targets } from '../../../contract/targets.ts'
import type { LocalText } from '../../../contract/text.ts'
import { mappedDraft, typeFit, unmappedDraft } from './column-draft.ts'
import type { ColumnDraft } from './column-draft.ts'
import type { ColumnEvidence } from './column-evidence.ts'
import { headerKey } from './header-key.ts'
import { matchHeader } from './match-header.ts'
import type { HeaderMatch } from './match-header.ts'
import type { ModelKind } from './synonyms/all-synonyms.ts'

export interface Rivalry {
  readonly target: string
  readonly headers: readonly string[]
}

export interface Assignment {
  readonly kind: ModelKind
  readonly columns: readonly ColumnDraft[]
  /** Targets that several columns claim with the same right. */
  readonly rivalries: readonly Rivalry[]
  /** What the headers and values say for this kind; only good for comparing kinds. */
  readonly score: number
}

interface Claim {
  readonly evidence: ColumnEvidence
  readonly match: HeaderMatch
  readonly fit: number
  readonly confidence: number
}

// Only columns that change figures are worth a question; for a phone number the first column will do.
const askedFor = new Set([
  'amount',
  'stage',
  'status',
  'created_at',
  'closed_at',
  'expected_close_on',
  'entered_at',
  'received_at',
  'ordered_at',
  'spent_on',
  'period_start',
  'list_price',
  'happened_at',
  'product',
  'channel',
])
/** Below it a column is no key with a few mistakes, but points at something else. */
const leastDistinct = 0.7
const keyColumns = new Set(['source_id', 'name'])
const peopleGave = /(code|number|no|sku|编码|单号)$/
const namedKinds = new Set<ModelKind>(['account', 'product', 'person', 'team', 'campaign', 'pipeline', 'channel'])

function claimsOf(kind: ModelKind, evidence: ColumnEvidence, hasId: boolean): Claim[] {
  return matchHeader(kind, evidence.header).flatMap((match) => {
    const target = targets[kind].columns[match.column]
    if (!target) return []
    const fit = (holdsAnything(kind, match.column) ? 1 : typeFit(evidence, target.type)) * keyFit(kind, match.column, evidence, hasId)
    return [{ evidence, match, fit, confidence: match.confidence * fit }]
  })
}

/** What a field was and became may be a day in every row of a log. */
function holdsAnything(kind: ModelKind, column: string): boolean {
  return kind === 'field_change' && (column === 'old_value' || column === 'new_value')
}

/** An id says something else in every row; in a file of things that bear names and no ids, so does the name. */
function keyFit(kind: ModelKind, column: string, evidence: ColumnEvidence, hasId: boolean): number {
  const isKey = column === 'source_id' || (column === 'name' && namedKinds.has(kind) && !hasId)
  if (!isKey || evidence.values.length < 3) return 1
  return evidence.distinctShare > leastDistinct ? 1 : 0.3
}

/** `ProductCode` beside `Id` is a number that people gave; what other files point at is the record's id. */
function yieldToRecordId(claims: readonly Claim[]): readonly Claim[] {
  const hasRecordId = claims.some((claim) => claim.match.column === 'source_id' && claim.match.strength === 'plain' && claim.fit === 1)
  if (!hasRecordId) return claims
  return claims.map((claim) =>
    claim.match.column === 'source_id' && peopleGave.test(headerKey(claim.evidence.header)) ? weakened(claim) : claim,
  )
}

/** `CompletedDateTime` beside `ActivityDate` says the same and more where both name the same days in every row of the sample. */
function settleMoments(kind: ModelKind, claims: readonly Claim[]): readonly Claim[] {
  const dayOf = (moment: Claim): Claim | undefined =>
    claims.find(({ match, evidence }) => match.column === moment.match.column && namesSameDays(evidence, moment.evidence))
  const isMoment = ({ match }: Claim): boolean => targets[kind].columns[match.column]?.type === 'timestamp'
  const outdone = new Map(
    claims.filter(isMoment).flatMap((moment) => {
      const day = dayOf(moment)
      return day === undefined ? [] : [[day, moment] as const]
    }),
  )
  const moments = new Map([...outdone].map(([day, moment]) => [moment, Math.max(day.confidence, moment.confidence)]))
  return claims.map((claim) => (outdone.has(claim) ? weakened(claim) : { ...claim, confidence: moments.get(claim) ?? claim.confidence }))
}

/** A moment in UTC may be of the day before. */
function namesSameDays(days: ColumnEvidence, moments: ColumnEvidence): boolean {
  if (days.type !== 'date' || moments.type !== 'timestamp' || days.emptyShare !== moments.emptyShare) return false
  const apart = (index: number): number =>
    Math.abs(Date.parse(days.values[index] ?? '') - Date.parse((moments.values[index] ?? '').slice(0, 10)))
  return days.values.every((_, index) => apart(index) <= 86_400_000)
}

const weakened = (claim: Claim): Claim => ({ ...claim, confidence: claim.confidence * 0.9 })

/** Gives each column of a file the target its header and values fit best, supposing the file is of this kind. */
export function assignColumns(kind: ModelKind, columns: readonly ColumnEvidence[]): Assignment {
  const hasId = columns.some(
    (evidence) =>
      evidence.distinctShare > leastDistinct &&
      matchHeader(kind, evidence.header).some((match) => match.column === 'source_id' && match.strength !== 'weak'),
  )
  const found = columns.flatMap((evidence) => claimsOf(kind, evidence, hasId)).filter((claim) => claim.confidence >= 0.45)
  const claims = settleMoments(kind, yieldToRecordId(found)).toSorted(
    (a, b) => b.confidence - a.confidence || a.evidence.index - b.evidence.index,
  )
  const taken = new Map<string, Claim>()
  const given = new Map<number, Claim>()
  const rivals = new Map<string, string[]>()
  for (const claim of claims) {
    if (given.has(claim.evidence.index)) continue
    const holder = taken.get(claim.match.column)
    if (holder === undefined) {
      taken.set(claim.match.column, claim)
      given.set(claim.evidence.index, claim)
    } else if (isRival(holder, claim) && !claims.some((other) => other.evidence === claim.evidence && !taken.has(other.match.column))) {
      rivals.set(claim.match.column, [...(rivals.get(claim.match.column) ?? [holder.evidence.header]), claim.evidence.header])
    }
  }
  return {
    kind,
    columns: columns.map((evidence) => draftOf(kind, evidence, given.get(evidence.index))),
    rivalries: [...rivals].map(([column, headers]) => ({ target: `${kind}.${column}`, headers })),
    score: scoreOf(columns, [...given.values()]),
  }
}

function isRival(holder: Claim, claim: Claim): boolean {
  return (
    askedFor.has(claim.match.column) &&
    claim.evidence.values.length > 0 &&
    holder.evidence.values.length > 0 &&
    holder.confidence - claim.confidence < 0.03
  )
}

function draftOf(kind: ModelKind, evidence: ColumnEvidence, claim: Claim | undefined): ColumnDraft {
  if (claim === undefined) return unmappedDraft(evidence)
  return mappedDraft(evidence, `${kind}.${claim.match.column}`, claim.confidence, headerReason(kind, claim))
}

function headerReason(kind: ModelKind, { match, evidence }: Claim): LocalText {
  const label = targets[kind].columns[match.column]?.label ?? { zh: match.column, en: match.column }
  const header = evidence.header.slice(0, 80)
  if (match.strength === 'weak')
    return { zh: `列名“${header}”可能是“${label.zh}”，数值也相符`, en: `"${header}" may stand for ${label.en}, and the values fit` }
  if (keyColumns.has(match.column) && evidence.distinctShare > 0.9 && evidence.values.length > 2) {
    return {
      zh: `列名“${header}”常指“${label.zh}”，且各行不同`,
      en: `"${header}" is a usual name for ${label.en}, and every row has its own`,
    }
  }
  return { zh: `列名“${header}”常指“${label.zh}”`, en: `"${header}" is a usual name for ${label.en}` }
}

function scoreOf(columns: readonly ColumnEvidence[], claims: readonly Claim[]): number {
  const said = claims.reduce((sum, claim) => sum + claim.match.weight * claim.fit, 0)
  return said - 0.15 * (columns.length - claims.length)
}
