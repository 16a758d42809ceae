import { IconPresentation } from '@tabler/icons-react'
import type { Feature } from '../../frame/feature.ts'
import { DecksPage } from './DecksPage.tsx'

export const decks: Feature = { id: 'decks', icon: IconPresentation, key: 'p', Page: DecksPage }
