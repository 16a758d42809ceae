import { IconChevronRight, IconLayoutDashboard } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../data/queries.ts'
import { hashOf } from '../../frame/router.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { Answered } from '../../ui/Answered.tsx'
import classes from './home.module.css'

export function CockpitList() {
  const { t } = useTranslation('home')
  const local = useLocal()
  const answer = useAnswer('documents', ['cockpits.list'], (api, options) => api.cockpits.list({}, options))
  return (
    <Answered answer={answer} compact>
      {({ cockpits }) =>
        cockpits.length === 0 ? (
          <div className={classes.calm}>{t('noCockpits')}</div>
        ) : (
          <ul className={classes.list}>
            {cockpits.map((cockpit) => (
              <li key={cockpit.name}>
                <a className={classes.line} href={hashOf('cockpits', cockpit.name)}>
                  <IconLayoutDashboard size={18} stroke={1.5} aria-hidden data-tone="accent" />
                  <span className={classes.lineText}>
                    <span>{local(cockpit.title)}</span>
                    <span className={classes.quiet}>{cockpit.shipped ? t('shipped') : t('own')}</span>
                  </span>
                  <IconChevronRight size={16} stroke={1.5} aria-hidden className={classes.go} />
                </a>
              </li>
            ))}
          </ul>
        )
      }
    </Answered>
  )
}
