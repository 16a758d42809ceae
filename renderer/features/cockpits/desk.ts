import { createContext, useContext } from 'react'
import type { Catalog } from '../../../src/contract/catalog.ts'
import type { Annotation } from '../../../src/contract/documents.ts'
import type { CellAddress } from '../../../src/contract/report-result.ts'
import type { Filter, ReportSpec } from '../../../src/contract/report-spec.ts'
import type { StudyName } from '../../../src/contract/studies.ts'
import type { StepLabel } from './cockpit-editor.ts'
import type { Move } from './cockpit-moves.ts'
import type { CockpitScope } from './tile-spec.ts'

/** A number of a report whose reasons are looked at. */
export interface AskedNumber {
  readonly spec: ReportSpec
  readonly cell: CellAddress
  readonly title: string
}

/** A number of a study whose rows are looked at. */
export interface AskedStudyRows {
  readonly study: StudyName
  readonly drill: string
  readonly title: string
  readonly params: Readonly<Record<string, unknown>>
}

/** What every tile of the open cockpit works with. */
export interface Desk {
  readonly scope: CockpitScope
  readonly catalog: Catalog | undefined
  readonly isEditing: boolean
  /** What stands at days of time axes. */
  readonly notes: readonly Annotation[]
  readonly tabs: readonly { readonly id: string; readonly title: { readonly zh: string; readonly en: string } }[]
  mark(tile: string, filters: readonly Filter[], several: boolean): void
  filter(field: string, values: readonly (string | null)[]): void
  ask(asked: AskedNumber): void
  askRows(asked: AskedStudyRows): void
  /** Changes the document; nothing where it can't be changed. */
  move(move: Move, label: StepLabel, merge?: string): void
  /** Speaks to people who don't see the change. */
  say(text: string): void
  rewrite(tile: string): void
}

const DeskContext = createContext<Desk | null>(null)

export const DeskProvider = DeskContext.Provider

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (desk === null) throw new Error('useDesk outside of a cockpit')
  return desk
}
