import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArchive,
  IconDatabase,
  IconFileImport,
  IconFolder,
  IconHistory,
  IconListCheck,
  IconPlug,
  IconPlugConnected,
  IconShieldExclamation,
} from '@tabler/icons-react'
import type { Command, Feature } from '../../frame/feature.ts'
import { navigate, parseHash } from '../../frame/router.ts'
import { shell } from '../../shell.ts'
import { allConnections, newConnection } from '../connections/connections-addresses.ts'
import { DataPage } from './DataPage.tsx'
import { useImport } from './import-store.ts'
import { useLoads } from './loads-store.ts'

/** In the desktop window; a browser opens its dialog only for a click on the page itself. */
const pickCommands: readonly Command[] = [
  { id: 'data.pickFiles', title: 'pickFilesCommand', icon: IconFileImport, menu: 'file', run: () => pick('files') },
  { id: 'data.pickFolder', title: 'pickFolderCommand', icon: IconFolder, menu: 'file', run: () => pick('folder') },
]

function pick(kind: 'files' | 'folder'): void {
  navigate('data', 'import')
  useImport.setState({ waiting: { kind } })
}

function wantOfLoads(wanted: 'undo-newest' | 'redo'): void {
  navigate('data', 'loads')
  useLoads.setState({ wanted })
}

/** Where a load was undone last, undoing that is doing it again. Fields have an undo of their own. */
function canRedo(target: EventTarget | null): boolean {
  const { page, rest } = parseHash(window.location.hash)
  const { justUndone, rewrite } = useLoads.getState()
  const isField = target instanceof HTMLElement && /^(INPUT|TEXTAREA)$/.test(target.tagName)
  return page === 'data' && rest[0] === 'loads' && justUndone !== null && rewrite.step === 'idle' && !isField
}

export const data: Feature = {
  id: 'data',
  icon: IconDatabase,
  Page: DataPage,
  commands: [
    { id: 'data.import', title: 'importCommand', icon: IconFileImport, keys: 'i', run: () => navigate('data', 'import') },
    ...(shell ? pickCommands : []),
    { id: 'data.connect', title: 'connectCommand', icon: IconPlug, run: () => navigate(...allConnections, newConnection) },
    { id: 'data.connections', title: 'connectionsCommand', icon: IconPlugConnected, run: () => navigate(...allConnections) },
    { id: 'data.loads', title: 'loadsCommand', icon: IconHistory, run: () => navigate('data', 'loads') },
    { id: 'data.undoLoad', title: 'undoLoadCommand', icon: IconArrowBackUp, run: () => wantOfLoads('undo-newest') },
    {
      id: 'data.redoLoad',
      title: 'redoLoadCommand',
      icon: IconArrowForwardUp,
      keys: 'mod+z',
      isOn: canRedo,
      run: () => wantOfLoads('redo'),
    },
    { id: 'data.audit', title: 'auditCommand', icon: IconListCheck, run: () => navigate('data', 'audit') },
    { id: 'data.quarantine', title: 'quarantineCommand', icon: IconShieldExclamation, run: () => navigate('data', 'quarantine') },
    { id: 'data.backups', title: 'backupsCommand', icon: IconArchive, run: () => navigate('data', 'backups') },
  ],
}
