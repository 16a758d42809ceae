import { IconArchive, IconDatabase, IconFileImport, IconFolder, IconShieldExclamation } from '@tabler/icons-react'
import type { Command, Feature } from '../../frame/feature.ts'
import { navigate } from '../../frame/router.ts'
import { shell } from '../../shell.ts'
import { DataPage } from './DataPage.tsx'
import { useImport } from './import-store.ts'

/** In the desktop window; a browser opens its dialog only for a click on the page itself. */
const pickCommands: readonly Command[] = [
  { id: 'data.pickFiles', title: 'pickFilesCommand', icon: IconFileImport, menu: 'file', run: () => pick('files') },
  { id: 'data.pickFolder', title: 'pickFolderCommand', icon: IconFolder, menu: 'file', run: () => pick('folder') },
]

function pick(kind: 'files' | 'folder'): void {
  navigate('data', 'import')
  useImport.setState({ waiting: { kind } })
}

export const data: Feature = {
  id: 'data',
  icon: IconDatabase,
  Page: DataPage,
  commands: [
    { id: 'data.import', title: 'importCommand', icon: IconFileImport, keys: 'i', run: () => navigate('data', 'import') },
    ...(shell ? pickCommands : []),
    { id: 'data.quarantine', title: 'quarantineCommand', icon: IconShieldExclamation, run: () => navigate('data', 'quarantine') },
    { id: 'data.backups', title: 'backupsCommand', icon: IconArchive, run: () => navigate('data', 'backups') },
  ],
}
