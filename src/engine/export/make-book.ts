import type { Context } from '../../contract/api.ts'
import { errorText } from '../../contract/error-text.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import type { ReportSpec } from '../../contract/report-spec.ts'
import type { WorkbookItem } from '../../contract/workbooks.ts'
import type { DeckSources } from '../deck/section-writer.ts'
import { studies as knownStudies } from '../studies/studies.ts'
import { aboutSheets, reportFacts, type Fact } from './about-sheet.ts'
import type { BookLook } from './book-look.ts'
import { ChartData } from './chart-cells.ts'
import { cockpitItems } from './cockpit-items.ts'
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
  /** Of what was asked, without those that tell about it. */
  readonly rows: number
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
  const all = [...writer.figures(), ...writer.told]
  if (all.length === 0) throw first?.error ?? new HelmdeckError('missing-data', {})
  const word = words[look.language]
  const sheets = all.flatMap((one) => one.sheets)
  const names = sheetNames(sheets.map(({ name }) => name))
  const named = sheets.map((sheet, place) => ({ ...sheet, name: names[place] ?? sheet.name }))
  let at = 0
  const about = all.map((one) => {
    const own = names.slice(at, (at += one.sheets.length))
    return { sheet: own.join(look.language === 'zh' ? '、' : ', '), facts: one.facts }
  })
  const left = writer.left.map(({ title: name, error }): Fact => [
    word.left,
    `${name}: ${errorText(error.code, error.details)[look.language]}`,
  ])
  const data = writer.data.sheet(look.language)
  const whole = { sheet: title, facts: [...facts, ...left] }
  return {
    sheets: [...named, aboutSheets([...about, whole], look.language), ...(data === null ? [] : [data])],
    rows: sheets.reduce((sum, sheet) => sum + sheet.rows, 0),
    left: writer.left,
  }
}

class BookWriter {
  readonly told: Told[] = []
  readonly left: { title: string; error: HelmdeckError }[] = []
  readonly data = new ChartData()
  readonly #figures: AnsweredReport[] = []
  readonly #sources: DeckSources
  readonly #look: BookLook
  readonly #context: Context

  constructor(sources: DeckSources, look: BookLook, context: Context) {
    this.#sources = sources
    this.#look = look
    this.#context = context
  }

  async add(item: WorkbookItem): Promise<void> {
    if (item.kind === 'cockpit') {
      const view = await this.#sources.cockpits.open({ name: item.name }, this.#context)
      for (const tile of cockpitItems(view, this.#look.language)) await this.add(tile)
    } else if (item.kind === 'study') await this.#study(item)
    else if (item.chart === 'kpi')
      await this.#tried(item.title, async () => void this.#figures.push(await this.#ask(item.title, item.spec)))
    else await this.#put(item.title, async () => await this.#report(item))
  }

  /** Tiles of one figure stand together, before all others. */
  figures(): Told[] {
    if (this.#figures.length === 0) return []
    const facts = this.#figures.flatMap((one) => reportFacts(one, this.#look))
    return [{ sheets: [keyFiguresSheet(this.#figures, this.#look)], facts }]
  }

  async #study({ study, params, chart, title: asked }: Extract<WorkbookItem, { kind: 'study' }>): Promise<void> {
    const { language } = this.#look
    const title = asked ?? knownStudies[study].label[language]
    await this.#put(title, async () => {
      const result = await this.#sources.studies.run({ study, params }, this.#context)
      const facts = studyFacts(result, language)
      if (chart === undefined) {
        const sheets = studySheets(result, this.#look, this.data)
        return { sheets: sheets.map((sheet) => ({ ...sheet, name: `${title} · ${sheet.name}` })), facts }
      }
      const sheet = studyTableSheet(result, chart ?? undefined, this.#look, this.data)
      return { sheets: sheet === null ? [] : [{ ...sheet, name: title }], facts }
    })
  }

  async #put(title: string, work: () => Promise<Told>): Promise<void> {
    await this.#tried(title, async () => {
      const told = await work()
      checkFitsExcel(told.sheets)
      this.told.push(told)
    })
  }

  /** What can't be answered leaves the rest alone; a cancel and faults of ours do not. */
  async #tried(title: string, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (!(error instanceof HelmdeckError) || ['cancelled', 'internal', 'engine-unavailable'].includes(error.code)) throw error
      this.left.push({ title, error })
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
