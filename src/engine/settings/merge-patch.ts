import type { SettingsChange } from '../../contract/settings.ts'

type Json = SettingsChange[string]

const isObject = (value: unknown): value is Record<string, Json> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** RFC 7396: objects are merged, null takes a member away, everything else replaces. */
export function mergePatch(target: unknown, patch: Json): unknown {
  if (!isObject(patch)) return patch
  const merged: Record<string, unknown> = isObject(target) ? { ...target } : {}
  for (const [key, value] of Object.entries(patch)) {
    // Not an assignment: `__proto__` from a file is a name like any other.
    if (value === null) Reflect.deleteProperty(merged, key)
    else
      Object.defineProperty(merged, key, {
        value: mergePatch(Object.hasOwn(merged, key) ? merged[key] : undefined, value),
        enumerable: true,
        configurable: true,
        writable: true,
      })
  }
  return merged
}
