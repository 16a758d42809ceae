import type { SchemaDrift } from '../../contract/pulls.ts'
import type { PullObject } from './connector.ts'

/** What differs from the fields of the last pull; without one nothing does. */
export function fieldDrift(before: Readonly<Record<string, string>> | null, now: Readonly<Record<string, string>>): SchemaDrift {
  if (before === null) return { appeared: [], vanished: [], retyped: [] }
  const isRetyped = (name: string): boolean => {
    const [then, today] = [before[name] ?? '', now[name] ?? '']
    return then !== '' && today !== '' && then !== today
  }
  return {
    appeared: Object.keys(now).filter((name) => !(name in before)),
    vanished: Object.keys(before).filter((name) => !(name in now)),
    retyped: Object.keys(now).filter(isRetyped),
  }
}

/** Headers of declared columns none of whose fields the source has; what the connector adds itself begins with `$`. */
export function missingColumns({ columns }: PullObject, fields: ReadonlySet<string>): readonly string[] {
  const isThere = (name: string): boolean => name.startsWith('$') || fields.has(name) || fields.has(name.replace(/\.$/, ''))
  return (columns ?? [])
    .filter(({ from, constant }) => constant === undefined && from.length > 0 && !from.some(([name = '']) => isThere(name)))
    .map(({ header }) => header)
}
