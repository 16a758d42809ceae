import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLanguage, useLocal } from '../../i18n/i18n.ts'
import { failureOf } from '../../ui/failure.ts'
import { errorText } from '../../../src/contract/error-text.ts'
import { useCatalog } from '../../report/use-filter-words.ts'
import type { ParamField } from './params/study-form.ts'
import classes from './studies.module.css'
import type { AskedStudy } from './use-study.ts'

interface ProblemProps {
  readonly error: unknown
  /** The param at fault, where one is. */
  readonly field: ParamField | null
  readonly hasLast: boolean
  readonly onReset: (id: string) => void
  readonly onRetry: () => void
}

/** Why there is no answer to these params, and the ways out. */
export function StudyProblem({ error, field, hasLast, onReset, onRetry }: ProblemProps) {
  const { t } = useTranslation('studies')
  const { t: ui } = useTranslation('ui')
  const local = useLocal()
  const language = useLanguage()
  const catalog = useCatalog().data
  const { code, details: given } = failureOf(error)
  // Fields are told by their names, not by their ids.
  const labelOf = (id: unknown) => catalog?.dimensions.find((one) => one.id === id)?.label[language]
  const details = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, labelOf(value) ?? value]))
  // What zod says about a param is a programmer's English; which param it is says enough.
  const isUnfit = code === 'invalid-study' && details['reason'] === 'params'
  const sentence = !isUnfit
    ? errorText(code, details)[language]
    : field === null
      ? t('unfitParam', { name: String(details['path'] ?? '') })
      : t('unfitParam', { name: local(field.label) })
  return (
    <div className={classes.problem} role="alert">
      <IconAlertTriangle size={18} stroke={1.5} aria-hidden />
      <div>
        <p>{sentence}</p>
        {hasLast && <p className={classes.quiet}>{t('stale')}</p>}
        <div className={classes.waysOut}>
          {field !== null && (
            <Button size="compact-sm" variant="default" onClick={() => onReset(field.id)}>
              {t('resetOne', { name: local(field.label) })}
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={onRetry}>
            {ui('tryAgain')}
          </Button>
        </div>
      </div>
    </div>
  )
}

interface ProgressProps {
  readonly state: Exclude<AskedStudy['state'], 'fresh' | 'failed'>
  readonly hasLast: boolean
  readonly onStop: () => void
  readonly onAgain: () => void
}

/** Seen only when the answer takes its time. */
export function StudyProgress({ state, hasLast, onStop, onAgain }: ProgressProps) {
  const { t } = useTranslation('studies')
  const { t: ui } = useTranslation('ui')
  if (state === 'away') return <div className={classes.progress}>{ui('waiting')}</div>
  return (
    <div className={classes.progress} data-late={state === 'asking' || undefined} role="status">
      {state === 'asking' ? t('working') : t(hasLast ? 'stoppedKept' : 'stopped')}
      {state === 'asking' ? (
        <Button size="compact-sm" variant="default" onClick={onStop}>
          {ui('cancel')}
        </Button>
      ) : (
        <Button size="compact-sm" variant="default" onClick={onAgain}>
          {t('again')}
        </Button>
      )}
    </div>
  )
}
