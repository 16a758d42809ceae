import { HelmdeckError } from '../../contract/errors.ts'
import { otherValue } from '../../contract/report-result.ts'
import type { Reads } from '../catalog/definition.ts'
import { nodes } from '../catalog/nodes.ts'
import { bucketKey, lazyDate, type DateSql } from './calendar.ts'
import { fineCells, fineSql, isEarly, withLateAccounts, selectSql, type FactRows, type NamedSql } from './fine-cells.ts'
import { filterSql } from './filter-sql.ts'
import { setCode } from './grouping-sets.ts'
import { batchesOf, shelvesOf, type Batch } from './batches.ts'
import { Joins } from './joins.ts'
import { isSaidByRow, linesSql } from './lines-sql.ts'
import { isOrderedByRow, orderSql } from './order-sql.ts'
import { fill, type Parameters } from './parameters.ts'
import { distinctPart, numberedRows, numberOf, thingOf, wordsSql } from './distinct-words.ts'
import { counted, isDistinct, statAggregate, summed, type PartAggregate } from './part-aggregate.ts'
import type { GroupingSet, LagDays, PlannedDimension, PlannedHaving, PlannedPart, PlannedScan, ReportPlan } from './plan.ts'
import { snapshotBuckets } from './snapshot-buckets.ts'
import { dialect } from '../dialect/in-use.ts'

/** The statements whose rows are the cells of a scan, with columns r0 …, c0 …, their order keys, `code`, `present` and the parts. */
export function scanSql(scan: PlannedScan, plan: ReportPlan, parameters: Parameters): string[] {
  return batchesOf(scan, plan).flatMap((batch) => {
    const sql = new BatchSql(scan, plan, batch, parameters)
    return [sql.cells(), ...sql.emptyBuckets()]
  })
}

/** The rows a scan looks at, with `m0 …` saying which part each row counts in: what is shown behind a number. */
export function populationSql(
  scan: PlannedScan,
  plan: ReportPlan,
  parameters: Parameters,
  columns: (joins: Joins) => readonly string[],
): string {
  const [batch] = batchesOf(scan, plan)
  if (batch === undefined) throw new Error('a scan has at least one grain')
  return new BatchSql(scan, plan, batch, parameters).rows(columns)
}

class BatchSql {
  readonly #scan: PlannedScan
  readonly #plan: ReportPlan
  readonly #batch: Batch
  readonly #parameters: Parameters
  readonly #masks: readonly string[]
  readonly #isOpen: boolean
  readonly #asOf: string
  readonly #joins: Joins

  constructor(scan: PlannedScan, plan: ReportPlan, batch: Batch, parameters: Parameters) {
    this.#scan = scan
    this.#plan = plan
    this.#batch = batch
    this.#parameters = parameters
    this.#asOf = parameters.integer(scan.asOf)
    // What a snapshot says of age and lateness is said of the bucket's own day.
    this.#joins = new Joins(scan.fact, scan.snapshot ? 'b.as_of_day' : this.#asOf, scan.atEvent)
    const conditions = scan.parts.map((part) => this.#conditionOf(part))
    this.#isOpen = conditions.includes(null)
    this.#masks = [...new Set(conditions.filter((sql) => sql !== null))]
  }

  cells(): string {
    const { dimensions } = this.#batch
    const { aggregates, wanted, rows } = this.#read('rows')
    const words = this.#byWords()
    if (words !== null) return words
    const cut = this.#isRolledUp(rows, wanted, aggregates) ? fineCells(rows) : null
    const parts = this.#parts(aggregates, cut === null ? 'whole' : 'merged')
    const select = [
      ...dimensions.map(({ key }) => key),
      ...dimensions.flatMap((dimension) => orderSql(dimension)),
      `${this.#code()} as code`,
      `${this.#scan.comparison === null ? 1 : 0} as present`,
      ...parts,
    ]
    const partials = aggregates.flatMap(({ partials: some }) => some)
    const from = cut === null ? selectSql(rows, wanted) : fineSql(cut, wanted, partials)
    return `select ${select.join(', ')}\nfrom (${from}) q${this.#groupBy()}`
  }

  #parts(aggregates: readonly PartAggregate[], how: 'whole' | 'merged'): string[] {
    return this.#scan.parts.map(({ alias }, index) => `${aggregates[index]?.[how]} as ${alias}`)
  }

