import { useTranslation } from 'react-i18next'
import type { StudyFigure } from '../../../src/contract/study-result.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import type { OpenRows } from './StudyAnswer.tsx'
import classes from './studies.module.css'

interface FiguresProps {
  readonly figures: readonly StudyFigure[]
  readonly asked: string | null
  readonly onRows: OpenRows
}

/** A study's numbers in a quiet row: each with its interval and what it was made from, or why it is missing. */
export function StudyFigures({ figures, asked, onRows }: FiguresProps) {
  const { t } = useTranslation('studies')
  return (
    <dl className={classes.figures} aria-label={t('figures')}>
      {figures.map((figure) => (
        <Figure key={figure.id} figure={figure} isAsked={asked !== null && asked === figure.drill} onRows={onRows} />
      ))}
    </dl>
  )
}

function Figure({ figure, isAsked, onRows }: { figure: StudyFigure; isAsked: boolean; onRows: OpenRows }) {
  const { t } = useTranslation('studies')
  const { t: ui } = useTranslation('ui')
  const { t: report } = useTranslation('report')
  const local = useLocal()
  const format = useFormat()
  const { value, unit, interval, n, reason, drill } = figure
  const label = local(figure.label)
  const text = value === null ? report('notAvailable') : typeof value === 'boolean' ? ui(value ? 'yes' : 'no') : format.figure(value, unit)
  // A number that counts the things it was made from says its n by itself.
  const beside = [
    ...(interval === null || value === null
      ? []
      : [
          t('interval', {
            level: format.figure(interval.level, 'percent', 0),
            from: format.figure(interval.from, unit),
            to: format.figure(interval.to, unit),
          }),
        ]),
    ...(unit === 'count' && Number(value) === n ? [] : [t('n', { n: format.cell(n, 'count') })]),
  ]
  return (
    <div data-figure={figure.id}>
      <dt title={label}>{label}</dt>
      <dd className={classes.value} data-none={value === null || undefined}>
        {drill === null ? (
          text
        ) : (
          <button
            type="button"
            data-asked={isAsked || undefined}
            aria-label={`${text}: ${t('showRows', { name: label })}`}
            onClick={() => onRows(drill, label)}
          >
            {text}
          </button>
        )}
      </dd>
      {reason !== null && <dd className={classes.beside}>{local(reason)}</dd>}
      {beside.length > 0 && <dd className={classes.beside}>{beside.join(' · ')}</dd>}
    </div>
  )
}
