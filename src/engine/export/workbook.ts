import { chartXml } from './pptx/chart-xml.ts'
import { themeXml } from './pptx/default-template.ts'
import type { Sheet } from './sheet.ts'
import { columnName, escapeAttribute, escapeText } from './xlsx/cell-xml.ts'
import { drawingXml, overCells } from './xlsx/drawing-xml.ts'
import { mainNamespace, quotedName, relationNamespace, sheetNames, xmlHead } from './xlsx/names.ts'
import { notesXml, noteShapes } from './xlsx/notes-xml.ts'
import { PackageParts } from './xlsx/package-parts.ts'
import { pivotCacheXml, pivotTableXml } from './xlsx/pivot-xml.ts'
import { sheetXml, type SheetPart } from './xlsx/sheet-xml.ts'
import { StyleBook } from './xlsx/style-book.ts'
import { ZipWriter } from './zip-writer.ts'

/** Rows of a sheet, the header among them. */
export const excelRows = 1_048_576

/**
 * Writes sheets as an XLSX workbook with typed cells, a bold frozen header, column widths and filters.
 * Sheets beyond Excel's 1,048,576 rows go on in a further sheet, `Name (2)`.
 */
export async function writeWorkbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const writer = new WorkbookWriter(sheets)
  return await writer.write()
}

/** As zlib counts: at six it takes longer than everything else together and saves a tenth. */
const packing = 3

interface Part {
  readonly sheet: Sheet
  readonly name: string
  readonly from: number
  readonly to: number
  readonly path: string
}

class WorkbookWriter {
  readonly #zip = new ZipWriter({ level: packing })
  readonly #styles = new StyleBook()
  readonly #package = new PackageParts()
  readonly #parts: readonly Part[]
  readonly #later: [string, string][] = []
  #pivotCache: string | null = null

  constructor(sheets: readonly Sheet[]) {
    const split = sheets.flatMap(splitSheet)
    const names = sheetNames(split.map(({ sheet }) => sheet.name))
    this.#parts = split.map((part, index) => ({ ...part, name: names[index] ?? '', path: `xl/worksheets/sheet${index + 1}.xml` }))
  }

  async write(): Promise<Uint8Array> {
    this.#package.relate('', 'officeDocument', 'xl/workbook.xml')
    const ids = this.#parts.map(({ path }) => this.#package.relate('xl/workbook.xml', 'worksheet', path))
    this.#package.relate('xl/workbook.xml', 'styles', 'xl/styles.xml')
    this.#package.relate('xl/workbook.xml', 'theme', 'xl/theme/theme1.xml')
    const planned = this.#parts.map((part, place) => this.#plan(part, place))
    await this.#zip.add('[Content_Types].xml', [this.#package.contentTypes()])
    for (const [name, content] of this.#package.relations()) await this.#zip.add(name, [content])
    await this.#zip.add('xl/workbook.xml', [this.#workbookXml(ids)])
    await this.#zip.add('xl/theme/theme1.xml', [themeXml('Helmdeck')])
    for (const [place, part] of planned.entries()) await this.#zip.add(this.#parts[place]?.path ?? '', sheetXml(part, this.#styles))
    for (const [name, content] of this.#later) await this.#zip.add(name, [content])
    // What cells are styled with is known when they are written.
    await this.#zip.add('xl/styles.xml', [this.#styles.xml()])
    return this.#zip.finish()
  }

  /** Relates what stands beside a sheet; only whole sheets have charts and notes. */
  #plan({ sheet, name, from, to, path }: Part, place: number): SheetPart {
    const isWhole = from === 0 && to === sheet.rows
    const { charts = [], notes = [], pivot } = isWhole ? sheet : {}
    const part = { ...sheet, name, from, to, isActive: place === 0 }
    if (pivot !== undefined) this.#planPivot(pivot, path, place)
    return {
      ...part,
      drawing: charts.length === 0 ? null : this.#planCharts(sheet, { name, path, place }),
      notesShape: notes.length === 0 ? null : this.#planNotes(notes, path, place),
    }
  }

  #planCharts(sheet: Sheet, { name, path, place }: { name: string; path: string; place: number }): string {
    const drawing = `xl/drawings/drawing${place + 1}.xml`
    const anchored = (sheet.charts ?? []).map((one, number) => {
      const chart = `xl/charts/chart${place + 1}_${number + 1}.xml`
      const source = one.cells.sheet === null ? { name, sheet } : this.#named(one.cells.sheet)
      this.#later.push([chart, chartXml(overCells(one, source.name, source.sheet.columns[one.cells.categories]), null)])
      return { relation: this.#package.relate(drawing, 'chart', chart), description: one.chart.description }
    })
    this.#later.push([drawing, drawingXml(sheet, anchored)])
    return this.#package.relate(path, 'drawing', drawing)
  }

  #planNotes(notes: NonNullable<Sheet['notes']>, path: string, place: number): string {
    const [comments, shapes] = [`xl/comments${place + 1}.xml`, `xl/drawings/notes${place + 1}.vml`]
    this.#later.push([comments, notesXml(notes)], [shapes, noteShapes(notes)])
    this.#package.relate(path, 'comments', comments)
    return this.#package.relate(path, 'vmlDrawing', shapes)
  }

