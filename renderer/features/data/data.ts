import { IconDatabase, IconFileImport, IconShieldExclamation } from '@tabler/icons-react'
import type { Feature } from '../../frame/feature.ts'
import { navigate } from '../../frame/router.ts'
import { DataPage } from './DataPage.tsx'

export const data: Feature = {
  id: 'data',
  icon: IconDatabase,
  Page: DataPage,
  commands: [
    { id: 'data.import', title: 'importCommand', icon: IconFileImport, keys: 'i', run: () => navigate('data', 'import') },
    { id: 'data.quarantine', title: 'quarantineCommand', icon: IconShieldExclamation, run: () => navigate('data', 'quarantine') },
  ],
}
