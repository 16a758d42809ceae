import { amountAt } from './deal-history.ts'
import type { Known } from './known.ts'
import type { Days } from './forecast-period.ts'

/** How sure an open deal is said to be, the surest first. */
export const dealCategories = ['commit', 'most_likely', 'best_case', 'pipeline', 'omitted'] as const
export type DealCategory = (typeof dealCategories)[number]

/** Who says it: the deal, its stage, or the probability that its stage is given. */
export type CategorySource = 'deal' | 'stage' | 'probability'

const names: Readonly<Record<DealCategory, readonly string[]>> = {
  commit: ['commit', 'forecast', 'committed', 'closed', '承诺', '承诺成交', '确定', '已结束'],
  most_likely: ['mostlikely', 'probable', '最可能', '很可能'],
  best_case: ['bestcase', 'upside', '最佳情况', '最佳', '乐观', '争取'],
  pipeline: ['pipeline', '管道', '商机'],
  omitted: ['omitted', 'omit', 'notforecasted', '忽略', '已忽略', '不计入'],
}

/** A category by what a source calls it; null for a name nobody knows. */
export function categoryNamed(name: string | null | undefined): DealCategory | null {
  if (name === null || name === undefined) return null
  const key = name.toLowerCase().replaceAll(/[\s_-]/g, '')
  return dealCategories.find((category) => names[category].includes(key)) ?? null
}

/** 0 = omitted, below 40 % pipeline, below 60 % best case, else commit, as Oracle maps them [C21]. */
export function categoryOfProbability(probability: number | null): DealCategory | null {
  if (probability === null) return null
  if (probability <= 0) return 'omitted'
  if (probability < 0.4) return 'pipeline'
  return probability < 0.6 ? 'best_case' : 'commit'
}

/** Where deals only repeat what their stage says it is the stage that says it, which is known of earlier days too. */
export function categorySource({ spans, open, stages, categories }: Known): CategorySource | null {
  const byStage = new Map(stages.map((stage) => [stage.id, stage]))
  const isOwn = open.some((row) => {
    const own = categories[spans.category[row] ?? -1]
    return own !== undefined && own !== byStage.get(spans.stage[row] ?? -1)?.category
  })
  if (isOwn) return 'deal'
  if (stages.some(({ category }) => category !== null)) return 'stage'
  return stages.some(({ probability }) => probability !== null) || open.some((row) => !Number.isNaN(spans.probability[row]))
    ? 'probability'
    : null
}

/** Rows of open deals planned for these days, by category; `null` = none is told. */
export function openByCategory(known: Known, days: Days, source: CategorySource): Map<DealCategory | null, number[]> {
  const { spans, stages, categories } = known
  const byStage = new Map(stages.map((stage) => [stage.id, stage]))
  const found = new Map<DealCategory | null, number[]>()
  for (const row of plannedFor(known, days)) {
    const stage = byStage.get(spans.stage[row] ?? -1)
    const own = spans.probability[row] ?? Number.NaN
    const category =
      source === 'probability'
        ? categoryOfProbability(Number.isNaN(own) ? (stage?.probability ?? null) : own)
        : categoryNamed((source === 'deal' ? categories[spans.category[row] ?? -1] : undefined) ?? stage?.category)
    const rows = found.get(category)
    if (rows === undefined) found.set(category, [row])
    else rows.push(row)
  }
  return found
}

/** Rows of open deals whose close is planned for these days. */
export function plannedFor({ spans, open }: Known, { from, to }: Days): number[] {
  return open.filter((row) => (spans.expected[row] ?? Number.NaN) >= from && (spans.expected[row] ?? Number.NaN) <= to)
}

/** What rows of open deals are worth. */
export function worthOf({ spans }: Known, rows: readonly number[]): number {
  return rows.reduce((sum, row) => sum + amountAt(spans, row), 0)
}
