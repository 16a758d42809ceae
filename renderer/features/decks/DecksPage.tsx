import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../data/queries.ts'
import { Page } from '../../frame/Page.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { DeckDesk } from './DeckDesk.tsx'
import classes from './decks.module.css'

/** Where slides are chosen, ordered and written. */
export function DecksPage() {
  const { t } = useTranslation('decks')
  const answer = useAnswer('documents', ['decks.list'], (api, options) => api.decks.list({}, options))
  return (
    <Page title={t('title')}>
      <p className={classes.intro}>{t('intro')}</p>
      <Answered answer={answer}>{({ decks }) => <DeckDesk decks={decks} />}</Answered>
    </Page>
  )
}
