import { drawnChart } from '../../charts/chart-fit.ts'
import type { Preview } from '../../editing/HistoryPanel.tsx'
import { PreviewNote } from '../../editing/PreviewNote.tsx'
import { ReportView } from '../../report/ReportView.tsx'
import { useKnownValues, useReport } from '../../report/use-report.ts'
import { Answered } from '../../ui/Answered.tsx'
import { useEditing } from './editor-context.ts'
import type { DraftReport } from './report-editor.ts'
import classes from './result.module.css'

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
