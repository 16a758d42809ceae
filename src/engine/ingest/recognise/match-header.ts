import { headerKey, headerKeys } from './header-key.ts'
import { modelKinds, synonyms } from './synonyms/all-synonyms.ts'
import type { ModelKind } from './synonyms/all-synonyms.ts'
import { commonSynonyms } from './synonyms/common.ts'
import type { ColumnSynonyms } from './synonyms/synonym-types.ts'

export interface HeaderMatch {
  readonly column: string
  readonly strength: 'telling' | 'plain' | 'weak'
  /** 0..1: how sure the header alone makes the mapping. */
  readonly confidence: number
  /** How many columns of this kind the header could name: the fewer kinds know it, the more it tells. */
  readonly weight: number
}

const sureness = { telling: 0.97, plain: 0.92, weak: 0.62 } as const
const weights = { telling: 3, plain: 1.2, weak: 0.5 } as const
type Index = ReadonlyMap<string, readonly HeaderMatch[]>

const indexes = new Map<ModelKind, Index>(modelKinds.map((kind) => [kind, indexOf(kind)]))

function indexOf(kind: ModelKind): Index {
  const found = new Map<string, HeaderMatch[]>()
  const add = (column: string, entry: ColumnSynonyms, isCommon: boolean): void => {
    for (const strength of ['telling', 'plain', 'weak'] as const) {
      for (const header of entry[strength] ?? []) {
        const key = headerKey(header)
        const matches = found.get(key) ?? []
        if (matches.some((match) => match.column === column)) continue
        matches.push({
          column,
          strength,
          confidence: sureness[strength] - (isCommon ? 0.02 : 0),
          weight: isCommon ? weights[strength] / 3 : weights[strength],
        })
        found.set(key, matches)
      }
    }
  }
  for (const [column, entry] of Object.entries(synonyms[kind].columns)) add(column, entry, false)
  for (const [column, entry] of Object.entries(commonSynonyms)) add(column, entry, true)
  return found
}

/** Columns of `kind` that a header may name, surest first; empty where no synonym is known. */
export function matchHeader(kind: ModelKind, header: string): readonly HeaderMatch[] {
  const index = indexes.get(kind)
  const best = new Map<string, HeaderMatch>()
  headerKeys(header).forEach((key, rank) => {
    for (const match of index?.get(key) ?? []) {
      const weaker = { ...match, confidence: match.confidence - rank * 0.05, weight: match.weight / (rank + 1) }
      if ((best.get(match.column)?.confidence ?? 0) < weaker.confidence) best.set(match.column, weaker)
    }
  })
  return [...best.values()].sort((a, b) => b.confidence - a.confidence)
}
