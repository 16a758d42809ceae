import { IconTimeline } from '@tabler/icons-react'
import type { Feature } from '../../frame/feature.ts'
import { navigate, parseHash } from '../../frame/router.ts'
import { StudiesPage } from './StudiesPage.tsx'

const isAsked = (): boolean => {
  const { page, rest } = parseHash(window.location.hash)
  return page === 'studies' && rest.length > 1
}

export const studies: Feature = {
  id: 'studies',
  icon: IconTimeline,
  key: 'a',
  Page: StudiesPage,
  commands: [
    {
      id: 'studies.reset',
      title: 'reset',
      icon: IconTimeline,
      isOn: isAsked,
      run: () => {
        const { rest } = parseHash(window.location.hash)
        if (isAsked() && rest[0] !== undefined) navigate('studies', rest[0])
      },
    },
  ],
}
