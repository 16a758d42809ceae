import type { ChartSeries, NativeChart } from '../pptx/chart.ts'
import { xml } from '../pptx/drawing.ts'
import { excelSerial } from '../serial-day.ts'
import type { Sheet, SheetChart, SheetColumn } from '../sheet.ts'
import { columnName, rowNumber } from './cell-xml.ts'
import { officeNamespace, quotedName, xmlHead } from './names.ts'
import { usualFormats } from './style-book.ts'

const chartNamespace = 'http://schemas.openxmlformats.org/drawingml/2006/chart'

/** A chart whose series name the cells they are drawn from. */
export function overCells({ chart, cells }: SheetChart, sheet: string, names: SheetColumn | undefined): NativeChart {
  const name = quotedName(sheet)
  const range = (column: number): string =>
    `${name}!$${columnName(column)}$${rowNumber(cells.from)}:$${columnName(column)}$${rowNumber(cells.to - 1)}`
  const placed = (series: ChartSeries, place: number): ChartSeries => {
    const column = cells.series[place] ?? 0
    return { ...series, ranges: { name: `${name}!$${columnName(column)}$1`, values: range(column) } }
  }
  return {
    ...chart,
    series: chart.series.map(placed),
    lines: chart.lines.map((line, place) => placed(line, chart.series.length + place)),
    categoriesRange: range(cells.categories),
    ...(names?.format === 'date' ? { categoryDays: daysOf(names, cells) } : {}),
  }
}

function daysOf({ at, numberFormat }: SheetColumn, { from, to }: SheetChart['cells']): NonNullable<NativeChart['categoryDays']> {
  const serials = Array.from({ length: to - from }, (_, place) => excelSerial(String(at(from + place) ?? '')))
  return { format: numberFormat ?? usualFormats.date, serials }
}

interface Anchored {
  readonly relation: string
  readonly description: string
}

/** Where charts stand: beside a narrow table, below a short wide one, one under the other. */
export function drawingXml(sheet: Sheet, charts: readonly Anchored[]): string {
  const width = sheet.columns.reduce((sum, column) => sum + column.width, 0)
  const isBelow = width > 110 && sheet.rows < 60
  const [column, first] = isBelow ? [0, sheet.rows + 3] : [sheet.columns.length, 1]
  const anchors = charts.map(({ relation, description }, place) => {
    const row = first + place * 22
    return `<xdr:oneCellAnchor><xdr:from><xdr:col>${column}</xdr:col><xdr:colOff>${isBelow ? 0 : 190_500}</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="6858000" cy="3810000"/><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="${place + 2}" name="Chart ${place + 1}" descr="${xml(description)}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="${chartNamespace}"><c:chart xmlns:c="${chartNamespace}" r:id="${relation}"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:oneCellAnchor>`
  })
  return `${xmlHead}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${officeNamespace}">${anchors.join('')}</xdr:wsDr>`
}
