import type { FieldDocument } from '../../../src/contract/fields.ts'

export interface OrderedValue {
  readonly value: string | null
  readonly colour?: string | undefined
}

const most = 500

/** What was put into an order before, then everything else in the workspace's own. */
export function withOrder(given: readonly OrderedValue[], values: readonly (string | null)[]): OrderedValue[] {
  const named = new Set(given.map(({ value }) => value))
  return [...given, ...values.filter((value) => !named.has(value)).map((value) => ({ value }))].slice(0, most)
}

/** The same list where nothing can move. */
export function moveValue(list: readonly OrderedValue[], from: number, to: number): readonly OrderedValue[] {
  const moved = list[from]
  if (moved === undefined || to < 0 || to >= list.length || from === to) return list
  const rest = list.toSpliced(from, 1)
  return rest.toSpliced(to, 0, moved)
}

/** null takes a value's own colour away; a colour belongs to one value only. */
export function colourValue(list: readonly OrderedValue[], at: number, colour: string | null): readonly OrderedValue[] {
  return list.map((one, place) => {
    if (place === at) return colour === null ? { value: one.value } : { value: one.value, colour }
    return colour !== null && one.colour === colour ? { value: one.value } : one
  })
}

export function orderBody(field: string, label: string, list: readonly OrderedValue[]): FieldDocument {
  const values = list.map(({ value, colour }) => ({ value, ...(colour === undefined ? {} : { colour }) }))
  return { version: 1, kind: 'order', label, description: '', field, values }
}

/** The name of the document that holds a field's order: `channel.name` is in `order-channel-name`. */
export function orderName(field: string): string {
  return `order_${field.replace(/[^a-z0-9]+/gi, '_').toLowerCase()}`.slice(0, 60)
}
