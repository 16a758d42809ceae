import type { PartDefinition } from '../catalog/definition.ts'
import type { Stat } from '../../contract/report-spec.ts'
import type { NamedSql } from './fine-cells.ts'
import { statSql } from './stat-sql.ts'
import { dialect } from '../dialect/in-use.ts'

/** An aggregate over some of the rows; `again` makes one of several. */
export interface Partial extends NamedSql {
  readonly again: string
}

/** An aggregate over rows, and how it is made of those of parts of the rows; `merged` is null where it can't be. */
export interface PartAggregate {
  readonly whole: string
  readonly partials: readonly Partial[]
  readonly merged: string | null
  /** The look-up and its column whose values are counted, each once; such parts only merge where rows are told apart by those. */
  readonly distinct?: DistinctThing
}

export interface DistinctThing {
  readonly alias: string
  readonly column: string
}

export function isDistinct(definition: PartDefinition): definition is PartDefinition & { count: 'distinct'; of: string } {
  return 'count' in definition && definition.count === 'distinct'
}

export function summed(alias: string, whole: string): PartAggregate {
  return { whole, partials: [added(whole, `p_${alias}`)], merged: `sum(p_${alias})` }
}

export function counted(alias: string, whole: string): PartAggregate {
  return { whole, partials: [added(whole, `p_${alias}`)], merged: `coalesce(sum(p_${alias}), 0)` }
}

function added(sql: string, name: string): Partial {
  return { sql, name, again: `sum(${name})` }
}

/** A mean is made of sums and counts; a quantile needs all rows. */
export function statAggregate(stat: Stat, alias: string, value: string, scale: number): PartAggregate {
  const whole = statSql(stat, value, scale)
  const divided = (sql: string): string => dialect.cast(scale === 1 ? sql : `${sql} / ${scale}.0`, 'double')
  const one = (sql: string, merged: string): PartAggregate => ({ whole, partials: [added(sql, `p_${alias}`)], merged })
  switch (stat) {
    case 'count':
      return one(`count(${value})`, `coalesce(sum(p_${alias}), 0)`)
    case 'sum':
      return one(`sum(${value})`, divided(`sum(p_${alias})`))
    case 'min':
    case 'max':
      return {
        whole,
        partials: [{ sql: `${stat}(${value})`, name: `p_${alias}`, again: `${stat}(p_${alias})` }],
        merged: divided(`${stat}(p_${alias})`),
      }
    case 'average':
      return {
        whole,
        partials: [added(`sum(${value})`, `p_${alias}`), added(`count(${value})`, `c_${alias}`)],
        merged: divided(dialect.ratio(`sum(p_${alias})`, `sum(c_${alias})`)),
      }
    default:
      return { whole, partials: [], merged: null }
  }
}
