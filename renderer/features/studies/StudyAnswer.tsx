import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { DimensionUse } from '../../../src/contract/report-spec.ts'
import type { StudyName } from '../../../src/contract/studies.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useCatalog } from '../../report/use-filter-words.ts'
import { useKnownValues } from '../../report/use-report.ts'
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx'
import { headlineParts } from './headline-parts.ts'
import { withNamedGroups } from './named-groups.ts'
import { Segments } from './Segments.tsx'
import { StudyChartView } from './StudyChartView.tsx'
import { StudyFigures } from './StudyFigures.tsx'
import { StudyTableView } from './StudyTableView.tsx'
import type { AnsweredStudy } from './use-study.ts'
import classes from './studies.module.css'

export type OpenRows = (drill: string, title: string) => void

interface AnswerProps {
  readonly study: StudyName
  readonly answer: AnsweredStudy
  /** The rows that are being looked at. */
  readonly asked: string | null
  readonly onRows: OpenRows
}

/** A study's answer from top to bottom: sentence, figures, charts, tables, caveats. Any study's. */
export function StudyAnswer({ study, answer, asked, onRows }: AnswerProps) {
  const { t } = useTranslation('studies')
  const local = useLocal()
  const format = useFormat()
  const catalog = useCatalog().data
  const result = useMemo(() => withNamedGroups(answer.result, catalog), [answer.result, catalog])
  const known = useKnownValues(DimensionUse.safeParse(result.params['by']).data?.field)
  const { period, asOf, milliseconds } = result
  const days = [
    ...(period === null ? [] : [t('days', { from: format.day(period.from), to: format.day(period.to) })]),
    t('asOf', { day: format.day(asOf) }),
    t('took', { time: ((milliseconds.sql + milliseconds.rest) / 1000).toFixed(1) }),
  ]
  return (
    <>
      <p className={classes.headline} data-headline aria-live="polite">
        {headlineParts(local(result.headline)).map(({ text, strong }, place) => (strong ? <strong key={place}>{text}</strong> : text))}
      </p>
      <p className={classes.days}>{days.join(' · ')}</p>
      <StudyFigures figures={result.figures} asked={asked} onRows={onRows} />
      {result.charts.length > 0 && (
        <div className={classes.charts}>
          {result.charts.map((chart) => {
            const table = result.tables.find(({ id }) => id === chart.table)
            if (table === undefined) return null
            return (
              <ErrorBoundary key={chart.id} compact resetKey={`${chart.id} ${JSON.stringify(answer.params)}`}>
                <StudyChartView chart={chart} table={table} known={known} onRows={onRows} />
              </ErrorBoundary>
            )
          })}
        </div>
      )}
      {result.tables.map((table) => (
        <ErrorBoundary key={table.id} compact resetKey={`${table.id} ${JSON.stringify(answer.params)}`}>
          <StudyTableView table={table} asked={asked} onRows={onRows} />
        </ErrorBoundary>
      ))}
      <Segments study={study} params={answer.params} />
      {result.caveats.length > 0 && (
        <section className={classes.caveats}>
          <h2>{t('caveats')}</h2>
          <ul>
            {result.caveats.map((caveat, place) => (
              <li key={place}>{local(caveat)}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
