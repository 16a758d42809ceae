import { useTranslation } from 'react-i18next'
import { drawnChart } from '../../charts/chart-fit.ts'
import { HistoryPanel, type Preview } from '../../editing/HistoryPanel.tsx'
import { PreviewNote } from '../../editing/PreviewNote.tsx'
import { reportDifferences } from '../../editing/report-differences.ts'
import type { History } from '../../editing/use-preview.ts'
import { RightPanel } from '../../frame/RightPanel.tsx'
import { ReportView } from '../../report/ReportView.tsx'
import { useKnownValues, useReport } from '../../report/use-report.ts'
import { Answered } from '../../ui/Answered.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useEditing } from './editor-context.ts'
import { reportEditor, type DraftReport } from './report-editor.ts'
import classes from './result.module.css'

/** The versions of the open report. */
export function ReportHistory({ name, history }: { name: string | null; history: History<DraftReport> }) {
  const { t } = useTranslation('editing')
  if (name === null)
    return (
      <RightPanel title={t('history')} onClose={history.close}>
        <EmptyState compact title={t('noHistory')} />
      </RightPanel>
    )
  return (
    <HistoryPanel
      editor={reportEditor}
      name={name}
      differences={reportDifferences}
      preview={history.preview}
      onPreview={history.look}
      onRestore={history.restore}
      onClose={history.close}
    />
  )
}

interface PreviewProps {
  readonly preview: Preview<DraftReport>
  readonly onRestore: () => void
  readonly onBack: () => void
}

/** An earlier version, answered from the data as they are now. */
export function ReportPreview({ preview, onRestore, onBack }: PreviewProps) {
  const { catalog } = useEditing()
  const { title, chart, spec, look } = preview.body
  const answer = useReport({ ...spec, limit: spec.limit ?? 5000 })
  const known = useKnownValues(spec.columns[0]?.field)
  return (
    <>
      <PreviewNote preview={preview} onRestore={onRestore} onBack={onBack} />
      <section className={classes.result} aria-label={title}>
        <div className={classes.drawing} data-chart={(chart !== 'table' && chart !== 'pivot') || undefined}>
          <Answered answer={answer}>
            {(report) => <ReportView title={title} kind={drawnChart(chart, spec, catalog)} report={report} look={look} known={known} />}
          </Answered>
        </div>
      </section>
    </>
  )
}
