import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChartKind } from '../../../src/contract/documents.ts'
import type { ReportSpec } from '../../../src/contract/report-spec.ts'
import { addressOf } from '../../../src/charts/cell-address.ts'
import type { ReportData } from '../../../src/charts/report-data.ts'
import { ReportView } from '../../report/ReportView.tsx'
import { useKnownValues, useReport } from '../../report/use-report.ts'
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx'
import { isAway, isCancelled } from '../../ui/failure.ts'
import { LoadingState } from '../../ui/states.tsx'
import { drawnChart } from '../../charts/chart-fit.ts'
import { useEditing } from './editor-context.ts'
import type { Asked } from './ReportEditor.tsx'
import { edit } from './report-editor.ts'
import { isAskable } from './report-moves.ts'
import { ResultFoot } from './ResultFoot.tsx'
import { ResultProblem } from './ResultProblem.tsx'
import { StartWith } from './StartWith.tsx'
import { cycleSort, setSort } from './report-settings.ts'
import classes from './result.module.css'

/** More rows than anybody reads; the workbook has them all. */
const shownRows = 5000

interface Answer {
  readonly spec: ReportSpec
  readonly report: ReportData
}

/** The answer to what stands on the shelves. While the next one is on its way, or can't be had, the last good one stays. */
export function LiveResult({ title, onAsk }: { title: string; onAsk: (asked: Asked) => void }) {
  const { t } = useTranslation('reports')
  const { spec, draft, catalog } = useEditing()
  const askable = isAskable(spec)
  const asked = askable ? { ...spec, limit: spec.limit ?? shownRows } : null
  const answer = useReport(asked)
  const [good, setGood] = useState<Answer | null>(null)
  const isFresh = askable && answer.isSuccess && !answer.isPlaceholderData
  if (isFresh && good?.report !== answer.data) setGood({ spec, report: answer.data })
  if (!askable) return <StartWith />
  const failed = answer.isError && !isCancelled(answer.error) && !isAway(answer.error)
  const last = good
  const kind = last && drawnChart(draft.chart, last.spec, catalog)
  const isChart = kind !== null && kind !== 'table' && kind !== 'pivot'
  return (
    <section className={classes.result} aria-label={t('result')} aria-busy={!isFresh && !failed}>
      {failed && <ResultProblem error={answer.error} hasLast={last !== null} onRetry={() => void answer.refetch()} />}
      <div className={classes.drawing} data-chart={isChart || undefined} data-stale={(!isFresh && !failed) || undefined}>
        {last === null ? !failed && <LoadingState /> : <Drawing title={title} chart={draft.chart} answer={last} onAsk={onAsk} />}
      </div>
      {last !== null && <ResultFoot spec={last.spec} report={last.report} isAsking={!isFresh && !failed} onAsk={onAsk} />}
    </section>
  )
}

function Drawing({
  title,
  chart,
  answer: { spec, report },
  onAsk,
}: {
  title: string
  chart: ChartKind
  answer: Answer
  onAsk: (asked: Asked) => void
}) {
  const { move, reportKey, draft, catalog } = useEditing()
  const known = useKnownValues(spec.columns[0]?.field)
  const kind = drawnChart(chart, spec, catalog)
  return (
    <ErrorBoundary resetKey={`${kind} ${JSON.stringify(spec)}`} compact>
      <ReportView
        title={title}
        kind={kind}
        report={report}
        known={known}
        look={draft.look}
        onLook={(change) => edit(reportKey, (now) => ({ ...now, look: change(now.look ?? {}) }), { key: 'didLook' }, 'look')}
        sort={spec.sort[0]}
        saysLeftOut
        onSort={(by, direction) =>
          move((now) => (direction === undefined ? cycleSort(now, by) : setSort(now, { by, direction })), { key: 'didSort' })
        }
        onSelect={(place) => onAsk({ spec, cell: addressOf(report, place), withSql: false })}
      />
    </ErrorBoundary>
  )
}
