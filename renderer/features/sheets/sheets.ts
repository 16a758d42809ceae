import { IconArrowBackUp, IconArrowForwardUp, IconRowInsertBottom, IconTable } from '@tabler/icons-react'
import { sheetNames } from '../../../src/contract/sheets.ts'
import type { Feature } from '../../frame/feature.ts'
import { navigate, parseHash } from '../../frame/router.ts'
import { requestOfSheet } from './sheet-room.ts'
import { SheetsPage } from './SheetsPage.tsx'

const isHere = (): boolean => parseHash(window.location.hash).page === 'sheets'

/** A cell that is being typed into has an undo of its own. */
function isUndoable(target: EventTarget | null): boolean {
  return isHere() && !(target instanceof HTMLElement && /^(INPUT|TEXTAREA)$/.test(target.tagName))
}

export const sheets: Feature = {
  id: 'sheets',
  icon: IconTable,
  key: 't',
  Page: SheetsPage,
  commands: [
    { id: 'sheets.undo', title: 'undo', icon: IconArrowBackUp, keys: 'mod+z', isOn: isUndoable, run: () => requestOfSheet('undo') },
    {
      id: 'sheets.redo',
      title: 'redo',
      icon: IconArrowForwardUp,
      keys: 'mod+shift+z',
      isOn: isUndoable,
      run: () => requestOfSheet('redo'),
    },
    { id: 'sheets.addRow', title: 'addRow', icon: IconRowInsertBottom, isOn: isHere, run: () => requestOfSheet('add-row') },
    ...sheetNames.map((name) => ({ id: `sheets.${name}`, title: `open.${name}`, icon: IconTable, run: () => navigate('sheets', name) })),
  ],
}
