import type { Value } from '../grid/grid-rows.ts'
import { plainCell, quotedCell } from '../grid/copy.ts'
import type { Range } from '../grid/selection.ts'
import type { PivotLayout } from './pivot-columns.ts'
import type { ReportData } from '../../src/charts/report-data.ts'

/**
 * A range of the pivot as tab-separated text for a spreadsheet: over it the heads of its columns, before it what its rows are called,
 * both also where they were not selected. Figures are unrounded and without separators, so they paste typed.
 */
export function pivotAsText(report: ReportData, { columns, hasGroups }: PivotLayout, rows: readonly number[], range: Range): string {
  const heads = columns.filter(({ isHead }) => isHead)
  const values = columns.slice(Math.max(range.left, heads.length), range.right + 1)
  const taken = range.left < heads.length && range.right < heads.length ? heads.slice(range.left, range.right + 1) : [...heads, ...values]
  const lines: string[] = []
  if (hasGroups) lines.push(taken.map(({ group }) => quotedCell(group)).join('\t'))
  lines.push(taken.map(({ title, unit }) => quotedCell(unit === '' ? title : `${title} (${unit})`)).join('\t'))
  for (const row of rows.slice(range.top, range.bottom + 1)) {
    lines.push(
      taken.map(({ column, isHead, text }) => plainCell(isHead ? headCell(text(row)) : report.rows.value(row, column.id))).join('\t'),
    )
  }
  return lines.join('\r\n')
}

function headCell(text: string): Value {
  return text === '' ? null : text
}
