/** What values are as they stand in SQL; `whole` holds any number of rows, `integer` days, months and places. */
export type SqlType = 'text' | 'integer' | 'whole' | 'double' | 'boolean' | 'date' | 'money' | 'total'

/**
 * How one database says what the compiler means: everything that is not SQL as every database reads it. Arguments and results are SQL. Days are
 * whole numbers since 1970-01-01, months year * 12 + month - 1, as marts store them.
 */
export interface Dialect {
  /** A named parameter of a statement, typed where it is used. */
  parameter(name: string, type: SqlType, isList: boolean): string
  cast(value: string, type: SqlType): string
  /** `over` ÷ `under` as a double, empty where `under` is nothing or empty. */
  ratio(over: string, under: string): string
  /** Whole numbers divided downwards, as calendars need them. */
  floored(value: string, by: number | string): string

  readonly calendar: CalendarDialect
  readonly text: TextDialect
  readonly among: AggregateDialect
  readonly bits: BitsDialect
  readonly rows: RowsDialect
}

export interface CalendarDialect {
  /** The date that a day's number names, and the number of a moment's day. */
  date(day: string): string
  day(moment: string): string
  /** The moment at which a day begins. */
  startOf(day: string): string
  /** The month that a day's number lies in, and the first date of a month's number. */
  month(day: string): string
  firstOfMonth(month: string): string
  /** The number of the same day so many months on; the last of a month where there is none. */
  dayAfterMonths(day: string, months: number): string
  /** Whole months from one day's number to another's. */
  wholeMonths(from: string, to: string): string
  /** How far a day's month is gone by that day: months before, their whole length. */
  daysOfMonth(day: string, monthsBefore: number): string
  hour(moment: string): string
  /** Seconds between moments, all of them or those of the working hours; a moment as seconds; a moment so many seconds before. */
  secondsBetween(from: string, to: string): string
  workingSeconds(from: string, to: string): string
  seconds(moment: string): string
  secondsBefore(moment: string, seconds: string): string
  /** Fiscal years of whole weeks: the month of a week's number, the first week of a month's. */
  fiscalMonth(week: string): string
  fiscalWeek(month: string): string
  /** A day as it is written in SQL. */
  literal(day: string): string
}

export interface TextDialect {
  /** Whether a text holds, or begins with, another one, whatever their case. */
  contains(text: string, part: string): string
  startsWith(text: string, part: string): string
  /** Whether a text matches a pattern that is written in SQL, lower case. */
  matches(text: string, pattern: string): string
  /** The first whole number in a text. */
  leadingNumber(text: string): string
  join(values: readonly string[]): string
  cut(side: 'left' | 'right', text: string, count: number): string
}

export interface AggregateDialect {
  /** One of the values of a group, which are all the same. */
  any(value: string): string
  isAny(condition: string): string
  /** Interpolated between neighbours. */
  quantile(value: string, share: number): string
  /** The values of a group by a key that each row has once; the value at a key, empty where there is none; whether one is there. */
  byKey(key: string, value: string): string
  at(map: string, key: number): string
  isAt(map: string, key: number): string
  /** Days outstanding by countback: a balance, sales of months and their lengths, the latest first. */
  countback(balance: string, sales: readonly string[], lengths: readonly string[]): string
}

/** Sets of whole numbers from 0 as bitmaps of 64. */
export interface BitsDialect {
  /** The bitmap of a number, in the word of its 64. */
  bit(number: string): string
  /** All the bits of a group's bitmaps. */
  laidOver(bitmap: string): string
  /** How many bits the bitmaps of a group have, those of different words. */
  countOf(bitmap: string): string
}

export interface RowsDialect {
  /** The select list of whole numbers from one to another; of a list parameter's values; of its places. */
  series(from: string, to: string): string
  each(list: string): string
  places(list: string): string
  /** Selects one under the other, by the names of their columns. */
  stacked(selects: readonly string[]): string
  /** All columns but some; all of them, some said anew. */
  without(names: readonly string[]): string
  saidAnew(replaced: readonly { readonly name: string; readonly sql: string }[], of?: string): string
  /** The first row of each group of `by` in an order, of the rows of a select. */
  firstOf(select: string, from: string, by: string, order: string): string
  /** A table with a column more: the place of each row's value among the different ones, from 0; nothing where the value is nothing. */
  numbered(table: string, column: string, name: string): string
  /** A step that is worked out once, however often it is read. */
  step(name: string, select: string): string
}
