import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createContext, useContext, useEffect, useSyncExternalStore, type ReactNode } from 'react'
import { create } from 'zustand'
import type { Api } from '../../src/contract/api.ts'
import { HelmdeckError } from '../../src/contract/errors.ts'
import type { Change } from '../../src/contract/workspace.ts'
import type { Connection, ConnectionState } from './connection.ts'

interface DataVersion {
  readonly version: number
  set(version: number): void
}

/** The version of the workspace's data that every cached answer is keyed by. */
export const useDataVersion = create<DataVersion>()((set) => ({ version: 0, set: (version) => set({ version }) }))

const ConnectionContext = createContext<Connection | null>(null)

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 1 && !(error instanceof HelmdeckError),
        networkMode: 'always',
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}

export function SessionProvider({ connection, queries, children }: { connection: Connection; queries: QueryClient; children: ReactNode }) {
  return (
    <ConnectionContext value={connection}>
      <QueryClientProvider client={queries}>
        <ChangeStream connection={connection} queries={queries} />
        {children}
      </QueryClientProvider>
    </ConnectionContext>
  )
}

export function useApi(): Api {
  return useConnection().api
}

export function useConnection(): Connection {
  const connection = useContext(ConnectionContext)
  if (!connection) throw new Error('useConnection outside of SessionProvider')
  return connection
}

export function useConnectionState(): ConnectionState {
  const connection = useConnection()
  return useSyncExternalStore(connection.subscribe, connection.state)
}

/** The beginning of the keys of all answers that are to be asked for again. */
function affectedBy({ kind }: Change): readonly string[] {
  if (kind === 'backups') return ['documents', 'backups.list']
  if (kind === 'connections') return ['connections']
  // New data changes the keys of `data` answers by itself; what a document shows depends on the data, too.
  return kind === 'data' || kind === 'documents' ? ['documents'] : []
}

/** Listens to the workspace while the engine is there, and lets the affected answers be asked again. */
function ChangeStream({ connection, queries }: { connection: Connection; queries: QueryClient }) {
  const state = useSyncExternalStore(connection.subscribe, connection.state)
  useEffect(() => {
    if (state !== 'open') return
    const stop = new AbortController()
    const watch = connection.api.workspace.watch(
      {},
      {
        signal: stop.signal,
        onProgress: (change) => {
          useDataVersion.getState().set(change.dataVersion)
          void queries.invalidateQueries({ queryKey: affectedBy(change) })
        },
      },
    )
    // It only ever ends by being cancelled or by the engine going away; the connection tells about the latter.
    watch.catch(() => {})
    return () => stop.abort()
  }, [state, connection, queries])
  return null
}
