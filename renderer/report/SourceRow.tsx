import { useTranslation } from 'react-i18next'
import type { SourcePlace } from '../../src/contract/load-changes.ts'
import type { ExplainResult } from '../../src/contract/report-result.ts'
import { useAnswer } from '../data/queries.ts'
import type { GridRows } from '../grid/grid-rows.ts'
import { Answered } from '../ui/Answered.tsx'
import classes from './explain.module.css'

/** The source row behind a row of the model, cell by cell as the file had it. */
export function SourceRow({ rows, row, files }: { rows: GridRows; row: number; files: ExplainResult['files'] }) {
  const file = String(rows.value(row, '$file') ?? '')
  const sheet = rows.value(row, '$sheet')
  const hash = files.find((one) => one.file === file)?.hash
  if (hash === undefined) return null
  return <SourceRowAt place={{ file, hash, sheet: sheet === null ? null : String(sheet), row: Number(rows.value(row, '$row') ?? 0) }} />
}

/** A row of a file that was kept. */
export function SourceRowAt({ place }: { place: SourcePlace }) {
  const { t } = useTranslation('report')
  const { file, hash, sheet, row } = place
  const answer = useAnswer('data', ['reports.sourceRow', hash, sheet, row], (api, options) =>
    api.reports.sourceRow({ hash, sheet, row }, options),
  )
  return (
    <section className={classes.source}>
      <h3 className={classes.head}>{t('sourceRow', { row, file })}</h3>
      <Answered answer={answer} compact>
        {(source) => (
          <dl className={classes.facts}>
            {source.headers.map((header, index) => [
              <dt key={`h${index}`}>{header}</dt>,
              <dd key={`c${index}`}>{source.cells[index] ?? ''}</dd>,
            ])}
          </dl>
        )}
      </Answered>
    </section>
  )
}
