import { useTranslation } from 'react-i18next'
import type { Relation } from '../../../src/contract/imports.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import classes from './data.module.css'
import { kindLabel } from './target-options.ts'

/** Which columns point at other files or entities, and how much of them is found there. */
export function Relations({ relations }: { relations: readonly Relation[] }) {
  const { t } = useTranslation('data')
  const format = useFormat()
  const language = useLanguage()
  return (
    <div className={classes.section}>
      <h3>{t('relations')}</h3>
      <ul className={classes.relations}>
        {relations.map((relation) => (
          <li key={`${relation.column} ${relation.entity}`}>
            {t('relation', {
              column: relation.column,
              entity: kindLabel(relation.entity, language) ?? relation.entity,
              share: format.cell(relation.matchedShare, 'percent'),
            })}
            {relation.toFile !== null && <span className={classes.quiet}> {t('relationFile', { file: relation.toFile })}</span>}
            {relation.matchedAfterNormalising > 0 && (
              <span className={classes.quiet}>
                {' '}
                {t('relationNormalised', {
                  count: relation.matchedAfterNormalising,
                  shown: format.cell(relation.matchedAfterNormalising, 'count'),
                })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
