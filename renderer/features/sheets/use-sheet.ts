import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { SheetName, SheetView } from '../../../src/contract/sheets.ts'
import { useAnswer } from '../../data/queries.ts'
import { useApi } from '../../data/session.tsx'
import { failureOf } from '../../ui/failure.ts'
import type { Rows } from './sheet-moves.ts'

/** Rows as somebody saw them: what is typed from there is theirs or nobody's. */
export interface SheetMoment {
  readonly rows: Rows
  readonly version: number
}

interface Saving {
  readonly rows: Rows
  /** The version the rows were made from, before saves of this window that were on their way then. */
  readonly from: number
}

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
  const waiting = useRef<Saving | null>(null)
  const isBusy = useRef(false)
  const version = useRef(0)
  /** What each version became by a save of this window. */
  const own = useRef(new Map<number, number>())
  // What is typed while somebody else's rows stand against it waits for a choice.
  const isHeld = useRef(false)
  useEffect(() => {
    if (view && !isBusy.current) version.current = view.version
  }, [view])

  const settle = useCallback(
    async (work: () => Promise<SheetView | { version: number }>): Promise<boolean> => {
      isBusy.current = true
      setSaving(true)
      setFailed(null)
      let isDone = false
      try {
        const changed = await work()
        version.current = changed.version
        isDone = true
      } catch (error) {
        waiting.current = null
        isHeld.current = failureOf(error).code === 'document-conflict'
        setFailed(error)
      }
      isBusy.current = false
      await queries.invalidateQueries()
      setSaving(false)
      return isDone
    },
    [queries],
  )

  const save = useCallback(
    async (rows: Rows, from: number = version.current): Promise<void> => {
      setDraft(rows)
      if (isHeld.current) return
      waiting.current = { rows, from }
      if (isBusy.current) return
      const isDone = await settle(async () => {
        let changed: { version: number } = { version: version.current }
        while (waiting.current !== null) {
          const taken = waiting.current
          waiting.current = null
          const basedOn = newestOwn(own.current, taken.from)
          changed = await api.sheets.change({ name, rows: taken.rows.map((cells) => [...cells]), basedOn })
          if (changed.version !== basedOn) own.current.set(basedOn, changed.version)
        }
        return changed
      })
      // What could not be saved stays on the screen.
      if (isDone && waiting.current === null) setDraft(null)
    },
    [api, name, settle],
  )
  const paste = useCallback(
    async (text: string, row: number, column: number): Promise<void> => {
      if (isBusy.current || isHeld.current) return
      await settle(() => api.sheets.paste({ name, text, row, column, basedOn: version.current }))
    },
    [api, name, settle],
  )
  const step = useCallback(
    async (direction: 'undo' | 'redo' | number): Promise<void> => {
      if (isBusy.current || isHeld.current) return
      const document = { kind: 'sheet', name, basedOn: version.current } as const
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
    isHeld.current = false
    setDraft(null)
    setFailed(null)
  }, [])
  const keepMine = useCallback(
    async (rows: Rows): Promise<void> => {
      isHeld.current = false
      await save(rows)
    },
    [save],
  )
  const moment = useCallback((rows: Rows): SheetMoment => ({ rows, version: version.current }), [])
  const isConflict = failed !== null && failureOf(failed).code === 'document-conflict'
  const rows: Rows = draft ?? view?.rows.map(({ cells }) => cells.map(({ text }) => text)) ?? []
  return { answer, view, rows, isSaving, failed, isConflict, moment, save, paste, step, takeTheirs, keepMine }
}

function newestOwn(own: ReadonlyMap<number, number>, from: number): number {
  let version = from
  for (let next = own.get(version); next !== undefined; next = own.get(version)) version = next
  return version
}

export type Sheet = ReturnType<typeof useSheet>
