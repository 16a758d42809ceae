import { excelSerial } from './serial-day.ts'
import { ZipWriter } from './zip-writer.ts'

/** How a column's cells are typed and shown; each is one style of the workbook. */
export const cellFormats = ['text', 'integer', 'money', 'percent', 'decimal', 'date', 'timestamp', 'boolean', 'general'] as const
export type CellFormat = (typeof cellFormats)[number]

/** Days and moments as text (`2017-12-31 08:00:00`), exact decimals as digits. */
export type CellValue = string | number | bigint | boolean | null

export interface SheetColumn {
  readonly header: string
  readonly format: CellFormat
  readonly width: number
  readonly at: (row: number) => CellValue
}

export interface Sheet {
  readonly name: string
  readonly columns: readonly SheetColumn[]
  readonly rows: number
  /** Rows in bold: totals and subtotals. */
  readonly isTotal?: (row: number) => boolean
  readonly filter?: boolean
}

const excelRows = 1_048_576
const excelText = 32_767
const numberFormats: Readonly<Record<CellFormat, string>> = {
  text: '@',
  integer: '#,##0',
  money: '#,##0.00',
  percent: '0.0%',
  decimal: '#,##0.0##',
  date: 'yyyy\\-mm\\-dd',
  timestamp: 'yyyy\\-mm\\-dd\\ hh:mm:ss',
  boolean: 'General',
  general: 'General',
}

/**
 * Writes sheets as an XLSX workbook with typed cells, a bold frozen header, column widths and filters.
 * Sheets beyond Excel's 1,048,576 rows go on in a further sheet, `Name (2)`.
 */
export async function writeWorkbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const zip = new ZipWriter()
  const parts = nameSheets(sheets.flatMap(splitSheet))
  await zip.add('[Content_Types].xml', [contentTypes(parts.length)])
  await zip.add('_rels/.rels', [packageRelations])
  await zip.add('xl/workbook.xml', [workbookXml(parts)])
  await zip.add('xl/_rels/workbook.xml.rels', [workbookRelations(parts.length)])
  await zip.add('xl/styles.xml', [stylesXml()])
  for (const [index, part] of parts.entries()) await zip.add(`xl/worksheets/sheet${index + 1}.xml`, sheetXml(part))
  return zip.finish()
}

interface Part extends Sheet {
  readonly from: number
  readonly to: number
}

function splitSheet(sheet: Sheet): Part[] {
  const body = excelRows - 1
  const count = Math.max(1, Math.ceil(sheet.rows / body))
  return Array.from({ length: count }, (_, index) => ({
    ...sheet,
    from: index * body,
    to: Math.min(sheet.rows, (index + 1) * body),
  }))
}

function nameSheets(parts: readonly Part[]): Part[] {
  const used = new Set<string>()
  return parts.map((part) => {
    const base =
      part.name
        .replaceAll(/[\\/?*[\]:\p{Cc}]/gu, ' ')
        .replaceAll(/^'+|'+$/g, '')
        .trim() || 'Sheet'
    let name = base.slice(0, 31)
    for (let copy = 2; used.has(name.toLowerCase()); copy++) name = `${base.slice(0, 31 - ` (${copy})`.length)} (${copy})`
    used.add(name.toLowerCase())
    return { ...part, name }
  })
}

function* sheetXml(part: Part): Generator<string> {
  const lastColumn = columnName(Math.max(0, part.columns.length - 1))
  yield `${xmlHead}<worksheet ${mainNamespace}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>`
  yield `<cols>${part.columns.map((column, index) => `<col min="${index + 1}" max="${index + 1}" width="${column.width}" customWidth="1"/>`).join('')}</cols><sheetData>`
  yield `<row r="1">${part.columns.map((column, index) => textCell(`${columnName(index)}1`, column.header, headerStyle)).join('')}</row>`
  const names = part.columns.map((_, index) => columnName(index))
  for (let row = part.from; row < part.to; row++) {
    const number = row - part.from + 2
    const bold = part.isTotal?.(row) ?? false
    let cells = ''
    part.columns.forEach((column, index) => {
      cells += cell(`${names[index] ?? ''}${number}`, column.at(row), column.format, bold)
    })
    yield `<row r="${number}">${cells}</row>`
  }
  yield '</sheetData>'
  if (part.filter !== false && part.to > part.from) yield `<autoFilter ref="A1:${lastColumn}${part.to - part.from + 1}"/>`
  yield '</worksheet>'
}

