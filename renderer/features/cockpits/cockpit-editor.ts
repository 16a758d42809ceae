import { CockpitDocument } from '../../../src/contract/documents.ts'
import type { LocalText } from '../../../src/contract/text.ts'
import { documentEditor, newKey, startEditing, type Editing as EditingOf } from '../../editing/document-editor.ts'
import { navigate } from '../../frame/router.ts'

/** A step's name: a key of the texts, and the tile or tab it is about. */
export interface StepLabel {
  readonly key:
    | 'didAdd'
    | 'didRemove'
    | 'didCopy'
    | 'didMove'
    | 'didSwap'
    | 'didResize'
    | 'didTitle'
    | 'didTileTitle'
    | 'didText'
    | 'didFilter'
    | 'didPeriod'
    | 'didListen'
    | 'didTab'
    | 'didMoveToTab'
    | 'didTake'
    | 'didRestore'
    | 'didNote'
    | 'didView'
    | 'didZoom'
  readonly name?: LocalText
}

export const cockpitEditor = documentEditor<CockpitDocument, StepLabel>({
  kind: 'cockpit',
  schema: CockpitDocument,
  takeLabel: { key: 'didTake' },
})

export type Editing = EditingOf<CockpitDocument, StepLabel>

/** Opens a new cockpit, or one that starts as another. It gets its name and address when it is saved first. */
export function startCockpit(body: CockpitDocument): void {
  cockpitEditor.useEditors.getState().put(newKey, startEditing(null, body, null))
  navigate('cockpits', newKey)
}
