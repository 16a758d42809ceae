import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/use-format.ts'
import { useLanguage } from '../i18n/i18n.ts'
import type { ReportData } from '../../src/charts/report-data.ts'
import classes from './pivot.module.css'

interface PivotFootProps {
  readonly report: ReportData
  readonly columns: number
  readonly canFold: boolean
  readonly said: string
  readonly onDepth: (depth: number) => void
}

const wide = 30

/** Under a pivot with levels: down to which one it is open. Under a wide table: how large it is. */
export function PivotFoot({ report, columns, canFold, said, onDepth }: PivotFootProps) {
  const { t } = useTranslation('report')
  const language = useLanguage()
  const format = useFormat()
  const levels = canFold && hasSubtotals(report) ? report.rowColumns : []
  const rows = report.result.trueRowCount
  const spoken = (
    <span className="spoken" role="status">
      {said}
    </span>
  )
  if (levels.length === 0 && columns <= wide) return spoken
  return (
    <div className={classes.foot}>
      {levels.length > 0 && (
        <span className={classes.levels} role="group" aria-label={t('levels')}>
          <span>{t('levels')}</span>
          {levels.map((column, place) => (
            <button key={column.id} type="button" className={classes.level} onClick={() => onDepth(place + 1)}>
              {place === levels.length - 1 ? t('allLevels') : column.label[language]}
            </button>
          ))}
        </span>
      )}
      {columns > wide && <span>{t('tableSize', { rows: format.cell(rows, 'count'), columns: format.cell(columns, 'count') })}</span>}
      {spoken}
    </div>
  )
}

function hasSubtotals(report: ReportData): boolean {
  for (let row = 0; row < report.rows.count; row += 1) {
    const level = report.level(row)
    if (level > 0 && level < report.rowColumns.length) return true
  }
  return false
}
