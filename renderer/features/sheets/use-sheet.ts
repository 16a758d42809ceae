import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { SheetName, SheetView } from '../../../src/contract/sheets.ts'
import { useAnswer } from '../../data/queries.ts'
import { useApi } from '../../data/session.tsx'
import { failureOf } from '../../ui/failure.ts'
import type { Rows } from './sheet-moves.ts'

/** A sheet that saves itself: what is typed stands at once, the engine's word on it follows. */
export function useSheet(name: SheetName) {
  const api = useApi()
  const queries = useQueryClient()
  const answer = useAnswer('data', ['sheets.read', name], (client, options) => client.sheets.read({ name }, options))
  const view = answer.data?.name === name ? answer.data : undefined
  const [draft, setDraft] = useState<Rows | null>(null)
  const [isSaving, setSaving] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  // Saves go one after the other, and only the newest rows of those that wait.
  const waiting = useRef<Rows | null>(null)
  const isBusy = useRef(false)
  const version = useRef(0)
  useEffect(() => {
    if (view && !isBusy.current) version.current = view.version
  }, [view])

  const settle = useCallback(
    async (work: () => Promise<SheetView | { version: number }>): Promise<void> => {
      isBusy.current = true
      setSaving(true)
      setFailed(null)
      try {
        const changed = await work()
        version.current = changed.version
      } catch (error) {
        waiting.current = null
        setFailed(error)
      }
      isBusy.current = false
      await queries.invalidateQueries()
      setSaving(false)
    },
    [queries],
  )

  const save = useCallback(
    async (rows: Rows): Promise<void> => {
      setDraft(rows)
      waiting.current = rows
      if (isBusy.current) return
      await settle(async () => {
        let changed: { version: number } = { version: version.current }
        while (waiting.current !== null) {
          const taken = waiting.current
          waiting.current = null
          changed = await api.sheets.change({ name, rows: taken.map((cells) => [...cells]), basedOn: changed.version })
        }
        return changed
      })
      if (waiting.current === null) setDraft(null)
    },
    [api, name, settle],
  )
  const paste = useCallback(
    async (text: string, row: number, column: number): Promise<void> => {
      if (isBusy.current) return
      await settle(() => api.sheets.paste({ name, text, row, column, basedOn: version.current }))
    },
    [api, name, settle],
  )
  const step = useCallback(
    async (direction: 'undo' | 'redo' | number): Promise<void> => {
      if (isBusy.current) return
      const document = { kind: 'sheet', name } as const
      await settle(() =>
        typeof direction === 'number'
          ? api.documents.restore({ ...document, version: direction })
          : api.documents.step({ ...document, direction }),
      )
    },
    [api, name, settle],
  )
  /** After a conflict: what is there now, or what was typed here once more. */
  const takeTheirs = useCallback(() => {
    setDraft(null)
    setFailed(null)
  }, [])
  const isConflict = failed !== null && failureOf(failed).code === 'document-conflict'
  const rows: Rows = draft ?? view?.rows.map(({ cells }) => cells.map(({ text }) => text)) ?? []
  return { answer, view, rows, isSaving, failed, isConflict, save, paste, step, takeTheirs }
}

export type Sheet = ReturnType<typeof useSheet>