  #planPivot(pivot: NonNullable<Sheet['pivot']>, path: string, place: number): void {
    const [table, cache] = [`xl/pivotTables/pivotTable${place + 1}.xml`, 'xl/pivotCache/pivotCacheDefinition1.xml']
    const { sheet, name } = this.#named(pivot.source)
    this.#package.relate(path, 'pivotTable', table)
    this.#package.relate(table, 'pivotCacheDefinition', cache)
    this.#pivotCache ??= this.#package.relate('xl/workbook.xml', 'pivotCacheDefinition', cache)
    this.#later.push([cache, pivotCacheXml(sheet, name)], [table, pivotTableXml(pivot, sheet, this.#styles)])
  }

  #named(key: string): Part {
    const found = this.#parts.find(({ sheet }) => sheet.key === key)
    if (found === undefined) throw new Error(`there is no sheet ${key}`)
    return found
  }

  #workbookXml(ids: readonly string[]): string {
    const sheets = this.#parts.map(
      ({ name }, index) => `<sheet name="${escapeAttribute(name)}" sheetId="${index + 1}" r:id="${ids[index]}"/>`,
    )
    const titles = this.#parts.map(({ name, sheet }, index) =>
      sheet.columns.length === 0
        ? ''
        : `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${escapeText(quotedName(name))}!$1:$1</definedName>${this.#filterName(index)}`,
    )
    // Names go by sheet and then by the alphabet, as Excel writes them.
    const pivot = this.#pivotCache === null ? '' : `<pivotCaches><pivotCache cacheId="1" r:id="${this.#pivotCache}"/></pivotCaches>`
    return `${xmlHead}<workbook ${mainNamespace} ${relationNamespace}><bookViews><workbookView xWindow="0" yWindow="0" windowWidth="28800" windowHeight="16000" tabRatio="850"/></bookViews><sheets>${sheets.join('')}</sheets><definedNames>${titles.join('')}</definedNames>${pivot}</workbook>`
  }

  #filterName(index: number): string {
    const part = this.#parts[index]
    if (part === undefined || part.sheet.filter === false) return ''
    const rows = part.to - part.from - (part.to === part.sheet.rows ? (part.sheet.unfiltered ?? 0) : 0)
    if (rows <= 0) return ''
    const last = columnName(part.sheet.columns.length - 1)
    return `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${escapeText(quotedName(part.name))}!$A$1:$${last}$${rows + 1}</definedName>`
  }
}

function splitSheet(sheet: Sheet): Pick<Part, 'sheet' | 'from' | 'to'>[] {
  const body = excelRows - 1
  const count = Math.max(1, Math.ceil(sheet.rows / body))
  return Array.from({ length: count }, (_, index) => ({ sheet, from: index * body, to: Math.min(sheet.rows, (index + 1) * body) }))
}
