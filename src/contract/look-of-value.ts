import type { Look, ValueLook } from './documents.ts'

/** How a value is shown: as was chosen for it, its comparisons and its columns of the column shelf alike, unless they have a look of their own. */
export function lookOfColumn(look: Look | undefined, column: { readonly id: string }): ValueLook | undefined {
  return look?.values?.[valueOf(column)] ?? look?.values?.[/^[^@|]*/.exec(column.id)?.[0] ?? column.id]
}

/** The value that a column belongs to, without the place on the column shelf: `won_value@previous-year|GTX` is `won_value@previous-year`. */
export function valueOf(column: { readonly id: string }): string {
  return /^[^|]*/.exec(column.id)?.[0] ?? column.id
}
