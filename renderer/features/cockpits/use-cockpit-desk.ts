import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { CockpitDocument, CockpitStand } from '../../../src/contract/documents.ts'
import type { Day, Filter } from '../../../src/contract/report-spec.ts'
import { useCatalog } from '../../report/use-filter-words.ts'
import { cockpitEditor, type StepLabel } from './cockpit-editor.ts'
import { seenNotes } from './cockpit-extras.ts'
import { putFilters, putPeriod, type Move } from './cockpit-moves.ts'
import type { AskedNumber, AskedStudyRows, Desk } from './desk.ts'
import type { StripPeriod } from './FilterStrip.tsx'
import { toggleMark, type Mark } from './marks.ts'

interface DeskOf {
  readonly name: string
  readonly cockpit: CockpitDocument
  readonly isEditing: boolean
  readonly rewrite: (tile: string) => void
}

/** While a cockpit is looked at, its filters are the reader's; while it is edited, they are part of it. */
export function useCockpitDesk({ name, cockpit, isEditing, rewrite }: DeskOf) {
  const catalog = useCatalog().data
  const [marks, setMarks] = useState<readonly Mark[]>([])
  const [asOf, setAsOf] = useState<Day | null>(null)
  const [own, setOwn] = useState<{ period?: StripPeriod; filters?: readonly Filter[] }>({})
  const [asked, setAsked] = useState<AskedNumber | null>(null)
  const [askedRows, setAskedRows] = useState<AskedStudyRows | null>(null)
  const [said, say] = useSpeech()
  const period = isEditing || own.period === undefined ? (cockpit.period ?? null) : own.period
  const filters = isEditing ? cockpit.filters : (own.filters ?? cockpit.filters)
  const move = useCallback((change: Move, label: StepLabel, merge?: string) => cockpitEditor.edit(name, change, label, merge), [name])
  const closePanel = useCallback(() => {
    setAsked(null)
    setAskedRows(null)
  }, [])
  const filter = useCallback(
    (field: string, values: readonly (string | null)[]) => {
      const rest = filters.filter((one) => one.field !== field)
      const next: Filter[] = values.length === 0 ? rest : [...rest, { field, op: 'in', values: [...values] }]
      if (isEditing) move(putFilters(next), { key: 'didFilter' }, `filter-${field}`)
      else setOwn((now) => ({ ...now, filters: next }))
    },
    [filters, isEditing, move],
  )
  const notes = useMemo(() => seenNotes({ annotations: cockpit.annotations }, isEditing), [cockpit.annotations, isEditing])
  const isPanelOpen = asked !== null || askedRows !== null
  useEffect(() => {
    if (marks.length === 0) return
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !isPanelOpen) setMarks([])
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [marks.length, isPanelOpen])
  const desk = useMemo(
    (): Desk => ({
      scope: { period, filters, asOf, marks },
      catalog,
      isEditing,
      notes,
      tabs: cockpit.tabs,
      mark: (tile, added, several) => setMarks((now) => toggleMark(now, tile, added, several)),
      filter,
      ask: (one) => {
        setAskedRows(null)
        setAsked(one)
      },
      askRows: (one) => {
        setAsked(null)
        setAskedRows(one)
      },
      move,
      say,
      rewrite,
    }),
    [period, filters, asOf, marks, catalog, isEditing, notes, cockpit.tabs, filter, move, say, rewrite],
  )
  const onPeriod = (next: StripPeriod) => {
    if (isEditing) move(putPeriod(next), { key: 'didPeriod' })
    else setOwn((now) => ({ ...now, period: next }))
  }
  const onClear = () => {
    setAsOf(null)
    setOwn({})
    if (!isEditing) return
    move((now) => putPeriod(null)(putFilters([])(now)), { key: 'didFilter' })
  }
  /** A saved view is looked at, also while the cockpit is edited: it changes no document. */
  const take = (view: CockpitStand) => {
    setMarks([])
    setAsOf(view.asOf)
    setOwn({ period: view.period, filters: view.filters })
  }
  const differs = isEditing
    ? cockpit.filters.length + (cockpit.period === undefined ? 0 : 1)
    : changed(own.filters, cockpit.filters) + (own.period === undefined ? 0 : 1)
  return {
    desk,
    said,
    marks,
    asked,
    askedRows,
    closePanel,
    take,
    clearMarks: () => setMarks([]),
    dropMark: (tile: string) => setMarks((now) => now.filter((mark) => mark.tile !== tile)),
    strip: { period, onPeriod, filters, onFilter: filter, asOf, onAsOf: setAsOf, active: differs + (asOf === null ? 0 : 1), onClear },
  }
}

function changed(own: readonly Filter[] | undefined, given: readonly Filter[]): number {
  if (own === undefined || JSON.stringify(own) === JSON.stringify(given)) return 0
  return Math.max(1, own.length)
}

/** A sentence for screen readers. The same one twice would not be spoken again. */
function useSpeech(): readonly [string, (text: string) => void] {
  const [said, setSaid] = useState('')
  const turn = useRef(false)
  const say = useCallback((text: string) => {
    turn.current = !turn.current
    setSaid(turn.current ? text : `${text}\u00a0`)
  }, [])
  return [said, say]
}
