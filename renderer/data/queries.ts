import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { Api } from '../../src/contract/api.ts'
import type { CancelSignal } from '../../src/contract/method.ts'
import type { WorkspaceInfo } from '../../src/contract/workspace.ts'
import { useApi, useConnectionState, useDataVersion } from './session.tsx'

/** `documents` are asked again when a document is saved, `data` with every new version of the data, `connections` when a pull begins, goes on or ends. */
export type Topic = 'data' | 'documents' | 'connections'

/**
 * An answer of the engine, kept by request and data version. The last answer stays on screen while the next one is
 * on its way, and leaving the screen cancels the question all the way down to the database.
 */
export function useAnswer<Answer>(
  topic: Topic,
  request: readonly unknown[],
  ask: (api: Api, options: { signal: CancelSignal }) => Promise<Answer>,
  options: { enabled?: boolean } = {},
): UseQueryResult<Answer> {
  const api = useApi()
  const open = useConnectionState() === 'open'
  const version = useDataVersion((state) => state.version)
  return useQuery({
    queryKey: topic === 'data' ? [topic, ...request, version] : [topic, ...request],
    queryFn: ({ signal }) => ask(api, { signal }),
    placeholderData: keepPreviousData,
    enabled: open && (options.enabled ?? true),
  })
}

export function useWorkspace(): UseQueryResult<WorkspaceInfo> {
  return useAnswer('data', ['workspace.info'], (api, options) => api.workspace.info({}, options))
}
