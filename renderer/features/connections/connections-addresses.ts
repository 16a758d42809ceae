import { hashOf } from '../../frame/router.ts'

/** No connection can be called so. */
export const newConnection = '+'

export const allConnections = ['data', 'connections'] as const

export function connectionHash(...rest: readonly string[]): string {
  return hashOf(...allConnections, ...rest)
}
