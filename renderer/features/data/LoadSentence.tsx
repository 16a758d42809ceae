import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../data/queries.ts'
import { useLocal } from '../../i18n/i18n.ts'
import classes from './loads.module.css'

/** What a load changed, in one sentence. */
export function LoadSentence({ load }: { load: number }) {
  const { t } = useTranslation('data')
  const local = useLocal()
  const answer = useAnswer('data', ['imports.changes', load, 'sentence'], (api, options) =>
    api.imports.changes({ load, limit: 0 }, options),
  )
  if (answer.isError) return <p className={classes.sentence}>{t('noSentence')}</p>
  return (
    <p className={classes.sentence} data-waiting={answer.data === undefined || undefined}>
      {answer.data === undefined ? t('sentenceWaiting') : local(answer.data.sentence)}
    </p>
  )
}
