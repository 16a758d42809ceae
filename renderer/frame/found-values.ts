import type { Api } from '../../src/contract/api.ts'
import type { Catalog, CatalogDimension } from '../../src/contract/catalog.ts'
import type { CancelSignal } from '../../src/contract/method.ts'
import { emptyReport, type DraftReport } from '../features/reports/report-editor.ts'
import { pinyinInitials } from '../features/reports/pinyin.ts'

/** Fields whose values people look for by name. */
const searched = ['account.name', 'owner.name', 'channel.name', 'product.name', 'campaign.name', 'team.name']
const shownEach = 5
/** Initials can't be asked of the database: as many of a field's most frequent values are looked through. */
const readEach = 1000

export interface FoundValue {
  readonly dimension: CatalogDimension
  readonly value: string
}

export function searchedFields({ dimensions }: Catalog): CatalogDimension[] {
  return searched.flatMap((id) => dimensions.filter((one) => one.id === id && one.available))
}

/** Whether something can be meant: a Chinese character says more than a Latin letter. */
export function isWorthAsking(query: string): boolean {
  return query.length >= 2 || /\p{Script=Han}/u.test(query)
}

/** Values that hold what was typed, most frequent first, a few of each field. */
export async function valuesWith(
  api: Api,
  fields: readonly CatalogDimension[],
  search: string,
  options: { signal: CancelSignal },
): Promise<FoundValue[]> {
  const answers = await Promise.all(fields.map(async ({ id }) => api.catalog.values({ field: id, search, limit: shownEach }, options)))
  return answers.flatMap(({ values }, place) => named(fields[place], values))
}

/** Names with Chinese characters among the most frequent values, by which initials are looked up. */
export async function chineseValues(
  api: Api,
  fields: readonly CatalogDimension[],
  options: { signal: CancelSignal },
): Promise<FoundValue[]> {
  const answers = await Promise.all(fields.map(async ({ id }) => api.catalog.values({ field: id, limit: readEach }, options)))
  return answers.flatMap(({ values }, place) => named(fields[place], values).filter(({ value }) => /\p{Script=Han}/u.test(value)))
}

/** Those whose initials begin with the letters typed before those that only hold them, a few of each field. */
export function withInitials(values: readonly FoundValue[], query: string): FoundValue[] {
  const typed = query.toLowerCase()
  if (!/^[a-z\d]{2,}$/.test(typed)) return []
  const counts = new Map<string, number>()
  return values
    .map((one) => ({ one, at: pinyinInitials(one.value).indexOf(typed) }))
    .filter(({ at }) => at >= 0)
    .toSorted((left, right) => Number(left.at > 0) - Number(right.at > 0))
    .map(({ one }) => one)
    .filter(({ dimension: { id } }) => {
      const count = (counts.get(id) ?? 0) + 1
      counts.set(id, count)
      return count <= shownEach
    })
}

function named(dimension: CatalogDimension | undefined, values: readonly { readonly value: string | null }[]): FoundValue[] {
  if (dimension === undefined) return []
  return values.flatMap(({ value }) => (value === null || value === '' ? [] : [{ dimension, value }]))
}

const shownFirst = ['won_value', 'won_count', 'pipeline_value']

/** What a value is asked for first: what was won with it, quarter by quarter; where that can't be said, the first metric that knows it. */
export function reportOfValue({ dimension, value }: FoundValue, { metrics }: Catalog): DraftReport | null {
  const able = metrics.filter((one) => one.available && one.dimensions.includes(dimension.id))
  const usual = shownFirst.flatMap((id) => able.filter((one) => one.id === id)).slice(0, 2)
  const values = usual.length > 0 ? usual : able.slice(0, 1)
  const [first] = values
  if (first === undefined) return null
  const isByTime = first.dimensions.includes('date') && first.additivity === 'additive'
  return {
    ...emptyReport,
    title: value.slice(0, 120),
    spec: {
      ...emptyReport.spec,
      rows: isByTime ? [{ field: 'date', grain: 'quarter' }] : [],
      values: values.map(({ id }) => ({ metric: id })),
      filters: [{ field: dimension.id, op: 'in', values: [value] }],
    },
  }
}
