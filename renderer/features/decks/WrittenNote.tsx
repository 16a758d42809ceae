import { useTranslation } from 'react-i18next'
import type { DeckUpdate } from '../../../src/contract/decks.ts'
import type { LocalText } from '../../../src/contract/text.ts'
import { useLocal } from '../../i18n/i18n.ts'
import classes from './decks.module.css'

export interface Written {
  readonly fileName: string
  readonly slides: number
  readonly left: readonly { readonly title: string; readonly text: LocalText }[]
  readonly update: DeckUpdate | null
}

/** What was written, what was left out, and what became of the slides of an earlier deck. */
export function WrittenNote({ written: { slides, fileName, left, update } }: { written: Written }) {
  const { t } = useTranslation('decks')
  const local = useLocal()
  const list = (head: string, titles: readonly string[]) =>
    titles.length > 0 && (
      <>
        <p>{head}</p>
        <ul className={classes.left}>
          {titles.map((title, place) => (
            <li key={`${title} ${place}`}>{title}</li>
          ))}
        </ul>
      </>
    )
  return (
    <>
      {update === null ? (
        <p>{t('written', { count: slides, name: fileName })}</p>
      ) : (
        <>
          <p>{t('updated', { count: update.updated, name: fileName })}</p>
          {update.untouched > 0 && <p>{t('untouched', { count: update.untouched })}</p>}
          {list(t('updateAdded'), update.added)}
          {list(t('updateRemoved'), update.removed)}
          {list(t('updateStale'), update.stale)}
          {list(t('updateLeftOut'), update.leftOut)}
          {list(t('updateEdited'), update.edited)}
        </>
      )}
      {left.length > 0 && (
        <>
          <p>{t('left')}</p>
          <ul className={classes.left}>
            {left.map((one) => (
              <li key={one.title}>
                <strong>{one.title}</strong> {local(one.text)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
