import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Connection } from '../../../src/contract/pulls.ts'
import { useApi } from '../../data/session.tsx'
import { changeDraft, useDraft } from './connect-draft.ts'

interface Asked {
  readonly name: string
  readonly connection: Connection
}

/** Asks the system who we are there and everything that it offers; keeps nothing but the answer, with the draft. */
export function useTest(secret: string, onTested: () => void) {
  const api = useApi()
  const running = useRef<AbortController | null>(null)
  const test = useMutation({
    gcTime: 0,
    mutationFn: async ({ name, connection }: Asked) => {
      const control = new AbortController()
      running.current = control
      const wish = { name, connection: { ...connection, objects: [] }, ...(secret === '' ? {} : { secret }) }
      return await api.connections.test(wish, { signal: control.signal })
    },
    onSuccess: (tested) => {
      const { chosen } = useDraft.getState()
      const there = chosen?.filter((name) => tested.objects.some(({ object }) => object === name))
      changeDraft({ tested, chosen: there ?? null })
      onTested()
    },
  })
  return { test, stop: () => running.current?.abort() }
}
