import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { SheetName } from '../../../src/contract/sheets.ts'
import { useAnswer } from '../../data/queries.ts'
import { useApi } from '../../data/session.tsx'
import { failureOf } from '../../ui/failure.ts'
import { SheetDesk } from './sheet-desk.ts'

/** A sheet that saves itself: what is typed stands at once, the engine's word on it follows. */
export function useSheet(name: SheetName) {
  const api = useApi()
  const queries = useQueryClient()
  const [desk] = useState(() => new SheetDesk(api, name, () => queries.invalidateQueries()))
  const answer = useAnswer('data', ['sheets.read', name], (client, options) => client.sheets.read({ name }, options))
  const view = answer.data?.name === name ? answer.data : undefined
  const { shown, isSaving, failed } = useSyncExternalStore(desk.subscribe, desk.state)
  useEffect(() => {
    if (view) desk.see(view)
  }, [desk, view])
  const isConflict = failed !== null && failureOf(failed).code === 'document-conflict'
  return { desk, answer, view, shown, isSaving, failed, isConflict }
}

export type Sheet = ReturnType<typeof useSheet>
