import type { Stat } from '../../contract/report-spec.ts'
import type { ColumnType, Unit } from '../../contract/report-result.ts'
import type { AliasKind } from '../../contract/settings.ts'
import type { LocalText, ValueWords } from '../../contract/text.ts'
import type { Thresholds } from '../../contract/thresholds.ts'

export const factIds = [
  'lead',
  'opportunity',
  'opportunity_state',
  'activity',
  'spend',
  'target',
  'order',
  'payment',
  'purchase',
  'customer',
  'expected_move',
  'quote',
  'quote_line',
  'order_line',
  'contract',
  'fulfilment',
  'invoice',
  'claim',
  'instalment',
  'receipt',
  'receivable',
  'ticket',
  'worth',
  'credit',
  'foretold',
  'party',
] as const
export type FactId = (typeof factIds)[number]
export type NodeId = FactId | 'account' | 'owner' | 'channel' | 'campaign' | 'stage' | 'pipeline' | 'product'

/** A many-to-one step: `from` is a column here, `key` the column it names there. `lines` steps over the fact's line table. */
export interface Link {
  readonly to: NodeId
  readonly from: string
  readonly key: string
  readonly lines?: true
  /** Where it was another one when the row's event happened: a table with `from` of then, found by `key` = this row's `of`. */
  readonly whenItHappened?: { readonly table: string; readonly key: string; readonly of: string }
}

/** The columns that place a row in time: days since 1970-01-01, year * 12 + month - 1, and the moment where there is one. */
export interface DateKeys {
  readonly label: LocalText
  readonly day: string
  readonly month: string | null
  readonly moment: string | null
}

/** A table of the star: `table` is SQL, columns are read from its alias. */
export interface NodeDefinition {
  readonly id: NodeId
  readonly table: string
  /** The model entity whose files fill it. */
  readonly entity: string
  readonly links: readonly Link[]
  /** The rows are states of another table's: what is asked of that one is read from here. */
  readonly stateOf?: NodeId
  /** Its table is made by a study when a question first reads it, under this name; formulas of the user's can't lean on it. */
  readonly derived?: string
  /** What its rows are made from, where none of them is an answer as long as that is there. */
  readonly madeOf?: string
  readonly dates: Readonly<Record<string, DateKeys>>
  /** Where money by product comes from: one row per line, `key` names the fact's `of` (its id), `money` are the columns that lines split. */
  readonly lines?: { readonly table: string; readonly key: string; readonly of?: string; readonly money: readonly string[] }
  readonly money?: MoneyColumns
  /** Further money of the same row, at another day's rate or of another thing: a part names it by `moneyOf`. */
  readonly otherMoney?: Readonly<Record<string, MoneyColumns>>
  /** Columns of a contributing row, as shown behind a number: dimension ids, or own columns. */
  readonly detail: readonly DetailColumn[]
}

/** Money columns that need an exchange rate: original amount, converted amount, currency, and the day of the rate. */
export interface MoneyColumns {
  readonly amount: string
  readonly converted: string
  readonly currency: string
  readonly day: string
}

export type DetailColumn =
  | { readonly field: string }
  | { readonly column: string; readonly label: LocalText; readonly type: ColumnType; readonly unit?: Unit }

interface PartBase {
  readonly fact: FactId
  /** The date basis: a key of the fact's `dates`, or of the linked node's where `via` is given. */
  readonly on: string
  readonly via?: NodeId
  /** SQL over `f` (the fact) and, in snapshots, `b` (start_day, end_day, as_of_day, as_of_month of the bucket); `{name}` is a parameter. */
  readonly where?: string
  /** Counted as of the bucket's end instead of on a date basis. */
  readonly snapshot?: true
  /** Whose it was when it happened, unless the parameter `owner` asks for `now`. */
  readonly atEvent?: true
  /** Name of the parameter that says by how many days the basis is moved forward: what was spent then stands beside what came of it later. */
  readonly lag?: string
  /** A snapshot of what is planned for its bucket: a bucket after the clock is answered as of the clock instead of not at all. */
  readonly planned?: true
  readonly reads?: Reads
}

/** Dimensions an expression reads: `{name}` in it stands for the dimension's value on the same row. */
export type Reads = Readonly<Record<string, DimensionDefinition>>

