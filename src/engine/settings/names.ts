import type { AliasKind, NameEntry } from '../../contract/settings.ts'

export interface CountedName {
  readonly name: string
  readonly rows: number
}

const places = /(特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|自治州|省|市|地区)$/u

/** What is left of a name when width, case, blanks and punctuation do not count, nor, for a place, what kind of place it is. */
export function likenessOf(name: string, kind: AliasKind): string {
  const key = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, '')
  if (kind !== 'region' || [...key].length < 3) return key
  return key.replace(places, '')
}

/**
 * Every name with what it counts as, and with a name it resembles where nobody has decided: the commonest of those that are
 * alike. Undecided ones first. Nothing here is a decision.
 */
export function describeNames(names: readonly CountedName[], kind: AliasKind, table: Readonly<Record<string, string>>): NameEntry[] {
  const commonest = new Map<string, string>()
  const canonicals = new Set(Object.values(table))
  for (const { name } of [...names].sort((left, right) => Number(canonicals.has(right.name)) - Number(canonicals.has(left.name)))) {
    const key = likenessOf(name, kind)
    if (!commonest.has(key) && !Object.hasOwn(table, name)) commonest.set(key, name)
  }
  const described = names.map(({ name, rows }): NameEntry => {
    const countsAs = Object.hasOwn(table, name) ? (table[name] ?? null) : null
    const alike = commonest.get(likenessOf(name, kind)) ?? name
    return { name, rows, countsAs, resembles: countsAs === null && alike !== name ? alike : null }
  })
  const missing = Object.entries(table).filter(([name]) => !names.some((one) => one.name === name))
  const unused = missing.map(([name, countsAs]): NameEntry => ({ name, rows: 0, countsAs, resembles: null }))
  return [...described.filter(({ resembles }) => resembles !== null), ...described.filter(({ resembles }) => resembles === null), ...unused]
}
