import type { CellFormat, SheetColumn } from '../sheet.ts'
import { writeWorkbook } from '../workbook.ts'
import type { ChartSeries, NativeChart } from './chart.ts'
import { chartSheet } from './chart-xml.ts'

/** The workbook that opens when somebody edits the chart's data: categories, then a column for each series. */
export async function chartWorkbook({ categories, series, lines }: NativeChart): Promise<Uint8Array> {
  const columns: SheetColumn[] = [
    { header: ' ', format: 'text', width: 28, at: (row) => categories[row] ?? null },
    ...[...series, ...lines].map((one): SheetColumn => ({
      header: one.name,
      format: cellFormat(one),
      width: 16,
      at: (row) => one.values[row] ?? null,
    })),
  ]
  return writeWorkbook([{ name: chartSheet, columns, rows: categories.length, filter: false }])
}

function cellFormat({ format }: ChartSeries): CellFormat {
  return format.includes('%') ? 'percent' : 'general'
}
