import { ownSegmentId, RfmSegment, rfmSchemes, rfmSegmentWords } from '../../../src/contract/study-rfm.ts'
import { z } from 'zod'
import type { LocalText } from '../../../src/contract/text.ts'

export const scales = ['r', 'f', 'm'] as const
export type Scale = (typeof scales)[number]
export const scores = [1, 2, 3, 4, 5] as const
export const mostSegments = 40

/** The segments of one's own that a param holds; null where it names a scheme. */
export function ownSegments(value: unknown): readonly RfmSegment[] | null {
  return z.array(RfmSegment).safeParse(value).data ?? null
}

/** A segment with a score taken in or out of a scale: all five is the same as none said, and the last one stays. */
export function withScore(segment: RfmSegment, scale: Scale, score: number): RfmSegment {
  const held: readonly number[] = segment[scale] ?? scores
  const next = held.includes(score) ? held.filter((one) => one !== score) : [...held, score].toSorted((a, b) => a - b)
  if (next.length === 0) return segment
  const { [scale]: _, ...rest } = segment
  return next.length === scores.length ? rest : { ...rest, [scale]: [...next] }
}

export interface NamedSegment {
  readonly id: string
  readonly label: LocalText
}

/** Every segment that a customer can be in, as the study calls them. */
export function segmentChoices(value: unknown): NamedSegment[] {
  const named = (id: keyof typeof rfmSegmentWords): NamedSegment => ({ id, label: rfmSegmentWords[id] })
  const own = ownSegments(value)
  if (own !== null) return [...own.map(({ name }, place) => ({ id: ownSegmentId(place), label: { zh: name, en: name } })), named('other')]
  return (rfmSchemes[value === 'international-11' ? value : 'chinese-8'] as readonly (keyof typeof rfmSegmentWords)[]).map(named)
}
