import { IconArrowBackUp, IconArrowForwardUp, IconLayoutDashboard, IconPlus } from '@tabler/icons-react'
import type { Feature } from '../../frame/feature.ts'
import { navigate, parseHash } from '../../frame/router.ts'
import { cockpitEditor, startCockpit } from './cockpit-editor.ts'
import { freshCockpit } from './cockpit-moves.ts'
import { CockpitsPage } from './CockpitsPage.tsx'

/** The cockpit on screen where it can be changed. */
function currentCockpit(): string | null {
  const { page, rest } = parseHash(window.location.hash)
  const name = page === 'cockpits' ? rest[0] : undefined
  return name !== undefined && name in cockpitEditor.useEditors.getState().open ? name : null
}

/** Fields that are not part of the cockpit, such as a search, have an undo of their own. */
function isUndoable(target: EventTarget | null): boolean {
  if (currentCockpit() === null) return false
  const isField = target instanceof HTMLElement && /^(INPUT|TEXTAREA)$/.test(target.tagName)
  return !isField || target.dataset['undo'] === 'cockpit'
}

const onCurrent = (act: (key: string) => void) => () => {
  const key = currentCockpit()
  if (key !== null) act(key)
}

export const cockpits: Feature = {
  id: 'cockpits',
  icon: IconLayoutDashboard,
  Page: CockpitsPage,
  commands: [
    { id: 'open', title: 'open', icon: IconLayoutDashboard, keys: 'g c', run: () => navigate('cockpits') },
    { id: 'cockpits.new', title: 'newCockpit', icon: IconPlus, keys: 'n c', run: () => startCockpit(freshCockpit) },
    { id: 'cockpits.undo', title: 'undo', icon: IconArrowBackUp, keys: 'mod+z', isOn: isUndoable, run: onCurrent(cockpitEditor.undo) },
    {
      id: 'cockpits.redo',
      title: 'redo',
      icon: IconArrowForwardUp,
      keys: 'mod+shift+z',
      isOn: isUndoable,
      run: onCurrent(cockpitEditor.redo),
    },
  ],
}
