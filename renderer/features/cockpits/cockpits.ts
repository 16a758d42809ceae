import { IconLayoutDashboard } from '@tabler/icons-react'
import type { Feature } from '../../frame/feature.ts'
import { navigate } from '../../frame/router.ts'
import { CockpitsPage } from './CockpitsPage.tsx'

export const cockpits: Feature = {
  id: 'cockpits',
  icon: IconLayoutDashboard,
  Page: CockpitsPage,
  commands: [{ id: 'open', title: 'open', icon: IconLayoutDashboard, keys: 'g c', run: () => navigate('cockpits') }],
}
