import { useMutation } from '@tanstack/react-query'
import type { ConnectionChange } from '../../../src/contract/pulls.ts'
import { useApi } from '../../data/session.tsx'

interface Wish {
  readonly change: ConnectionChange
  readonly secret?: string
  readonly keepSecret?: boolean
}

/** Changes parts of a connection; the list says so to every window. */
export function useChange(name: string) {
  const api = useApi()
  return useMutation({ mutationFn: (wish: Wish) => api.connections.update({ name, ...wish }), gcTime: 0 })
}
