import { createHash } from 'node:crypto'
import { HelmdeckError } from '../../contract/errors.ts'
import type { Connection } from '../../contract/pulls.ts'
import type { PullObject } from './connector.ts'

/** The objects that a connection takes, those that others depend on first. Throws `invalid-connection` for one that the system doesn't offer. */
export function inOrder(objects: readonly PullObject[], wanted: readonly string[]): readonly PullObject[] {
  const unknown = wanted.find((name) => !objects.some((object) => object.name === name))
  if (unknown !== undefined) throw new HelmdeckError('invalid-connection', { field: 'objects', problem: unknown })
  const taken = wanted.length === 0 ? objects : objects.filter(({ name }) => wanted.includes(name))
  const isMissing = (name: string | undefined): boolean => name !== undefined && !taken.some((object) => object.name === name)
  return taken
    .filter(({ dependsOn }) => !isMissing(dependsOn))
    .toSorted((a, b) => Number(a.dependsOn !== undefined) - Number(b.dependsOn !== undefined))
}

/** Tells one declaration from another: where an object is read otherwise, it is read anew. */
export function objectShape({ url, system, user }: Connection, object: PullObject): string {
  const { label: _label, ...declared } = object
  return createHash('sha256')
    .update(JSON.stringify([url, system, user, declared]))
    .digest('hex')
    .slice(0, 32)
}
