import { useTranslation } from 'react-i18next'
import classes from './data.module.css'

const sureFrom = 0.9
/** Below it a person should look. */
export const unsureBelow = 0.7

/** How sure the recognition is: a bar, the share, and a word, since colour alone says nothing. */
export function Confidence({ value, short = false }: { value: number; short?: boolean }) {
  const { t } = useTranslation('data')
  const percent = Math.round(value * 100)
  const word = value >= sureFrom ? t('sure') : value >= unsureBelow ? t('likely') : t('unsure')
  return (
    <span className={classes.sure} title={word}>
      <span className={classes.sureBar} data-low={value < unsureBelow || undefined} aria-hidden>
        <span style={{ width: `${percent}%` }} />
      </span>
      {percent}%{short ? null : <span className={classes.quiet}>{word}</span>}
    </span>
  )
}
