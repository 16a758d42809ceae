import type { CellFormat, Sheet, SheetColumn } from '../sheet.ts'
import { cellXml, columnName, rowNumber, textCell } from './cell-xml.ts'
import { barsXml, marksXml } from './marks-xml.ts'
import { mainNamespace, relationNamespace, xmlHead } from './names.ts'
import { usualFormats, type StyleBook } from './style-book.ts'

/** A sheet, or the part of one that fits. */
export interface SheetPart extends Sheet {
  readonly from: number
  readonly to: number
  readonly isActive: boolean
  /** Relations to what stands beside the part. */
  readonly drawing: string | null
  readonly notesShape: string | null
}

/** Data in header and rows, written piece by piece: no more than one row is held. */
export function* sheetXml(part: SheetPart, styles: StyleBook): Generator<string> {
  const { columns, from, to } = part
  yield `${xmlHead}<worksheet ${mainNamespace} ${relationNamespace}><sheetPr><outlinePr summaryBelow="0"/><pageSetUpPr fitToPage="1"/></sheetPr>${viewXml(part)}<sheetFormatPr defaultRowHeight="15"${outlineXml(part)}/>`
  if (columns.length === 0) yield '<cols><col min="1" max="100" width="16" customWidth="1"/></cols>'
  else {
    yield `<cols>${columns.map((column, index) => `<col min="${index + 1}" max="${index + 1}" width="${column.width}" customWidth="1"/>`).join('')}</cols>`
  }
  yield '<sheetData>'
  if (columns.length > 0) yield headXml(part, styles)
  const cells = columns.map((column, index) => cellWriter(column, index, styles))
  const heights = heightReader(columns)
  const { isTotal, depth } = part
  for (let row = from; row < to; row++) {
    const number = rowNumber(row - from)
    const total = isTotal === undefined ? false : isTotal(row)
    const deep = depth === undefined ? 0 : depth(row)
    const height = heights === null ? '' : heights(row)
    let xml = deep === 0 ? `<row r="${number}"${height}>` : `<row r="${number}" outlineLevel="${deep}"${height}>`
    for (const cell of cells) xml += cell(row, number, total)
    yield `${xml}</row>`
  }
  yield `</sheetData>${tailXml(part, styles)}</worksheet>`
}

function cellWriter(column: SheetColumn, place: number, styles: StyleBook): (row: number, number: number, total: boolean) => string {
  const { at, format, formatAt, formula, numberFormat, wraps } = column
  const name = columnName(place)
  const side = sideOf(format, place)
  const usual = numberFormat ?? usualFormats[format]
  const plain = styles.of(usual, wraps === true ? 'wraps' : side === null ? 'plain' : side)
  const bold = styles.of(usual, side === 'left' ? 'totalLeft' : side === 'indented' ? 'totalIndented' : 'total')
  if (formatAt === undefined && formula === undefined)
    return (row, number, total) => {
      const value = at(row)
      return value === null
        ? total
          ? `<c r="${name}${number}" s="${bold}"/>`
          : ''
        : cellXml(name + number, value, format, total ? bold : plain)
    }
  return (row, number, total) => {
    const value = at(row)
    if (value === null) return total ? `<c r="${name}${number}" s="${bold}"/>` : ''
    const own = formatAt?.(row)
    const style = own === undefined ? (total ? bold : plain) : styles.of(own.numberFormat ?? usualFormats[own.format], 'plain')
    return cellXml(name + number, value, own?.format ?? format, style, formula?.(row) ?? null)
  }
}

/** Names stand left, a little way from the figures before them; figures right. */
function sideOf(format: CellFormat, place: number): 'left' | 'indented' | null {
  if (format !== 'text' && format !== 'boolean' && format !== 'date' && format !== 'timestamp') return null
  return place === 0 ? 'left' : 'indented'
}

/** Not every program gives long texts the lines they need. */
function heightReader(columns: readonly SheetColumn[]): ((row: number) => string) | null {
  const long = columns.filter(({ wraps }) => wraps === true)
  if (long.length === 0) return null
  return (row) => {
    const lines = Math.max(...long.map(({ at, width }) => linesOf(String(at(row) ?? ''), width)))
    return lines < 2 ? '' : ` ht="${Math.min(27, lines) * 15}" customHeight="1"`
  }
}

function linesOf(text: string, width: number): number {
  return text.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil((displayLength(line) * 1.05) / width)), 0)
}

function viewXml({ columns, frozen = 0, isActive }: SheetPart): string {
  const selected = isActive ? ' tabSelected="1"' : ''
  if (columns.length === 0) return `<sheetViews><sheetView${selected} showGridLines="0" workbookViewId="0"/></sheetViews>`
  const corner = `${columnName(frozen)}2`
  const pane = frozen === 0 ? 'bottomLeft' : 'bottomRight'
  const split = frozen === 0 ? '' : ` xSplit="${frozen}"`
  const others = frozen === 0 ? '' : '<selection pane="topRight"/><selection pane="bottomLeft"/>'
  return `<sheetViews><sheetView${selected} showGridLines="0" workbookViewId="0"><pane${split} ySplit="1" topLeftCell="${corner}" activePane="${pane}" state="frozen"/>${others}<selection pane="${pane}" activeCell="${corner}" sqref="${corner}"/></sheetView></sheetViews>`
}

function outlineXml({ depth, from, to }: SheetPart): string {
  if (depth === undefined) return ''
  let deepest = 0
  for (let row = from; row < to; row++) deepest = Math.max(deepest, depth(row))
  return deepest === 0 ? '' : ` outlineLevelRow="${deepest}"`
}

/** A head of several lines where a name is longer than its column is wide. */
function headXml({ columns }: SheetPart, styles: StyleBook): string {
  const lines = Math.max(...columns.map(({ header, width }) => Math.ceil((displayLength(header) + 1) / Math.max(1, width))))
  const height = lines > 1 ? ` ht="${Math.min(6, lines) * 15 + 3}" customHeight="1"` : ' ht="21" customHeight="1"'
  const cells = columns.map(({ header, format }, index) => {
    const side = sideOf(format, index)
    return textCell(
      `${columnName(index)}1`,
      header,
      styles.of('@', side === null ? 'headRight' : side === 'left' ? 'head' : 'headIndented'),
    )
  })
  return `<row r="1"${height}>${cells.join('')}</row>`
}

function tailXml(part: SheetPart, styles: StyleBook): string {
  const { columns, filter, from, to, unfiltered = 0 } = part
  const filtered = to - from - (to === part.rows ? unfiltered : 0)
  const range = `A1:${columnName(Math.max(0, columns.length - 1))}${rowNumber(filtered - 1)}`
  const width = columns.reduce((sum, column) => sum + column.width, 0)
  return [
    filter === false || filtered <= 0 || columns.length === 0 ? '' : `<autoFilter ref="${range}"/>`,
    part.from === 0 && part.to === part.rows ? marksXml(part.marks ?? [], styles) : '',
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
    `<pageSetup paperSize="9" orientation="${width > 90 || part.drawing !== null ? 'landscape' : 'portrait'}" fitToWidth="${Math.max(1, Math.ceil(width / 190))}" fitToHeight="0"/>`,
    '<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>',
    part.drawing === null ? '' : `<drawing r:id="${part.drawing}"/>`,
    part.notesShape === null ? '' : `<legacyDrawing r:id="${part.notesShape}"/>`,
    part.from === 0 && part.to === part.rows ? barsXml(part.marks ?? []) : '',
  ].join('')
}

/** Chinese characters are twice as wide. */
export function displayLength(text: string): number {
  return Array.from(text).reduce((length, character) => length + ((character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0)
}