function cell(at: string, value: CellValue, format: CellFormat, bold: boolean): string {
  if (value === null) return ''
  const style = styleOf(format, bold)
  if (typeof value === 'boolean') return `<c r="${at}" s="${style}" t="b"><v>${value ? 1 : 0}</v></c>`
  if (format === 'date' || format === 'timestamp') {
    const serial = excelSerial(String(value))
    return serial === null ? textCell(at, String(value), style) : numberCell(at, String(serial), style)
  }
  if (typeof value === 'number') return Number.isFinite(value) ? numberCell(at, String(value), style) : ''
  if (format === 'text' || format === 'general') return textCell(at, String(value), style)
  const digits = String(value)
  return isExactInExcel(digits) ? numberCell(at, digits, style) : textCell(at, digits, style)
}

/** Excel keeps 15 significant digits; a longer number stays text rather than change its value. */
function isExactInExcel(digits: string): boolean {
  if (!/^-?\d+(\.\d+)?$/.test(digits)) return false
  const significant = digits.replaceAll(/[-.]/g, '').replace(/^0+/, '')
  return (digits.includes('.') ? significant.replace(/0+$/, '') : significant).length <= 15
}

function numberCell(at: string, digits: string, style: number): string {
  return `<c r="${at}" s="${style}"><v>${digits}</v></c>`
}

function textCell(at: string, text: string, style: number): string {
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeText(text)}</t></is></c>`
}

/** XML cannot carry control characters; Excel reads them back from `_xHHHH_`, so a literal `_x0041_` is escaped too. */
function escapeText(text: string): string {
  return text
    .slice(0, excelText)
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(
      /[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu,
      (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
}

function columnName(index: number): string {
  const letter = String.fromCodePoint(65 + (index % 26))
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter
}

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const mainNamespace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const officeNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageNamespace = 'http://schemas.openxmlformats.org/package/2006'
const headerStyle = 1
const packageRelations = `${xmlHead}<Relationships xmlns="${packageNamespace}/relationships"><Relationship Id="rId1" Type="${officeNamespace}/officeDocument" Target="xl/workbook.xml"/></Relationships>`

/** Style 0 is Excel's default, 1 the header, then each format plain and bold. */
function styleOf(format: CellFormat, bold: boolean): number {
  return 2 + cellFormats.indexOf(format) * 2 + (bold ? 1 : 0)
}

function stylesXml(): string {
  const formats = cellFormats.map((format, index) => `<numFmt numFmtId="${164 + index}" formatCode="${numberFormats[format]}"/>`).join('')
  const cells = cellFormats
    .flatMap((_, index) =>
      [0, 1].map(
        (font) => `<xf numFmtId="${164 + index}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`,
      ),
    )
    .join('')
  return `${xmlHead}<styleSheet ${mainNamespace}><numFmts count="${cellFormats.length}">${formats}</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE2F2F1"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${2 + cellFormats.length * 2}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>${cells}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
}

function workbookXml(parts: readonly Part[]): string {
  const sheets = parts
    .map(
      (part, index) => `<sheet name="${escapeText(part.name).replaceAll('"', '&quot;')}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
    )
    .join('')
  return `${xmlHead}<workbook ${mainNamespace} xmlns:r="${officeNamespace}"><sheets>${sheets}</sheets></workbook>`
}

function workbookRelations(count: number): string {
  const sheets = Array.from(
    { length: count },
    (_, index) => `<Relationship Id="rId${index + 1}" Type="${officeNamespace}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  ).join('')
  return `${xmlHead}<Relationships xmlns="${packageNamespace}/relationships">${sheets}<Relationship Id="rId${count + 1}" Type="${officeNamespace}/styles" Target="styles.xml"/></Relationships>`
}

function contentTypes(count: number): string {
  const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const sheets = Array.from(
    { length: count },
    (_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${spreadsheet}.worksheet+xml"/>`,
  ).join('')
  return `${xmlHead}<Types xmlns="${packageNamespace}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${spreadsheet}.styles+xml"/>${sheets}</Types>`
}
