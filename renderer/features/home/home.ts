import { IconHome } from '@tabler/icons-react'
import type { Feature } from '../../frame/feature.ts'
import { HomePage } from './HomePage.tsx'

export const home: Feature = { id: 'home', icon: IconHome, Page: HomePage }
