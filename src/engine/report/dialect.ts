/** What databases say in words of their own; values are SQL. */
export interface Dialect {
  /** An aggregate: the values of a group by a key that each row has once. */
  byKey(key: string, value: string): string
  /** The value that stands at a key; null where there is none. */
  at(map: string, key: number): string
  /** Whether something stands at a key, be it null. */
  isAt(map: string, key: number): string
}

export const duckdb: Dialect = {
  byKey: (key, value) => `map_from_entries(list((${key}, ${value})))`,
  at: (map, key) => `map_extract_value(${map}, ${key})`,
  isAt: (map, key) => `map_contains(${map}, ${key})`,
}
