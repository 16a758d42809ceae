import type { Context } from '../../contract/api.ts'
import type { CockpitView } from '../../contract/documents.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import type { ReportSpec } from '../../contract/report-spec.ts'
import type { WorkbookItem } from '../../contract/workbooks.ts'
import type { DeckSources } from '../deck/make-deck.ts'
import { studies as knownStudies } from '../studies/studies.ts'
import { aboutSheets, reportFacts, type Fact } from './about-sheet.ts'
import type { BookLook } from './book-look.ts'
import { ChartData } from './chart-cells.ts'
import { checkFitsExcel } from './fits-excel.ts'
import { keyFiguresSheet } from './key-figures.ts'
import { reportSheet, type AnsweredReport } from './report-sheet.ts'
import type { Sheet } from './sheet.ts'
import { studyFacts, studySheets, studyTableSheet } from './study-workbook.ts'
import { words } from './workbook-words.ts'
import { sheetNames } from './xlsx/names.ts'

interface Told {
  readonly sheets: readonly Sheet[]
  readonly facts: readonly Fact[]
}

/** The sheets of a workbook, and what could not be answered or does not fit, with the reason. */
export interface Book {
  readonly sheets: readonly Sheet[]
  readonly left: readonly { readonly title: string; readonly error: HelmdeckError }[]
}

export interface BookRequest {
  readonly title: string
  readonly items: readonly WorkbookItem[]
  readonly look: BookLook
  /** Of the whole workbook: its workspace and the files behind it. */
  readonly facts: readonly Fact[]
}

/**
 * A sheet for each report, each table of a study and each tile of a cockpit, then `About`. Tiles of one figure share a sheet. What fails
 * is left out and named; a workbook without anything fails with its first reason.
 */
export async function makeBook(sources: DeckSources, { title, items, look, facts }: BookRequest, context: Context): Promise<Book> {
  const writer = new BookWriter(sources, look, context)
  for (const item of items) await writer.add(item)
  const [first] = writer.left
  if (writer.told.length === 0) throw first?.error ?? new HelmdeckError('missing-data', {})
  const word = words[look.language]
  const sheets = writer.told.flatMap((one) => one.sheets)
  const names = sheetNames(sheets.map(({ name }) => name))
  const named = sheets.map((sheet, place) => ({ ...sheet, name: names[place] ?? sheet.name }))
  let at = 0
  const about = writer.told.map((one) => {
    const own = names.slice(at, (at += one.sheets.length))
    return { sheet: own.join('、'), facts: one.facts }
  })
  const left = writer.left.map(({ title: name, error }): Fact => [word.left, `${name}: ${error.code}`])
  const data = writer.data.sheet(look.language)
  const whole = { sheet: title, facts: [...facts, ...left] }
  return { sheets: [...named, aboutSheets([whole, ...about], look.language), ...(data === null ? [] : [data])], left: writer.left }
}

type ViewTile = CockpitView['tiles'][number]

class BookWriter {
  readonly told: Told[] = []
  readonly left: { title: string; error: HelmdeckError }[] = []
  readonly data = new ChartData()
  readonly #sources: DeckSources
  readonly #look: BookLook
  readonly #context: Context

  constructor(sources: DeckSources, look: BookLook, context: Context) {
    this.#sources = sources
    this.#look = look
    this.#context = context
  }

  async add(item: WorkbookItem): Promise<void> {
    if (item.kind === 'cockpit') return await this.#cockpit(item.name)
    const { language } = this.#look
    if (item.kind === 'report') return await this.#put(item.title, async () => await this.#report(item))
    const title = item.title ?? knownStudies[item.study].label[language]
    await this.#put(title, async () => {
      const result = await this.#sources.studies.run({ study: item.study, params: item.params }, this.#context)
      const sheets = studySheets(result, this.#look, this.data)
      return { sheets: sheets.map((sheet) => ({ ...sheet, name: `${title} · ${sheet.name}` })), facts: studyFacts(result, language) }
    })
  }

  /** What can't be answered leaves the rest alone; a cancel and faults of ours do not. */
  async #put(title: string, work: () => Promise<Told>): Promise<void> {
    try {
      const told = await work()
      checkFitsExcel(told.sheets)
      this.told.push(told)
    } catch (error) {
      if (!(error instanceof HelmdeckError) || ['cancelled', 'internal', 'engine-unavailable'].includes(error.code)) throw error
      this.left.push({ title, error })
    }
  }

  async #cockpit(name: string): Promise<void> {
    const view = await this.#sources.cockpits.open({ name }, this.#context)
    const tiles = view.tiles.filter(({ available }) => available).map((tile) => withFilters(view, tile))
    const { language } = this.#look
    const figures: AnsweredReport[] = []
    for (const tile of tiles) {
      if (tile.kind !== 'kpi' && tile.kind !== 'target') continue
      const title = tile.title[language]
      await this.#tried(title, async () => void figures.push(await this.#ask(title, tile.spec)))
    }
    if (figures.length > 0)
      this.told.push({
        sheets: [keyFiguresSheet(figures, this.#look)],
        facts: figures.flatMap((one) => reportFacts(one, this.#look)),
      })
    for (const tile of tiles) await this.#tile(tile.title[language], tile)
  }

  async #tried(title: string, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (!(error instanceof HelmdeckError) || ['cancelled', 'internal', 'engine-unavailable'].includes(error.code)) throw error
      this.left.push({ title, error })
    }
  }

  /** Texts and controls of a page have no sheet. */
  async #tile(title: string, tile: ViewTile): Promise<void> {
    switch (tile.kind) {
      case 'kpi':
      case 'target':
      case 'text':
      case 'filter':
        return
      case 'study':
        return await this.#put(title, async () => {
          const result = await this.#sources.studies.run({ study: tile.study, params: tile.params }, this.#context)
          const sheet = studyTableSheet(result, tile.chart, this.#look, this.data)
          return { sheets: sheet === null ? [] : [{ ...sheet, name: title }], facts: studyFacts(result, this.#look.language) }
        })
      default:
        return await this.#put(title, async () => await this.#report({ title, chart: tile.kind, spec: tile.spec, look: tile.look }))
    }
  }

  async #report(report: Pick<AnsweredReport, 'title' | 'spec' | 'chart' | 'look'>): Promise<Told> {
    const answered = { ...(await this.#ask(report.title, report.spec)), chart: report.chart, look: report.look }
    return { sheets: [reportSheet(answered, this.#look, this.data)], facts: reportFacts(answered, this.#look) }
  }

  async #ask(title: string, spec: ReportSpec): Promise<AnsweredReport> {
    const { bytes, ...result } = await this.#sources.reports.run({ spec }, this.#context)
    return { title, spec, result, bytes }
  }
}

/** What the whole cockpit is about, such as one's own deals. In reports of a saved cockpit its filters stand already. */
function withFilters({ shipped, filters }: CockpitView, tile: ViewTile): ViewTile {
  if (filters.length === 0) return tile
  if ('spec' in tile) return shipped ? { ...tile, spec: { ...tile.spec, filters: [...tile.spec.filters, ...filters] } } : tile
  if (tile.kind !== 'study') return tile
  const own: unknown = tile.params['filters']
  return { ...tile, params: { ...tile.params, filters: [...(Array.isArray(own) ? (own as unknown[]) : []), ...filters] } }
}
