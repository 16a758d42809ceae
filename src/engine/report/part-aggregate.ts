import type { Stat } from '../../contract/report-spec.ts'
import type { NamedSql } from './fine-cells.ts'
import { statSql } from './stat-sql.ts'
import { dialect } from '../dialect/in-use.ts'

/** An aggregate over rows, and how it is made of those of parts of the rows; `merged` is null where it can't be. */
export interface PartAggregate {
  readonly whole: string
  readonly partials: readonly NamedSql[]
  readonly merged: string | null
}

export function summed(alias: string, whole: string): PartAggregate {
  return { whole, partials: [{ sql: whole, name: `p_${alias}` }], merged: `sum(p_${alias})` }
}

/** A mean is made of sums and counts; a quantile needs all rows. */
export function statAggregate(stat: Stat, alias: string, value: string, scale: number): PartAggregate {
  const whole = statSql(stat, value, scale)
  const divided = (sql: string): string => dialect.cast(scale === 1 ? sql : `${sql} / ${scale}.0`, 'double')
  const one = (sql: string, merged: string): PartAggregate => ({ whole, partials: [{ sql, name: `p_${alias}` }], merged })
  switch (stat) {
    case 'count':
      return one(`count(${value})`, `coalesce(sum(p_${alias}), 0)`)
    case 'sum':
      return one(`sum(${value})`, divided(`sum(p_${alias})`))
    case 'min':
    case 'max':
      return one(`${stat}(${value})`, divided(`${stat}(p_${alias})`))
    case 'average':
      return {
        whole,
        partials: [
          { sql: `sum(${value})`, name: `p_${alias}` },
          { sql: `count(${value})`, name: `c_${alias}` },
        ],
        merged: divided(dialect.ratio(`sum(p_${alias})`, `sum(c_${alias})`)),
      }
    default:
      return { whole, partials: [], merged: null }
  }
}
