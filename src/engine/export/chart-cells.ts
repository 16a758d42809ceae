import type { NativeChart } from './pptx/chart.ts'
import type { Sheet, SheetChart, SheetColumn } from './sheet.ts'
import { words } from './workbook-words.ts'
import type { Language } from '../../contract/text.ts'
import { displayLength } from './xlsx/sheet-xml.ts'

const key = 'chart-data'

/** What charts are drawn from that stands in no sheet as it is drawn: steps of a waterfall, shares of a Pareto. */
export class ChartData {
  readonly #columns: SheetColumn[] = []
  #rows = 0

  /** Puts the chart's categories and series side by side into the sheet of chart data. */
  put(chart: NativeChart): SheetChart {
    if (this.#columns.length > 0) this.#columns.push({ header: '', format: 'text', width: 4, at: () => null })
    const first = this.#columns.length
    const series = [...chart.series, ...chart.lines]
    const width = Math.min(30, Math.max(14, ...chart.categories.map((name) => displayLength(name) + 2)))
    this.#columns.push({ header: ' ', format: 'text', width, at: (row) => chart.categories[row] ?? null })
    for (const { name, values, format } of series) {
      this.#columns.push({
        header: name,
        format: 'decimal',
        numberFormat: format,
        width: Math.min(30, Math.max(13, displayLength(name) + 4)),
        at: (row) => values[row] ?? null,
      })
    }
    this.#rows = Math.max(this.#rows, chart.categories.length)
    const cells = {
      sheet: key,
      categories: first,
      series: series.map((_, place) => first + 1 + place),
      from: 0,
      to: chart.categories.length,
    }
    return { chart, cells }
  }

  /** Null where every chart is drawn from the sheet it stands on. */
  sheet(language: Language): Sheet | null {
    if (this.#columns.length === 0) return null
    return { name: words[language].chartData, key, columns: this.#columns, rows: this.#rows, filter: false }
  }
}

interface Drawn {
  readonly chart: NativeChart
  /** What the columns of the sheet are called by the report or the study. */
  readonly ids: readonly string[]
  /** The one column that names the rows; null where several do. */
  readonly categories: number | null
  /** The row of each category; charts draw the first ones. */
  readonly rows: readonly number[]
}

/** Draws a chart from the cells of its own sheet, else from the sheet of chart data. */
export function chartOverCells({ chart, ids, categories, rows }: Drawn, data: ChartData): SheetChart {
  const series = [...chart.series, ...chart.lines].map(({ column }) => (column === undefined ? -1 : ids.indexOf(column)))
  const from = rows[0] ?? 0
  const count = chart.categories.length
  const isWhole = rows.length >= count && rows.slice(0, count).every((row, place) => row === from + place)
  if (categories === null || count === 0 || !isWhole || chart.kind === 'scatter' || series.includes(-1)) return data.put(chart)
  return { chart, cells: { sheet: null, categories, series, from, to: from + count } }
}
