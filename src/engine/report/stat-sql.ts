import type { Stat } from '../../contract/report-spec.ts'
import { dialect } from '../dialect/in-use.ts'

const quantiles: Partial<Record<Stat, number>> = { median: 0.5, p10: 0.1, p25: 0.25, p50: 0.5, p75: 0.75, p90: 0.9, p95: 0.95 }
const plainStats = { average: 'avg', min: 'min', max: 'max', sum: 'sum' } as const

/** Quantiles are interpolated between neighbours, as PERCENTILE.INC does. */
export function statSql(stat: Stat, value: string, scale: number): string {
  if (stat === 'count') return `count(${value})`
  const share = quantiles[stat]
  const sql = share === undefined ? `${plainStats[stat as keyof typeof plainStats]}(${value})` : dialect.among.quantile(value, share)
  return dialect.cast(scale === 1 ? sql : `${sql} / ${scale}.0`, 'double')
}
