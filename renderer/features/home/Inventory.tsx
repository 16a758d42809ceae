import { useTranslation } from 'react-i18next'
import type { WorkspaceInfo } from '../../../src/contract/workspace.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Facts } from '../../ui/Facts.tsx'
import classes from './home.module.css'

/** What is in the workspace, in rows. */
export function Inventory({ info }: { info: WorkspaceInfo }) {
  const { t } = useTranslation('home')
  const local = useLocal()
  const format = useFormat()
  const filled = info.entities.filter((entity) => entity.rows > 0)
  return (
    <div className={classes.inventory}>
      <Facts facts={filled.map((entity) => [local(entity.label), format.cell(entity.rows, 'count')] as const)} />
      {info.lastLoadAt !== null && <div className={classes.quiet}>{t('lastLoad', { at: format.moment(info.lastLoadAt) })}</div>}
    </div>
  )
}
