import type { AggregateDialect, BitsDialect, CalendarDialect, Dialect, RowsDialect, SqlType, TextDialect } from './dialect.ts'

const types: Readonly<Record<SqlType, string>> = {
  text: 'varchar',
  integer: 'integer',
  whole: 'bigint',
  double: 'double',
  boolean: 'boolean',
  date: 'date',
  money: 'decimal(18, 4)',
  total: 'decimal(38, 4)',
}

const calendar: CalendarDialect = {
  date: (day) => `(date '1970-01-01' + ${day})`,
  day: (moment) => `mart.day_number(${moment})`,
  startOf: (day) => `(timestamp '1970-01-01' + to_days(${day}))`,
  month: (day) => `mart.month_number(date '1970-01-01' + ${day})`,
  firstOfMonth: (month) => `make_date(${month} // 12, ${month} % 12 + 1, 1)`,
  dayAfterMonths: (day, months) => `mart.day_number((date '1970-01-01' + ${day}) + to_months(${Math.trunc(months)}))`,
  wholeMonths: (from, to) => `datesub('month', date '1970-01-01' + ${from}, date '1970-01-01' + ${to})`,
  daysOfMonth: (day, monthsBefore) => {
    const date = `(date '1970-01-01' + ${day})`
    return monthsBefore === 0 ? `day(${date})` : `day(last_day(${date} - interval ${Math.trunc(monthsBefore)} month))`
  },
  hour: (moment) => `hour(${moment})::integer`,
  secondsBetween: (from, to) => `mart.seconds_between(${from}, ${to})`,
  workingSeconds: (from, to) => `mart.working_seconds(${from}, ${to})`,
  seconds: (moment) => `epoch(${moment})`,
  secondsBefore: (moment, seconds) => `(${moment} - to_seconds(${seconds}))`,
  fiscalMonth: (week) => `mart.fiscal_month(${week})`,
  fiscalWeek: (month) => `mart.fiscal_week(${month})`,
  literal: (day) => `date '${plainDay(day)}'`,
}

const text: TextDialect = {
  contains: (value, part) => `contains(lower(${value}), lower(${part}))`,
  startsWith: (value, part) => `starts_with(lower(${value}), lower(${part}))`,
  matches: (value, pattern) => `regexp_matches(lower(${value}), ${pattern})`,
  leadingNumber: (value) => `try_cast(regexp_extract(${value}, '[0-9]+') as integer)`,
  join: (values) => `concat(${values.join(', ')})`,
  cut: (side, value, count) => `${side}(${value}, ${Math.trunc(count)})`,
}

const among: AggregateDialect = {
  any: (value) => `any_value(${value})`,
  isAny: (condition) => `bool_or(${condition})`,
  quantile: (value, share) => `quantile_cont((${value})::double, ${share})`,
  byKey: (key, value) => `map_from_entries(list((${key}, ${value})))`,
  at: (map, key) => `map_extract_value(${map}, ${Math.trunc(key)})`,
  isAt: (map, key) => `map_contains(${map}, ${Math.trunc(key)})`,
  countback: (balance, sales, lengths) => `mart.countback(${balance}, [${sales.join(', ')}], [${lengths.join(', ')}])`,
}

const bits: BitsDialect = {
  bit: (number) => `1::ubigint << ((${number}) % 64)::ubigint`,
  laidOver: (bitmap) => `bit_or(${bitmap})`,
  countOf: (bitmap) => `sum(bit_count(${bitmap}))::bigint`,
}

const rows: RowsDialect = {
  series: (from, to) => `unnest(range(${from}, ${to} + 1))`,
  each: (list) => `unnest(${list})`,
  places: (list) => `generate_subscripts(${list}, 1)`,
  stacked: (selects) => selects.join('\nunion all by name\n'),
  without: (names) => `* exclude (${names.join(', ')})`,
  saidAnew: (replaced, of) =>
    `${of === undefined ? '' : `${of}.`}* replace (${replaced.map(({ name, sql }) => `${sql} as ${name}`).join(', ')})`,
  firstOf: (select, from, by, order) =>
    `select ${select} from ${from} qualify row_number() over (partition by ${by} order by ${order}) = 1`,
  numbered: (table, column, name) =>
    `(select *, case when ${column} is not null then dense_rank() over (order by ${column} nulls last) - 1 end as ${name} from ${table})`,
  step: (name, select) => `${name} as materialized (\n${select}\n)`,
}

/** DuckDB, with the macros of queries/macros. */
export const duckdb: Dialect = {
  parameter: (name, type, isList) => `$${name}::${types[type]}${isList ? '[]' : ''}`,
  cast: (value, type) => `(${value})::${types[type]}`,
  ratio: (over, under) => `(${over})::double / nullif((${under})::double, 0)`,
  floored: (value, by) => `(${value} // ${by})`,
  calendar,
  text,
  among,
  bits,
  rows,
}

/** Only a day as we write it ever stands in SQL. */
function plainDay(day: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new Error(`${day} is no day`)
  return day
}
