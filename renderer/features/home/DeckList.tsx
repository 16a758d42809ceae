import { IconChevronRight, IconPresentation } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../data/queries.ts'
import { hashOf } from '../../frame/router.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Answered } from '../../ui/Answered.tsx'
import classes from './home.module.css'

const shown = 4

/** The decks saved last, and those that come with the product. */
export function DeckList() {
  const { t } = useTranslation('home')
  const local = useLocal()
  const format = useFormat()
  const answer = useAnswer('documents', ['home.decks'], async (api, options) => {
    const [{ decks }, { documents }] = await Promise.all([api.decks.list({}, options), api.documents.list({ kind: 'deck' }, options)])
    const saved = documents.toSorted((one, other) => other.savedAt.localeCompare(one.savedAt)).slice(0, shown)
    return [...saved, ...decks.map(({ name, title }) => ({ name, title, savedAt: null }))]
  })
  return (
    <Answered answer={answer} compact>
      {(decks) => (
        <ul className={classes.list}>
          {decks.map(({ name, title, savedAt }) => (
            <li key={name}>
              <a className={classes.line} href={hashOf('decks', name)}>
                <IconPresentation size={18} stroke={1.5} aria-hidden data-tone="accent" />
                <span className={classes.lineText}>
                  <span className="clip" title={local(title)}>
                    {local(title)}
                  </span>
                  <span className={classes.quiet}>
                    {savedAt === null ? t('shippedDeck') : t('savedAt', { at: format.moment(savedAt) })}
                  </span>
                </span>
                <IconChevronRight size={16} stroke={1.5} aria-hidden className={classes.go} />
              </a>
            </li>
          ))}
        </ul>
      )}
    </Answered>
  )
}
