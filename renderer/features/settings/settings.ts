import { IconArrowBackUp, IconArrowForwardUp, IconHistory, IconSettings } from '@tabler/icons-react'
import type { Feature } from '../../frame/feature.ts'
import { navigate, parseHash } from '../../frame/router.ts'
import { SettingsPage } from './SettingsPage.tsx'
import { requestStep } from './settings-room.ts'

const isHere = (): boolean => parseHash(window.location.hash).page === 'settings'

/** A field that somebody is typing into has an undo of its own. */
function isUndoable(target: EventTarget | null): boolean {
  return isHere() && !(target instanceof HTMLElement && /^(INPUT|TEXTAREA)$/.test(target.tagName))
}

export const settings: Feature = {
  id: 'settings',
  icon: IconSettings,
  Page: SettingsPage,
  commands: [
    { id: 'settings.undo', title: 'undo', icon: IconArrowBackUp, keys: 'mod+z', isOn: isUndoable, run: () => requestStep('undo') },
    { id: 'settings.redo', title: 'redo', icon: IconArrowForwardUp, keys: 'mod+shift+z', isOn: isUndoable, run: () => requestStep('redo') },
    { id: 'settings.versions', title: 'versions', icon: IconHistory, run: () => openVersions() },
    { id: 'settings.stages', title: 'openStages', icon: IconSettings, run: () => navigate('settings', 'stages') },
    { id: 'settings.names', title: 'openNames', icon: IconSettings, run: () => navigate('settings', 'names') },
  ],
}

function openVersions(): void {
  navigate('settings')
  requestStep('versions')
}
