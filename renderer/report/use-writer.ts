import { useMemo } from 'react'
import type { Look } from '../../src/contract/documents.ts'
import type { ReportColumn } from '../../src/contract/report-result.ts'
import { useWorkspace } from '../data/queries.ts'
import type { Figure } from '../../src/contract/figure-text.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { lookOfColumn } from '../../src/contract/look-of-value.ts'
import { writeCell, writeFigure } from '../../src/charts/value-look.ts'

export interface Writer {
  readonly cell: (column: ReportColumn, value: Figure) => string
  readonly figure: (column: ReportColumn, value: Figure) => string
}

/** Writes a report's figures in the reader's language, each value in the format chosen for it. */
export function useWriter(look: Look | undefined): Writer {
  const language = useLanguage()
  const reporting = useWorkspace().data?.reportingCurrency ?? null
  return useMemo(() => {
    const style = (column: ReportColumn) => ({ unit: column.unit, language, currency: column.currency ?? reporting })
    return {
      cell: (column, value) => writeCell(value, lookOfColumn(look, column)?.format, style(column)),
      figure: (column, value) => writeFigure(value, lookOfColumn(look, column)?.format, style(column)),
    }
  }, [look, language, reporting])
}
