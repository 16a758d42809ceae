import { useTranslation } from 'react-i18next'
import { DimensionUse } from '../../../src/contract/report-spec.ts'
import type { StudyTile as StudyTileDocument } from '../../../src/contract/tiles.ts'
import { useLocal } from '../../i18n/i18n.ts'
import { useKnownValues } from '../../report/use-report.ts'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { headlineParts } from '../studies/headline-parts.ts'
import { StudyChartView } from '../studies/StudyChartView.tsx'
import { useStudy } from '../studies/use-study.ts'
import { useDesk } from './desk.ts'
import { studyParamsOf } from './study-scope.ts'
import type { TileScope } from './tile-spec.ts'
import classes from './tiles.module.css'

/** A study's sentence over one of its charts; what is behind a mark opens beside the cockpit. */
export function StudyTile({ tile, scope }: { tile: StudyTileDocument; scope: TileScope }) {
  const { t } = useTranslation('cockpits')
  const local = useLocal()
  const desk = useDesk()
  const { last, state, error, stop, again } = useStudy(tile.study, studyParamsOf(tile, scope))
  const known = useKnownValues(DimensionUse.safeParse(last?.result.params['by']).data?.field)
  if (state === 'failed') return <ErrorState compact error={error} onRetry={again} />
  if (last === null)
    return state === 'stopped' ? (
      <Stopped text={t('stopped')} label={t('askAgain')} onClick={again} />
    ) : (
      <>
        <LoadingState />
        {state === 'asking' && <Stopped text="" label={t('stop')} onClick={stop} />}
      </>
    )
  const { result, params } = last
  const chart = result.charts.find(({ id }) => id === tile.chart) ?? result.charts[0]
  const table = result.tables.find(({ id }) => id === chart?.table)
  return (
    <div className={classes.study} data-stale={state !== 'fresh' || undefined}>
      <p className={classes.headline} data-headline>
        {headlineParts(local(result.headline)).map(({ text, strong }, place) => (strong ? <strong key={place}>{text}</strong> : text))}
      </p>
      {chart && table && (
        <div className={classes.studyChart}>
          <StudyChartView
            isAlone
            chart={chart}
            table={table}
            known={known}
            onRows={(drill, title) => desk.askRows({ study: tile.study, drill, title, params })}
          />
        </div>
      )}
    </div>
  )
}

function Stopped({ text, label, onClick }: { text: string; label: string; onClick: () => void }) {
  return (
    <p className={classes.stopped}>
      {text}{' '}
      <button type="button" onClick={onClick}>
        {label}
      </button>
    </p>
  )
}