/**
 * One aggregate over one fact. `sum` and `stat` take SQL over `f`; a stat is divided by `scale` after aggregating. `money` is refused
 * where the row's amount - or that of `moneyOf`, a key of the fact's `otherMoney` - has no exchange rate, or where `unrated`, SQL over `f`, says so.
 */
export type PartDefinition = PartBase &
  (
    | { readonly count: 'rows' }
    | { readonly count: 'distinct'; readonly of: string }
    | { readonly sum: string; readonly money?: true; readonly moneyOf?: string; readonly unrated?: string }
    | { readonly stat: string; readonly scale: number; readonly as?: Stat; readonly money?: true }
  )

export interface ParamDefinition {
  readonly id: string
  readonly label: LocalText
  readonly default: string | number | boolean
  /** The workspace's threshold that stands in for the default. */
  readonly threshold?: keyof Thresholds
  readonly choices?: readonly { readonly value: string; readonly label: LocalText }[]
  /** A word that may stand in place of a number, and the number or SQL it stands for. */
  readonly word?: { readonly text: string; readonly means: number | { readonly sql: string } }
}

/** What has to be said beside a number where `part` is more than nothing: `{share}` in the text stands for its share in `of`, over the whole report. */
export interface Note {
  readonly code: string
  readonly part: PartDefinition
  readonly of: PartDefinition
  readonly text: LocalText
}

/**
 * A formula over parts: `value` is SQL in which `{part}` stands for an aggregate; without it the only part is the value.
 * `population` names the part whose rows are n and are shown behind the number, `numerator` the part that marks them. `alongside`
 * names a part over another fact, with the same columns, whose rows are n and are shown as well.
 */
export interface Formula {
  readonly parts: Readonly<Record<string, PartDefinition>>
  readonly value?: string
  readonly population: string
  readonly alongside?: string
  readonly numerator?: string
  /** A part that counts rows of the population whose outcome is still open; `text` says so, `{share}` stands for their share. */
  readonly immature?: { readonly part: string; readonly text: LocalText }
  readonly notes?: readonly Note[]
  /** A case that looks back from a day and needs no period, where the metric's others do. */
  readonly isAsOf?: true
  /** Where a case is measured otherwise than the metric's other cases. */
  readonly unit?: Unit
}

export interface MetricDefinition {
  readonly id: string
  readonly group: string
  readonly label: LocalText
  readonly definition: LocalText
  readonly dateBasis: LocalText
  readonly unit: Unit
  readonly type: 'integer' | 'decimal' | 'double'
  readonly direction: 'up-is-good' | 'up-is-bad' | 'neutral'
  readonly additivity: 'additive' | 'semi-additive' | 'ratio' | 'distribution'
  readonly params: readonly ParamDefinition[]
  readonly defaultStat?: Stat
  /** Without a period it takes the last 12 full months before the clock. */
  readonly needsPeriod?: true
  /** Parameters whose values, joined by a blank, select the formula; or the formula itself. */
  readonly formula: Formula | { readonly by: readonly string[]; readonly cases: Readonly<Record<string, Formula>> }
  /** `entity` or `entity.column`, alternatives split by `|`: what has to be filled for the metric to answer. */
  readonly needs: readonly string[]
  /** A condition on a fact that at least one row must meet, with the need that is named where none does. */
  readonly probe?: { readonly fact: FactId; readonly where: string; readonly need: string; readonly adds: LocalText }
}

/** A dimension: SQL in which `{n}` stands for its node's alias, `{id}` for the id of its row and `{as_of}` for the day number, or a date of the node. */
export interface DimensionDefinition {
  readonly id: string
  readonly group: string
  readonly label: LocalText
  readonly type: ColumnType
  /** null = the conformed date, or a column every fact has. */
  readonly node: NodeId | null
  readonly value: string
  /** A key of the node's `dates`; such a dimension takes a grain. */
  readonly date?: string
  /** SQL like `value` whose smallest value per group gives the natural order; the value itself where missing. `{value}` stands for the value. */
  readonly order?: string
  /** What `value` and `order` read of other tables; such a dimension has no node of its own. */
  readonly reads?: Reads
  readonly needs: readonly string[]
  /** The alias table its names pass through where they are read; small marts hold the others' aliases themselves. */
  readonly alias?: AliasKind
  /** The words of a closed list of values. */
  readonly words?: ValueWords
  /** Facts that carry the value themselves, with their column. */
  readonly own?: Readonly<Partial<Record<NodeId, string>>>
}
