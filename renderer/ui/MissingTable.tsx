import { useTranslation } from 'react-i18next'
import type { Missing } from '../../src/contract/catalog.ts'
import { useLanguage, useLocal } from '../i18n/i18n.ts'
import classes from './missing.module.css'
import { needLabel } from './need-label.ts'

/** Files or columns that are not there, and what each of them would add. */
export function MissingTable({ missing }: { missing: readonly Missing[] }) {
  const { t } = useTranslation('ui')
  const local = useLocal()
  const language = useLanguage()
  return (
    <table className={classes.missing}>
      <thead>
        <tr>
          <th scope="col">{t('missing')}</th>
          <th scope="col">{t('wouldAdd')}</th>
        </tr>
      </thead>
      <tbody>
        {missing.map((one) => (
          <tr key={one.need}>
            <td>{needLabel(one.need, language)}</td>
            <td>{local(one.adds)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
