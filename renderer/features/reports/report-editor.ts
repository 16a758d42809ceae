import { z } from 'zod'
import { SavedReport } from '../../../src/contract/documents.ts'
import { ReportSpec, ValueUse } from '../../../src/contract/report-spec.ts'
import type { LocalText } from '../../../src/contract/text.ts'
import { documentEditor, type Editing as EditingOf } from '../../editing/document-editor.ts'
import { emptySpec } from './report-moves.ts'

/** What is edited. An empty title means the one that the fields give; a spec without values is not saved. */
export const DraftReport = SavedReport.extend({ spec: ReportSpec.extend({ values: z.array(ValueUse) }) })
export type DraftReport = z.output<typeof DraftReport>

/** A step's name: a key of the texts, and the field it is about. */
export interface StepLabel {
  readonly key:
    | 'didAdd'
    | 'didRemove'
    | 'didMove'
    | 'didChange'
    | 'didTitle'
    | 'didChart'
    | 'didLook'
    | 'didPeriod'
    | 'didAsOf'
    | 'didCompare'
    | 'didTotals'
    | 'didSort'
    | 'didTop'
    | 'didFilter'
    | 'didTake'
    | 'didSwap'
    | 'didCalculate'
    | 'didLimit'
    | 'didRestore'
  readonly name?: LocalText
}

export const reportEditor = documentEditor<DraftReport, StepLabel>({ kind: 'report', schema: DraftReport, takeLabel: { key: 'didTake' } })
export const { useEditors, edit, undo, redo, same: sameReport } = reportEditor

export type Editing = EditingOf<DraftReport, StepLabel>

export const emptyReport: DraftReport = { version: 1, title: '', chart: 'table', spec: emptySpec, look: { follows: true } }

export function editSpec(key: string, move: (spec: ReportSpec) => ReportSpec, label: StepLabel, merge?: string): void {
  edit(
    key,
    (draft) => {
      const spec = move(draft.spec)
      return spec === draft.spec ? draft : { ...draft, spec }
    },
    label,
    merge,
  )
}
