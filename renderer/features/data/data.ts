import { IconDatabase } from '@tabler/icons-react'
import type { Feature } from '../../frame/feature.ts'
import { DataPage } from './DataPage.tsx'

export const data: Feature = { id: 'data', icon: IconDatabase, Page: DataPage }
