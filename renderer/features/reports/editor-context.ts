import { createContext, useContext } from 'react'
import type { Catalog } from '../../../src/contract/catalog.ts'
import type { ReportSpec } from '../../../src/contract/report-spec.ts'
import type { LocalText } from '../../../src/contract/text.ts'
import type { DraftReport, StepLabel } from './report-editor.ts'

/** What every part of the editor works with. */
export interface ReportEditing {
  readonly reportKey: string
  readonly draft: DraftReport
  readonly spec: ReportSpec
  readonly catalog: Catalog
  /** Changes the spec by a move; says whether the move did anything. */
  move(move: (spec: ReportSpec) => ReportSpec, label: StepLabel, merge?: string): boolean
  /** Speaks to people who don't see the change. */
  say(text: string): void
  labelOfField(field: string): LocalText
  labelOfMetric(metric: string): LocalText
  isDate(field: string): boolean
}

const EditingContext = createContext<ReportEditing | null>(null)

export const EditingProvider = EditingContext.Provider

export function useEditing(): ReportEditing {
  const editing = useContext(EditingContext)
  if (editing === null) throw new Error('useEditing outside of a report editor')
  return editing
}
