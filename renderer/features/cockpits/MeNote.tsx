import { useTranslation } from 'react-i18next'
import type { CockpitDocument } from '../../../src/contract/documents.ts'
import { useSettings } from '../../data/settings.ts'
import { hashOf } from '../../frame/router.ts'
import { PartialNote } from '../../ui/states.tsx'
import classes from './cockpits.module.css'

/** A cockpit about the reader needs to know who that is. */
export function MeNote({ cockpit }: { cockpit: CockpitDocument }) {
  const { t } = useTranslation('cockpits')
  const settings = useSettings().data?.settings
  const asks = (value: string) => cockpit.filters.some(({ values }) => values.includes(value))
  if (settings === undefined) return null
  const isUnknown = (asks('@me') && settings.me.person === null) || (asks('@my-team') && settings.me.team === null)
  if (!isUnknown) return null
  return (
    <div className={classes.missing}>
      <PartialNote action={<a href={hashOf('settings')}>{t('sayWho')}</a>}>{t('whoAreYou')}</PartialNote>
    </div>
  )
}
