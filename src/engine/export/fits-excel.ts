import { HelmdeckError } from '../../contract/errors.ts'
import type { Sheet } from './sheet.ts'
import { excelText } from './xlsx/cell-xml.ts'

const mostColumns = 16_384
/** A part of a zip archive ends at 4 GiB: some 45 bytes for a cell. */
const mostCells = 80_000_000

/**
 * Looks at sheets before anything is written. Rows beyond Excel's go on in a further sheet; columns, cells and texts beyond fail with
 * `invalid-report` {reason: 'too-many-columns-for-excel' | 'too-many-cells-for-excel' | 'text-too-long-for-excel'}.
 */
export function checkFitsExcel(sheets: readonly Sheet[]): void {
  for (const { columns, rows } of sheets) {
    if (columns.length > mostColumns)
      throw new HelmdeckError('invalid-report', { reason: 'too-many-columns-for-excel', columns: columns.length, most: mostColumns })
    if (columns.length * rows > mostCells)
      throw new HelmdeckError('invalid-report', { reason: 'too-many-cells-for-excel', cells: columns.length * rows, most: mostCells })
    for (const { header, format, at } of columns) {
      if (format !== 'text' && format !== 'general') continue
      for (let row = 0; row < rows; row += 1) {
        const value = at(row)
        if (typeof value !== 'string' || value.length <= excelText) continue
        throw new HelmdeckError('invalid-report', {
          reason: 'text-too-long-for-excel',
          column: header,
          row: row + 1,
          length: value.length,
          most: excelText,
        })
      }
    }
  }
}
