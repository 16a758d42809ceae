import type { RfmParams, RfmSegment } from '../../../contract/study-rfm.ts'
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
function byMean(bits: string, id: string, zh: string, en: string): SegmentDefinition {
  return { id, label: { zh, en }, holds: ({ cell }) => cell % 8 === Number.parseInt(bits, 2) }
}

const chinese: readonly SegmentDefinition[] = [
  byMean('111', 'important-value', '重要价值客户', 'Important: value'),
  byMean('011', 'important-keep', '重要保持客户', 'Important: keep'),
  byMean('101', 'important-develop', '重要发展客户', 'Important: develop'),
  byMean('001', 'important-retain', '重要挽留客户', 'Important: win back'),
  byMean('110', 'general-value', '一般价值客户', 'General: value'),
  byMean('010', 'general-keep', '一般保持客户', 'General: keep'),
  byMean('100', 'general-develop', '一般发展客户', 'General: develop'),
  byMean('000', 'general-retain', '一般挽留客户', 'General: win back'),
]

function byScores(
  id: string,
  zh: string,
  en: string,
  r: readonly number[],
  f: readonly number[],
  m?: readonly number[],
): SegmentDefinition {
  return { id, label: { zh, en }, holds: (cell) => r.includes(cell.r) && f.includes(cell.f) && (m === undefined || m.includes(cell.m)) }
}

/** The grid of recency by frequency; customers lost and asleep are told apart by what they were worth. */
const international: readonly SegmentDefinition[] = [
  byScores('champions', '冠军客户', 'Champions', [5], [4, 5]),
  byScores('loyal', '忠诚客户', 'Loyal', [3, 4], [4, 5]),
  byScores('potential-loyalist', '潜在忠诚客户', 'Potential loyalists', [4, 5], [2, 3]),
  byScores('new', '新客户', 'New', [5], [1]),
  byScores('promising', '有望客户', 'Promising', [4], [1]),
  byScores('needs-attention', '需要关注', 'Need attention', [3], [3]),
  byScores('about-to-sleep', '即将沉睡', 'About to sleep', [3], [1, 2]),
  byScores('cant-lose', '不能失去', 'Cannot lose', [1, 2], [5]),
  byScores('at-risk', '有流失风险', 'At risk', [1, 2], [3, 4]),
  byScores('hibernating', '沉睡客户', 'Hibernating', [1, 2], [1, 2], [3, 4, 5]),
  byScores('lost', '流失客户', 'Lost', [1, 2], [1, 2], [1, 2]),
]

const rest: SegmentDefinition = { id: 'other', label: { zh: '其余客户', en: 'Other' }, holds: () => true }

/** The segments of a question, every customer in exactly one of them. */
export function segmentsOf({ segments }: RfmParams): readonly SegmentDefinition[] {
  if (segments === 'chinese-8') return chinese
  if (segments === 'international-11') return international
  return [...segments.map(own), rest]
}

function own({ name, r, f, m }: RfmSegment, place: number): SegmentDefinition {
  const fits = (scores: readonly number[] | undefined, score: number): boolean => scores === undefined || scores.includes(score)
  return {
    id: `own-${place + 1}`,
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
