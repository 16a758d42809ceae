import { Tooltip, UnstyledButton } from '@mantine/core'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { features } from '../features/features.ts'
import { useAppearance } from '../theme/appearance.ts'
import { useFeatureText } from './feature-text.ts'
import classes from './frame.module.css'
import { hashOf, useRoute } from './router.ts'

export function SideBar() {
  const { t } = useTranslation('frame')
  const featureText = useFeatureText()
  const { page } = useRoute()
  const { sideBarFolded: folded, toggleSideBar } = useAppearance()
  const foldLabel = folded ? t('unfoldSideBar') : t('foldSideBar')
  const FoldIcon = folded ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  return (
    <nav className={classes.sideBar} data-folded={folded || undefined} aria-label={t('sideBar')}>
      {features.map(({ id, icon: RoomIcon }) => (
        <Tooltip key={id} label={featureText(id, 'title')} position="right" disabled={!folded}>
          <a
            className={classes.room}
            href={hashOf(id)}
            aria-current={page === id ? 'page' : undefined}
            aria-label={featureText(id, 'title')}
          >
            <RoomIcon size={18} stroke={1.5} aria-hidden />
            {!folded && <span className="clip">{featureText(id, 'title')}</span>}
          </a>
        </Tooltip>
      ))}
      <Tooltip label={foldLabel} position="right" disabled={!folded}>
        <UnstyledButton className={`${classes.room} ${classes.fold}`} aria-label={foldLabel} onClick={toggleSideBar}>
          <FoldIcon size={18} stroke={1.5} aria-hidden />
          {!folded && <span className="clip">{foldLabel}</span>}
        </UnstyledButton>
      </Tooltip>
    </nav>
  )
}
