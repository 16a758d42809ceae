import { useMutation, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { create } from 'zustand'
import type { SettingsChange, SettingsState } from '../../src/contract/settings.ts'
import { useAnswer } from './queries.ts'
import { useApi } from './session.tsx'

/** The workspace's settings with their version. */
export function useSettings(): UseQueryResult<SettingsState> {
  return useAnswer('data', ['settings.read'], (api, options) => api.settings.read({}, options))
}

/** What was changed last, for the line that offers to take it back. */
export const useLastChange = create<{ what: string | null; say: (what: string | null) => void }>()((set) => ({
  what: null,
  say: (what) => set({ what }),
}))

export interface NamedChange {
  readonly change: SettingsChange
  /** In words: what was changed. */
  readonly what: string
}

/** Saves one change at once; it is refused where somebody else changed the settings since they were shown. */
export function useChangeSettings() {
  const api = useApi()
  const queries = useQueryClient()
  const version = useSettings().data?.version
  return useMutation({
    mutationFn: ({ change }: NamedChange) => api.settings.change({ change, ...(version === undefined ? {} : { basedOn: version }) }),
    onSuccess: async (_state, { what }) => {
      useLastChange.getState().say(what)
      await queries.invalidateQueries()
    },
  })
}

/** Undo, redo and going back to a version: a step through the versions of the settings. */
export function useSettingsSteps() {
  const api = useApi()
  const queries = useQueryClient()
  const document = { kind: 'settings', name: 'workspace' } as const
  return useMutation({
    mutationFn: (step: 'undo' | 'redo' | number) =>
      typeof step === 'number'
        ? api.documents.restore({ ...document, version: step })
        : api.documents.step({ ...document, direction: step }),
    onSuccess: async () => {
      useLastChange.getState().say(null)
      await queries.invalidateQueries()
    },
  })
}
