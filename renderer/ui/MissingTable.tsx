import { useTranslation } from 'react-i18next'
import type { Missing } from '../../src/contract/catalog.ts'
import { targets } from '../../src/contract/targets.ts'
import type { Language, LocalText } from '../../src/contract/text.ts'
import { useLanguage, useLocal } from '../i18n/i18n.ts'
import classes from './missing.module.css'

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

/** `payment` or `opportunity.closed_at` in the reader's language. */
export function needLabel(need: string, language: Language): string {
  const [entity = '', column] = need.split('.')
  const target = (targets as Readonly<Record<string, { label: LocalText; columns: Readonly<Record<string, { label: LocalText }>> } | undefined>>)[entity]
  if (!target) return need
  const columnLabel = column === undefined ? undefined : target.columns[column]?.label[language]
  return columnLabel === undefined ? target.label[language] : `${target.label[language]} · ${columnLabel}`
}
