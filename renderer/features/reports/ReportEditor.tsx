import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Catalog } from '../../../src/contract/catalog.ts'
import type { CellAddress } from '../../../src/contract/report-result.ts'
import type { ReportSpec } from '../../../src/contract/report-spec.ts'
import { usePreview } from '../../editing/use-preview.ts'
import { Page } from '../../frame/Page.tsx'
import { useLanguage } from '../../i18n/i18n.ts'
import { ExplainPanel } from '../../report/ExplainPanel.tsx'
import { ConflictNote } from '../../editing/ConflictNote.tsx'
import { DocumentHistory } from '../../editing/DocumentHistory.tsx'
import { reportDifferences } from '../../editing/report-differences.ts'
import { EditingProvider, type ReportEditing } from './editor-context.ts'
import { EditorActions } from './EditorActions.tsx'
import { DragLayer } from './DragLayer.tsx'
import { FieldPane } from './FieldPane.tsx'
import { FieldSheets } from './FieldSheets.tsx'
import { FieldWriter } from './FieldWriter.tsx'
import { labelOf } from './field-list.ts'
import { LiveResult } from './LiveResult.tsx'
import { ReportPreview } from './ReportPreview.tsx'
import { editSpec, reportEditor, useEditors, type DraftReport, type Editing } from './report-editor.ts'
import { titleOf } from './report-title.ts'
import { SettingsBar } from './SettingsBar.tsx'
import { Shelves } from './Shelves.tsx'
import { TitleField } from './TitleField.tsx'
import { useSaving } from './use-saving.ts'
import classes from './reports.module.css'

export interface Asked {
  readonly spec: ReportSpec
  readonly cell: CellAddress
  readonly withSql: boolean
}

/** Fields on the left, shelves and settings above, the answer always live below; every edit is a step that can be undone. */
export function ReportEditor({ reportKey, editing, catalog }: { reportKey: string; editing: Editing; catalog: Catalog }) {
  const { t } = useTranslation('reports')
  const language = useLanguage()
  const [said, setSaid] = useState('')
  const [asked, setAsked] = useState<Asked | null>(null)
  const history = usePreview(reportEditor, reportKey)
  const draft = editing.history.now
  const autoTitle = useCallback(
    (report: DraftReport) => titleOf(report.spec, catalog, language) || t('titlePlaceholder'),
    [catalog, language, t],
  )
  const saveNow = useSaving(reportKey, editing, autoTitle)
  const context = useEditingOf(reportKey, draft, catalog, setSaid)
  const title = draft.title === '' ? autoTitle(draft) : draft.title
  return (
    <EditingProvider value={context}>
      <Page
        title={<TitleField automatic={autoTitle(draft)} />}
        actions={<EditorActions editing={editing} title={title} onSave={saveNow} onHistory={history.toggle} />}
        fill
      >
        <div className={classes.editor}>
          {history.preview === null && <FieldPane />}
          <div className={classes.centre}>
            <ConflictNote
              editor={reportEditor}
              editorKey={reportKey}
              editing={editing}
              page="reports"
              changed={t('conflictTitle')}
              gone={t('conflictGone')}
              copyOf={(report) => ({ ...report, title: t('copyOf', { title }) })}
            />
            {history.preview === null ? (
              <>
                <Shelves />
                <SettingsBar />
                <LiveResult title={title} onAsk={setAsked} />
              </>
            ) : (
              <ReportPreview preview={history.preview} onRestore={() => history.restore()} onBack={history.back} />
            )}
          </div>
        </div>
        <div className="spoken" role="status" aria-live="polite">
          {said}
        </div>
        <DragLayer />
        <FieldWriter />
        <FieldSheets />
      </Page>
      {history.isOpen && asked === null && (
        <DocumentHistory editor={reportEditor} name={editing.name} differences={reportDifferences} history={history} />
      )}
      {asked && (
        <ExplainPanel
          key={JSON.stringify(asked)}
          spec={asked.spec}
          cell={asked.cell}
          title={title}
          sqlOpen={asked.withSql}
          onClose={() => setAsked(null)}
        />
      )}
    </EditingProvider>
  )
}

function useEditingOf(reportKey: string, draft: DraftReport, catalog: Catalog, setSaid: (text: string) => void): ReportEditing {
  const turn = useRef(false)
  return useMemo(() => {
    const dates = new Set(catalog.dimensions.filter((one) => one.isDate).map((one) => one.id))
    return {
      reportKey,
      draft,
      spec: draft.spec,
      catalog,
      move(move, label, merge) {
        const before = useEditors.getState().open[reportKey]?.history.now
        editSpec(reportKey, move, label, merge)
        return useEditors.getState().open[reportKey]?.history.now !== before
      },
      say(text) {
        // The same sentence twice would not be spoken again.
        turn.current = !turn.current
        setSaid(turn.current ? text : `${text}\u00a0`)
      },
      labelOfField: (field) => labelOf(catalog.dimensions, field),
      labelOfMetric: (metric) => labelOf(catalog.metrics, metric),
      isDate: (field) => dates.has(field),
    }
  }, [reportKey, draft, catalog, setSaid])
}