  /** The aggregates, the columns they read of rows, and those rows. */
  #read(by: 'rows' | 'words'): { aggregates: readonly PartAggregate[]; wanted: readonly NamedSql[]; rows: FactRows } {
    const inner: NamedSql[] = []
    const aggregates = this.#scan.parts.map((part) => this.#aggregate(part, inner, by))
    const masks = this.#isSelective ? [] : this.#masks.map((sql, index) => ({ sql, name: `m${index}` }))
    const wanted = [...masks, ...inner]
    return { aggregates, wanted, rows: withLateAccounts(this.#factRows(wanted)) }
  }

  /** Different things of a small look-up, counted exactly in every total by one pass; null where rows have to be told apart by something else, too. */
  #byWords(): string | null {
    if (this.#batch.byLine || !this.#scan.parts.some(({ definition }) => isDistinct(definition))) return null
    const { aggregates, wanted, rows } = this.#read('words')
    const numbered = numberedRows(
      rows,
      aggregates.flatMap(({ distinct }) => distinct ?? []),
    )
    if (numbered === null || aggregates.some(({ merged }) => merged === null)) return null
    if (!wanted.every(({ sql }) => isEarly(sql, numbered.joins))) return null
    const cut = fineCells(numbered)
    if (cut === null) return null
    const { dimensions, sets } = this.#batch
    const partials = aggregates.flatMap(({ partials: some }) => some)
    return wordsSql({
      cells: fineSql(cut, wanted, partials),
      partials,
      sets: sets.map((set) => shelvesOf(this.#plan, set).map(({ key }) => key)),
      code: this.#code(),
      keys: dimensions.map(({ key }) => key),
      rowOrders: dimensions.filter(isOrderedByRow).map(({ key }) => `o_${key}`),
      columns: [
        ...dimensions.flatMap((dimension) => orderSql(dimension)),
        `${this.#scan.comparison === null ? 1 : 0} as present`,
        ...this.#parts(aggregates, 'merged'),
      ],
    })
  }

  /** Worth it where there are several totals to make or names of few to look up, and every aggregate can be made of its parts. */
  #isRolledUp({ joins }: FactRows, wanted: readonly NamedSql[], aggregates: readonly PartAggregate[]): boolean {
    if (this.#batch.byLine || aggregates.some(({ merged }) => merged === null)) return false
    if (!wanted.every(({ sql }) => isEarly(sql, joins))) return false
    return this.#batch.sets.length > 1 || joins.some(({ isSmall }) => isSmall)
  }

  /** A snapshot has an answer for every bucket of its days, also where nothing is counted. */
  emptyBuckets(): string[] {
    if (!this.#scan.snapshot) return []
    return this.#batch.sets.flatMap((set) => {
      const shelf = shelvesOf(this.#plan, set)
      if (shelf.length === 0 || shelf.some(({ definition }) => definition.id !== 'date')) return []
      const keys = shelf.map(({ key }) => `b.k_${key} as ${key}`)
      return [
        `select ${keys.join(', ')}, ${setCode(set)} as code, ${this.#scan.comparison === null ? 1 : 0} as present from (${this.#buckets()}) b`,
      ]
    })
  }

  rows(columns: (joins: Joins) => readonly string[]): string {
    const marks = this.#scan.parts.map((part) => {
      const mask = this.#conditionOf(part)
      return { sql: mask === null ? 'true' : `coalesce(${mask}, false)`, name: part.alias }
    })
    const shown = columns(this.#joins)
    return selectSql(this.#factRows(null), marks, shown)
  }

  /** The aggregate over the inner rows; what it reads is added to `inner`. */
  #aggregate(part: PlannedPart, inner: NamedSql[], by: 'rows' | 'words'): PartAggregate {
    const mask = this.#maskOf(part)
    const { definition, alias } = part
    const read = (template: string): string => {
      inner.push({ sql: this.#fill(template, part), name: `x_${alias}` })
      return `x_${alias}`
    }
    const when = (value: string, otherwise = ''): string => (mask === null ? value : `case when ${mask} then ${value}${otherwise} end`)
    const number = mask === null ? 'count(*)' : `sum(${when('1', ' else 0')})`
    if ('sum' in definition) return summed(alias, `sum(${when(read(definition.sum))})`)
    if ('stat' in definition) return statAggregate(part.stat ?? 'average', alias, when(read(definition.stat)), definition.scale)
    if (isDistinct(definition)) {
      if (by === 'rows') return { whole: `count(distinct ${when(read(definition.of))})`, partials: [], merged: null }
      const thing = thingOf(this.#fill(definition.of, part), this.#joins.clauses)
      if (thing !== null) inner.push({ sql: numberOf(thing), name: `x_${alias}` })
      return distinctPart(alias, thing, when(`x_${alias}`))
    }
    return counted(alias, number)
  }

  #conditionOf({ definition, params }: PlannedPart): string | null {
    return definition.where === undefined ? null : fill(definition.where, (name) => this.#place(name, params, definition.reads))
  }

  /** The inner column that says whether a row counts in the part; null where every inner row does. */
  #maskOf(part: PlannedPart): string | null {
    const sql = this.#conditionOf(part)
    return sql === null || this.#isSelective ? null : `m${this.#masks.indexOf(sql)}`
  }

  /** One condition for all parts: the scan's own `where` then leaves only rows that count. */
  get #isSelective(): boolean {
    return !this.#isOpen && this.#masks.length === 1
  }

  #place(name: string, params: PlannedPart['params'], reads: Reads = {}): string {
    if (name === 'as_of') return this.#asOf
    const read = reads[name]
    if (read !== undefined) return this.#joins.value(read)
    const value = params[name]
    if (value === undefined) throw new Error(`no parameter ${name}`)
    return this.#parameters.add(
      value,
      typeof value === 'number' ? (Number.isInteger(value) ? 'integer' : 'double') : typeof value === 'boolean' ? 'boolean' : 'text',
    )
  }

  #fill(template: string, { params, definition }: PlannedPart): string {
    return fill(template, (name) => this.#place(name, params, definition.reads))
  }

  /** `wanted` is all that is read of the rows besides; null where nobody can tell. */
  #factRows(wanted: readonly NamedSql[] | null): FactRows {
    const joins = this.#joins
    const basis = this.#basis(joins)
    const shelf = this.#batch.dimensions.flatMap((dimension) => this.#dimension(dimension, joins, basis))
    const conditions = [...this.#days(basis), ...(this.#batch.byLine ? [] : this.#filters(joins, basis))]
    if (!this.#isOpen && this.#masks.length > 0) conditions.push(`(${this.#masks.join(' or ')})`)
    const read = wanted === null ? null : [...[...shelf, ...wanted].map(({ sql }) => sql), ...conditions, joins.sql]
    const lines = this.#batch.byLine ? this.#byLine(read, conditions) : null
    const from = lines === null ? `${nodes[this.#scan.fact].table} f` : `(${lines.sql}) f`
    const buckets = !this.#scan.snapshot
      ? ''
      : lines?.byBucket === true
        ? `\n  join ${this.#bucketTable()} on b.end_day = f.bucket_end`
        : `\n  cross join ${this.#bucketTable()}`
    return { table: `${from}${buckets}`, joins: joins.clauses, shelf, conditions }
  }

  #basis(joins: Joins): DateSql {
    const node = this.#scan.via ?? this.#scan.fact
    const keys = nodes[node].dates[this.#scan.on]
    if (keys === undefined) throw new Error(`${node} has no date ${this.#scan.on}`)
    // Joined only when it is read: a basis of the fact itself needs no join.
    const basis = this.#scan.via === null ? joins.date(node, keys) : lazyDate(() => joins.date(node, keys))
    return this.#scan.lag === null ? basis : this.#moved(basis.day, this.#scan.lag)
  }

  #moved(day: string, lag: LagDays): DateSql {
    const moved = `(${day} + ${typeof lag === 'number' ? this.#parameters.integer(lag) : lag.sql})`
    return { day: moved, month: dialect.calendar.month(moved), moment: null }
  }

  #dimension(dimension: PlannedDimension, joins: Joins, basis: DateSql): NamedSql[] {
    const { definition, grain, key, top } = dimension
    if (definition.id === 'date')
      return [
        { sql: this.#scan.snapshot ? `b.k_${key}` : bucketKey(grain ?? 'month', basis, this.#plan.calendar, this.#scan.shift), name: key },
      ]
    const isOrdered = isOrderedByRow(dimension)
    if (this.#batch.byLine) return [{ sql: `f.${key}`, name: key }, ...(isOrdered ? [{ sql: `f.o_${key}`, name: `o_${key}` }] : [])]
    const order = isOrdered ? [{ sql: joins.value(definition, 'order'), name: `o_${key}` }] : []
    return [{ sql: this.#value(dimension, joins, top), name: key }, ...order]
  }

  #value({ definition, grain }: PlannedDimension, joins: Joins, top: PlannedDimension['top']): string {
    const keys = definition.node === null || definition.date === undefined ? undefined : nodes[definition.node].dates[definition.date]
    if (keys !== undefined && definition.node !== null)
      return bucketKey(grain ?? 'month', joins.date(definition.node, keys), this.#plan.calendar, null)
    const value = joins.value(definition)
    if (top === null) return value
    const text = dialect.cast(value, 'text')
    const named = top.values.filter((item) => item !== null).map((item) => this.#parameters.text(item))
    const isNamed = [
      ...(named.length === 0 ? [] : [`${text} in (${named.join(', ')})`]),
      ...(top.values.includes(null) ? [`${text} is null`] : []),
    ]
    return isNamed.length === 0
      ? this.#parameters.text(otherValue)
      : `case when ${isNamed.join(' or ')} then ${text} else ${this.#parameters.text(otherValue)} end`
  }

  #filters(joins: Joins, basis: DateSql): string[] {
    const day = this.#scan.snapshot ? null : basis.day
    return [
      ...this.#plan.filters.map((filter) => filterSql(filter, joins, this.#parameters, day)),
      ...this.#plan.having.map((having) => this.#havingSql(having, joins, basis)),
    ]
  }

  /** Only rows of the things that meet a condition on a metric count. */
  #havingSql({ name, holdsOthers, plan }: PlannedHaving, joins: Joins, basis: DateSql): string {
    const same = plan.rows.map((dimension) => `h.${dimension.key} is not distinct from ${this.#havingKey(dimension, joins, basis)}`)
    return `${holdsOthers ? 'not ' : ''}exists (select 1 from ${name} h where ${same.join(' and ')})`
  }

  #havingKey(dimension: PlannedDimension, joins: Joins, basis: DateSql): string {
    const { definition, grain } = dimension
    if (definition.id !== 'date') return this.#value(dimension, joins, null)
    if (!this.#scan.snapshot) return bucketKey(grain ?? 'month', basis, this.#plan.calendar, this.#scan.shift)
    const shelf = this.#batch.dimensions.find((own) => own.definition.id === 'date' && own.grain === grain)
    if (shelf === undefined) throw new HelmdeckError('invalid-report', { reason: 'having-of-a-date-as-of', field: 'date' })
    return `b.k_${shelf.key}`
  }

  #days(basis: DateSql): string[] {
    const { range, snapshot } = this.#scan
    if (snapshot) return []
    return [
      ...(range.from === null ? [] : [`${basis.day} >= ${this.#parameters.integer(range.from)}`]),
      ...(range.to === null ? [] : [`${basis.day} <= ${this.#parameters.integer(range.to)}`]),
    ]
  }

  #byLine(read: readonly string[] | null, conditions: readonly string[]): { sql: string; byBucket: boolean } {
    const { fact, snapshot, atEvent } = this.#scan
    const joins = new Joins(fact, snapshot ? 'b.as_of_day' : this.#asOf, atEvent)
    const dimensions = this.#batch.dimensions.filter(({ definition }) => definition.id !== 'date')
    const keys = dimensions.map((dimension) => ({ sql: this.#value(dimension, joins, dimension.top), name: dimension.key }))
    const orders = dimensions
      .filter(isOrderedByRow)
      .map(({ definition, key }) => ({ sql: `min(${joins.value(definition, 'order')})`, name: `o_${key}` }))
    const filters = [...this.#filters(joins, this.#basis(joins)), ...conditions.filter((sql) => isSaidByRow(nodes[fact], sql))]
    // Age and lateness differ from bucket to bucket; where nothing asks for them a deal stands there once for all buckets.
    const byBucket =
      snapshot && [...keys.map(({ sql }) => sql), ...orders.map(({ sql }) => sql), ...filters].some((sql) => /\bb\.\w/.test(sql))
    const buckets = byBucket ? this.#bucketTable() : null
    return { sql: linesSql({ fact: nodes[fact], joins: joins.sql, keys, orders, filters, buckets, read }), byBucket }
  }

  #bucketTable(): string {
    return `(select *, ${dialect.calendar.month('as_of_day')} as as_of_month from (${this.#buckets()})) b`
  }

  #buckets(): string {
    const dates = this.#batch.dimensions.filter(({ definition }) => definition.id === 'date')
    return snapshotBuckets(this.#scan, dates, this.#plan.calendar, this.#parameters)
  }

  #code(): string {
    const { sets } = this.#batch
    const [only] = sets
    if (sets.length === 1 && only !== undefined) return String(setCode(only))
    const cases = sets.map((set) => `when ${this.#mask(set)} then ${setCode(set)}`)
    return `case grouping(${this.#batch.dimensions.map(({ key }) => key).join(', ')}) ${cases.join(' ')} end`
  }

  /** grouping() has a bit per dimension, the first the highest, set where it is rolled up. */
  #mask(set: GroupingSet): number {
    const shelf = shelvesOf(this.#plan, set)
    return this.#batch.dimensions.reduce((bits, dimension) => bits * 2 + (shelf.includes(dimension) ? 0 : 1), 0)
  }

  #groupBy(): string {
    const { sets, dimensions } = this.#batch
    if (dimensions.length === 0) return ''
    if (sets.length === 1) return `\ngroup by ${dimensions.map(({ key }) => key).join(', ')}`
    const groups = sets.map(
      (set) =>
        `(${shelvesOf(this.#plan, set)
          .map(({ key }) => key)
          .join(', ')})`,
    )
    return `\ngroup by grouping sets (${groups.join(', ')})`
  }
}
