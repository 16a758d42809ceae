import type { DateKeys, DimensionDefinition, FactId, Link, NodeId } from '../catalog/definition.ts'
import { nodes, pathBetween } from '../catalog/nodes.ts'
import { quoteIdentifier } from '../database/identifier.ts'
import type { DateSql } from './calendar.ts'
import { fill } from './parameters.ts'
import { dialect } from '../dialect/in-use.ts'

/** Whether the dimension is reached over the fact's lines: money comes from the lines then, and rows are counted once. */
export function needsLines(fact: NodeId, definition: DimensionDefinition): boolean {
  if (definition.reads !== undefined) return Object.values(definition.reads).some((read) => needsLines(fact, read))
  if (definition.node === null || definition.own?.[fact] !== undefined) return false
  return pathBetween(fact, definition.node)?.[0]?.lines === true
}

/** A look-up: `alias.key` is what `named`, SQL over what is joined before it, says. */
export interface JoinClause {
  readonly alias: string
  readonly table: string
  readonly key: string
  readonly named: string
  /** A list of names of which a company has few, looked up straight from the fact. */
  readonly isSmall: boolean
  /** The fact's own account: of those there are many, but fewer than rows. */
  readonly isOfAccounts: boolean
}

export function joinSql({ alias, table, key, named }: JoinClause): string {
  return `left join ${table} ${alias} on ${alias}.${key} = ${named}`
}

const smallNodes: readonly NodeId[] = ['owner', 'channel', 'campaign', 'stage', 'pipeline', 'product']

/** The look-ups one scan needs: each many-to-one step is joined once, whoever asks for it. */
export class Joins {
  readonly #fact: FactId
  readonly #asOf: string
  readonly #atEvent: boolean
  readonly #clauses = new Map<string, JoinClause>()

  constructor(fact: FactId, asOf: string, atEvent = false) {
    this.#fact = fact
    this.#asOf = asOf
    this.#atEvent = atEvent
  }

  get clauses(): readonly JoinClause[] {
    return [...this.#clauses.values()]
  }

  get sql(): string {
    return this.clauses.map(joinSql).join('\n  ')
  }

  /** The alias under which a table is joined, `f` for the fact itself. Lines are the alias `l`, joined by the scan. */
  aliasOf(node: NodeId): string {
    const path = pathBetween(this.#fact, node)
    if (path === null) throw new Error(`${this.#fact} does not reach ${node}`)
    let alias = 'f'
    for (const link of path) alias = this.#step(alias, link)
    return alias
  }

  #step(from: string, link: Link): string {
    const source = link.lines === true ? 'l' : from
    const alias = `${source}_${link.to}`
    if (!this.#clauses.has(alias)) {
      const named = this.#named(source, link)
      this.#clauses.set(alias, {
        alias,
        table: nodes[link.to].table,
        key: quoteIdentifier(link.key),
        named,
        isSmall: from === 'f' && link.lines !== true && smallNodes.includes(link.to),
        isOfAccounts: from === 'f' && link.to === 'account',
      })
    }
    return alias
  }

  /** What the link names: as it is, or as it was where that is asked and known. */
  #named(source: string, { from, whenItHappened }: Link): string {
    const named = `${source}.${quoteIdentifier(from)}`
    if (!this.#atEvent || whenItHappened === undefined) return named
    const alias = `${source}_then`
    this.#clauses.set(alias, {
      alias,
      table: whenItHappened.table,
      key: quoteIdentifier(whenItHappened.key),
      named: `${source}.${quoteIdentifier(whenItHappened.of)}`,
      isSmall: false,
      isOfAccounts: false,
    })
    return `coalesce(${alias}.${quoteIdentifier(from)}, ${named})`
  }

  /** SQL of a dimension's value, or of what orders it; of a date its day. */
  value(definition: DimensionDefinition, of: 'value' | 'order' = 'value'): string {
    const own = definition.own?.[this.#fact]
    if (own !== undefined && of === 'value') return `f.${quoteIdentifier(own)}`
    const keys = definition.node === null || definition.date === undefined ? undefined : nodes[definition.node].dates[definition.date]
    if (keys !== undefined && definition.node !== null) return dialect.calendar.date(this.date(definition.node, keys).day)
    const template = (of === 'order' ? definition.order : undefined) ?? definition.value
    return fill(template, (name) => this.#place(name, definition))
  }

  #place(name: string, definition: DimensionDefinition): string {
    if (name === 'n') return definition.node === null ? 'f' : this.aliasOf(definition.node)
    if (name === 'id') return this.#idOf(definition.node)
    if (name === 'as_of') return this.#asOf
    if (name === 'value') return this.value(definition)
    const read = definition.reads?.[name]
    if (read === undefined) throw new Error(`${definition.id} reads no ${name}`)
    return this.value(read)
  }

  /** A state has an id of its own beside that of the thing it is a state of. */
  #idOf(node: NodeId | null): string {
    if (node === null) return 'f.id'
    const { stateOf, lines } = nodes[this.#fact]
    return stateOf === node ? `f.${quoteIdentifier(lines?.of ?? 'id')}` : `${this.aliasOf(node)}.id`
  }

  /** The keys of a named date, or of the scan's own basis. */
  date(node: NodeId, keys: DateKeys): DateSql {
    const alias = this.aliasOf(node)
    const day = `${alias}.${keys.day}`
    return {
      day,
      month: keys.month === null ? dialect.calendar.month(day) : `${alias}.${keys.month}`,
      moment: keys.moment === null ? null : `${alias}.${keys.moment}`,
    }
  }
}
