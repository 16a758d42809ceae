import type { Stat } from '../../contract/report-spec.ts'

const quantiles: Partial<Record<Stat, number>> = { median: 0.5, p10: 0.1, p25: 0.25, p50: 0.5, p75: 0.75, p90: 0.9, p95: 0.95 }
const plainStats = { average: 'avg', min: 'min', max: 'max', sum: 'sum' } as const

/** Quantiles are interpolated between neighbours, as quantile_cont and PERCENTILE.INC do. */
export function statSql(stat: Stat, value: string, scale: number): string {
  if (stat === 'count') return `count(${value})`
  const share = quantiles[stat]
  const sql =
    share === undefined ? `${plainStats[stat as keyof typeof plainStats]}(${value})` : `quantile_cont((${value})::double, ${share})`
  return scale === 1 ? `(${sql})::double` : `(${sql} / ${scale}.0)::double`
}
