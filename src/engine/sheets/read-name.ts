import type { LocalText } from '../../contract/text.ts'
import type { Database } from '../database/database.ts'
import { queryText } from '../database/query-files.ts'
import { didYouMean } from '../report/did-you-mean.ts'
import { likenessOf } from '../settings/names.ts'
import { good, unresolved, type Reading } from './cell-state.ts'

export const namedKinds = ['person', 'team', 'channel', 'campaign', 'product'] as const
export type NamedKind = (typeof namedKinds)[number]

const nouns: Readonly<Record<NamedKind, LocalText>> = {
  person: { zh: '人员', en: 'person' },
  team: { zh: '团队', en: 'team' },
  channel: { zh: '渠道', en: 'channel' },
  campaign: { zh: '市场活动', en: 'campaign' },
  product: { zh: '产品', en: 'product' },
}

/** The texts by which one kind of thing is known. */
export interface KnownNames {
  readonly kind: NamedKind
  readonly texts: ReadonlySet<string>
  /** Without width, case, blanks and punctuation -> the name, where one thing only answers to it. */
  readonly byLikeness: ReadonlyMap<string, string | null>
  readonly names: readonly string[]
}

export async function readKnownNames(database: Database, kind: NamedKind): Promise<KnownNames> {
  const rows = await database.rows<{ text: string; name: string }>(queryText(`sheets/known_${kind}.sql`))
  const byLikeness = new Map<string, string | null>()
  for (const { text, name } of rows) {
    const key = likenessOf(text, 'person')
    byLikeness.set(key, byLikeness.has(key) && byLikeness.get(key) !== name ? null : name)
  }
  const names = [...new Set(rows.map(({ name }) => name))]
  return { kind, texts: new Set([...names, ...rows.map(({ text }) => text)]), byLikeness, names }
}

/** A name as the data knows it; one that nobody knows is kept and told, with those it may have meant. Empty is null. */
export function readName(typed: string, known: KnownNames): Reading<string | null> {
  const text = typed.trim()
  if (text === '') return good(null)
  if (known.texts.has(text)) return good(text)
  const alike = known.byLikeness.get(likenessOf(text, 'person'))
  if (alike) return good(alike)
  const { zh, en } = nouns[known.kind]
  return unresolved(
    text,
    `数据中没有名为“${text}”的${zh}，这一行按此名称保留`,
    `no ${en} is called "${text}"; the row is kept under that name`,
    suggestions(text, known.names),
  )
}

/** Names that share most of their characters, for Chinese ones, or that are a typing mistake away. */
function suggestions(text: string, names: readonly string[]): string[] {
  const near = didYouMean(text, names)
  if (near.length > 0) return near
  const characters = new Set(text)
  const shared = (name: string): number =>
    [...name].filter((character) => characters.has(character)).length / Math.max(text.length, name.length)
  return names
    .filter((name) => shared(name) >= 0.5)
    .sort((left, right) => shared(right) - shared(left) || left.localeCompare(right))
    .slice(0, 3)
}
