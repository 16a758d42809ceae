export type Json = null | string | number | boolean | readonly Json[] | { readonly [name: string]: Json }
export type Place = readonly (string | number)[]

/** What stands at a place; undefined where there is no such place. */
export function jsonAt(value: Json | undefined, place: Place): Json | undefined {
  let found = value
  for (const part of place) {
    if (typeof found !== 'object' || found === null) return undefined
    found = (found as Readonly<Record<string | number, Json | undefined>>)[part]
  }
  return found
}

export function textAt(value: Json | undefined, place: Place): string {
  const found = jsonAt(value, place)
  return typeof found === 'string' || typeof found === 'number' ? String(found) : ''
}

/** The same with another value at one place. undefined takes it away, and structures that hold nothing any more with it. */
export function setAt(value: Json | undefined, place: Place, to: Json | undefined): Json | undefined {
  const [part, ...rest] = place
  if (part === undefined) return to
  const next = setAt(jsonAt(value, [part]), rest, to)
  if (typeof part === 'number') {
    const list: readonly Json[] = Array.isArray(value) ? (value as readonly Json[]) : []
    return next === undefined ? list.toSpliced(part, 1) : list.with(part, next)
  }
  const { [part]: _before, ...others } = isStructure(value) ? value : {}
  if (next !== undefined) return { ...(isStructure(value) ? value : {}), [part]: next }
  return Object.keys(others).length === 0 ? undefined : others
}

function isStructure(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
