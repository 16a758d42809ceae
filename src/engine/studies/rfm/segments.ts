import {
  ownSegmentId,
  rfmSegmentWords,
  type RfmParams,
  type RfmSegment,
  type RfmSegmentId as SegmentId,
} from '../../../contract/study-rfm.ts'
import type { LocalText } from '../../../contract/text.ts'

/** The scores that customers share: 1 to 5 each, and whether each lies above the mean score. */
export interface Cell {
  readonly cell: number
  readonly r: number
  readonly f: number
  readonly m: number
}

export interface SegmentDefinition {
  readonly id: string
  readonly label: LocalText
  readonly holds: (cell: Cell) => boolean
}

/** Recency, frequency and money above (1) or below the mean score, as `cell` keeps them in its last three bits. */
function byMean(bits: string, id: SegmentId): SegmentDefinition {
  return { id, label: rfmSegmentWords[id], holds: ({ cell }) => cell % 8 === Number.parseInt(bits, 2) }
}

const chinese: readonly SegmentDefinition[] = [
  byMean('111', 'important-value'),
  byMean('011', 'important-keep'),
  byMean('101', 'important-develop'),
  byMean('001', 'important-retain'),
  byMean('110', 'general-value'),
  byMean('010', 'general-keep'),
  byMean('100', 'general-develop'),
  byMean('000', 'general-retain'),
]

function byScores(id: SegmentId, r: readonly number[], f: readonly number[], m?: readonly number[]): SegmentDefinition {
  const label = rfmSegmentWords[id]
  return { id, label, holds: (cell) => r.includes(cell.r) && f.includes(cell.f) && (m === undefined || m.includes(cell.m)) }
}

/** The grid of recency by frequency; customers lost and asleep are told apart by what they were worth. */
const international: readonly SegmentDefinition[] = [
  byScores('champions', [5], [4, 5]),
  byScores('loyal', [3, 4], [4, 5]),
  byScores('potential-loyalist', [4, 5], [2, 3]),
  byScores('new', [5], [1]),
  byScores('promising', [4], [1]),
  byScores('needs-attention', [3], [3]),
  byScores('about-to-sleep', [3], [1, 2]),
  byScores('cant-lose', [1, 2], [5]),
  byScores('at-risk', [1, 2], [3, 4]),
  byScores('hibernating', [1, 2], [1, 2], [3, 4, 5]),
  byScores('lost', [1, 2], [1, 2], [1, 2]),
]

const rest: SegmentDefinition = { id: 'other', label: rfmSegmentWords.other, holds: () => true }

/** The segments of a question, every customer in exactly one of them. */
export function segmentsOf({ segments }: RfmParams): readonly SegmentDefinition[] {
  if (segments === 'chinese-8') return chinese
  if (segments === 'international-11') return international
  return [...segments.map(own), rest]
}

function own({ name, r, f, m }: RfmSegment, place: number): SegmentDefinition {
  const fits = (scores: readonly number[] | undefined, score: number): boolean => scores === undefined || scores.includes(score)
  return {
    id: ownSegmentId(place),
    label: { zh: name, en: name },
    holds: (cell) => fits(r, cell.r) && fits(f, cell.f) && fits(m, cell.m),
  }
}

/** The segment of a cell: the first that holds it. */
export function segmentOf(cell: Cell, segments: readonly SegmentDefinition[]): SegmentDefinition {
  const found = segments.find(({ holds }) => holds(cell))
  if (found === undefined) throw new Error(`no segment holds the scores ${cell.r}-${cell.f}-${cell.m}`)
  return found
}

/** Reads a cell's scores from its number (see queries/studies/rfm/scored.sql). */
export function cellOf(cell: number): Cell {
  const scores = Math.floor(cell / 8)
  return { cell, r: Math.floor(scores / 100), f: Math.floor(scores / 10) % 10, m: scores % 10 }
}
