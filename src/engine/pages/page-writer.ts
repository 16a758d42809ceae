import type { ApiHandlers, Context } from '../../contract/api.ts'
import type { DeckItem } from '../../contract/decks.ts'
import type { ChartKind, CockpitView, Look } from '../../contract/documents.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import type { PageItem } from '../../contract/pages.ts'
import type { ReportSpec } from '../../contract/report-spec.ts'
import { deckWords, type DeckLook } from '../deck/deck-text.ts'
import { readReport, type DeckReport } from '../deck/report-data.ts'
import { reportComments, reportTable } from '../deck/report-visual.ts'
import { footOf, kpiOf, reportNotes } from '../deck/slide-facts.ts'
import { figureComments, studyTable } from '../deck/study-table.ts'
import type { KpiContent } from '../deck/visual.ts'
import { pictureOf, type PictureLook, type PictureSubject } from '../export/pictures/picture-of.ts'
import { studies as knownStudies } from '../studies/studies.ts'
import { coloursOf, type KnownValues } from './known-values.ts'
import type { PageBlock, PageSection } from './page-section.ts'
import { askedTiles } from '../cockpits/tile-filters.ts'

/** Who answers: the handlers that the screen asks, so that a page can't say another number. */
export type PageSources = Pick<ApiHandlers, 'reports' | 'studies' | 'cockpits'>

export interface PageLook extends DeckLook {
  readonly redRises: boolean
  /** Of a picture, in pixels. */
  readonly width: number
  readonly height: number
  readonly mostHeight: number
  /** Every visual on a page of its own. */
  readonly apart: boolean
  /** The figures of each chart as a table below it. */
  readonly figures: boolean
}

type ViewTile = CockpitView['tiles'][number]
type CockpitItem = Extract<DeckItem, { kind: 'cockpit' }>

/** Rows that pages show of one table; how many there are is said. */
const most = { rows: 2000, columns: 60 }

export class PageWriter {
  readonly failed: { title: string; error: HelmdeckError }[] = []
  readonly #sources: PageSources
  readonly #known: KnownValues
  readonly #look: PageLook
  readonly #context: Context
  #breaks = false

  constructor(sources: PageSources, known: KnownValues, look: PageLook, context: Context) {
    this.#known = known
    this.#sources = sources
    this.#look = look
    this.#context = context
  }

  /** The sections of an item; none for a break, which the next section keeps. */
  async sections(item: PageItem): Promise<PageSection[]> {
    if (item.kind === 'page-break') {
      this.#breaks = true
      return []
    }
    if (item.kind === 'cockpit') return await this.#cockpit(item)
    if (item.kind === 'study') return await this.#study(knownStudies[item.study].label[this.#look.language], item, 1, item.chart)
    return await this.#report(item.title, item.chart, item.spec)
  }

  /** What can't be answered leaves the rest alone; a cancel and faults of ours do not. */
  async #tried<T>(title: string, work: () => Promise<T>): Promise<T | null> {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof HelmdeckError) || ['cancelled', 'internal', 'engine-unavailable'].includes(error.code)) throw error
      this.failed.push({ title, error })
      return null
    }
  }

  #section(section: Omit<PageSection, 'startsPage' | 'level'> & { level?: 1 | 2 }): PageSection {
    const level = section.level ?? 1
    const startsPage = this.#breaks || (this.#look.apart && section.blocks.length > 0)
    this.#breaks = false
    return { ...section, level, startsPage }
  }

  async #cockpit({ name, questions }: CockpitItem): Promise<PageSection[]> {
    const view = await this.#sources.cockpits.open({ name }, this.#context)
    const { language } = this.#look
    const tiles = askedTiles(view, questions)
    const figures: KpiContent[] = []
    for (const tile of tiles) {
      if (tile.kind !== 'kpi' && tile.kind !== 'target') continue
      const kpi = await this.#tried(tile.title[language], async () => kpiOf(tile, await this.#ask(tile.spec), this.#look))
      if (kpi !== null) figures.push(kpi)
    }
    const first = this.#section({
      title: view.title[language],
      lead: '',
      blocks: figures.length === 0 ? [] : [{ is: 'figures', figures }],
      notes: figures[0]?.notes.slice(0, 1) ?? [],
    })
    const sections = [first]
    for (const tile of tiles) sections.push(...(await this.#tile(tile)))
    return sections.length === 1 && figures.length === 0 ? [] : sections
  }

  async #tile(tile: ViewTile): Promise<PageSection[]> {
    const title = tile.title[this.#look.language]
    switch (tile.kind) {
      case 'kpi':
      case 'target':
      case 'text':
      case 'filter':
      case 'image':
        return []
      case 'study':
        return await this.#study(title, { kind: 'study', study: tile.study, params: tile.params, charts: 1 }, 2, tile.chart)
      default:
        return await this.#report(title, tile.kind, tile.spec, 2, tile.look)
    }
  }

  async #ask(spec: ReportSpec): Promise<DeckReport> {
    const { bytes, ...result } = await this.#sources.reports.run({ spec }, this.#context)
    return readReport(result, bytes, this.#look)
  }

  async #report(title: string, chart: ChartKind, spec: ReportSpec, level: 1 | 2 = 1, look?: Look): Promise<PageSection[]> {
    const section = await this.#tried(title, async () => {
      const isDrawn = chart !== 'table' && chart !== 'pivot' && chart !== 'kpi'
      // What a total says is asked at its own grain.
      const asked: ReportSpec =
        isDrawn && spec.rows.length > 0 ? { ...spec, totals: { rows: 'grand', columns: spec.totals?.columns ?? 'none' } } : spec
      const report = await this.#ask(asked)
      const blocks = await this.#blocks(
        { is: 'report', title, chart, report, look, ...(await coloursOf(spec, chart, this.#known)) },
        isDrawn,
      )
      const lines = isDrawn ? reportComments(report, this.#look) : []
      const comments: PageBlock[] = lines.length === 0 ? [] : [{ is: 'comments', lines }]
      return this.#section({ title, level, lead: '', blocks: [...blocks, ...comments], notes: reportNotes(spec, report, this.#look) })
    })
    return section === null ? [] : [section]
  }

  async #blocks(subject: Extract<PictureSubject, { is: 'report' }>, isDrawn: boolean): Promise<PageBlock[]> {
    const { report } = subject
    if (report.count === 0 || (report.rowColumns.length > 0 && report.details.length === 0)) return [{ is: 'nothing' }]
    const table: PageBlock = { is: 'table', table: reportTable(report, this.#look, most) }
    if (!isDrawn) return [table]
    const picture = await pictureOf(subject, this.#pictureLook())
    if (picture.refused !== null) return [table]
    return this.#look.figures ? [{ is: 'picture', picture }, table] : [{ is: 'picture', picture }]
  }

  #pictureLook(): PictureLook {
    return { ...this.#look, scheme: 'light', ground: false }
  }

  async #study(
    title: string,
    { study, params, charts }: Extract<DeckItem, { kind: 'study' }>,
    level: 1 | 2 = 1,
    only?: string,
  ): Promise<PageSection[]> {
    const { language } = this.#look
    const made = await this.#tried(title, async () => {
      const result = await this.#sources.studies.run({ study, params }, this.#context)
      const notes = [
        footOf(result.period, result.asOf, this.#look),
        ...[...result.definition, ...result.caveats].map((text) => text[language]),
      ]
      const drawn = result.charts.flatMap((chart) => {
        const table = result.tables.find(({ id }) => id === chart.table)
        return (only !== undefined && chart.id !== only) || table === undefined || table.rows.length === 0 ? [] : [{ chart, table }]
      })
      const blocks: PageBlock[] = []
      for (const { chart, table } of drawn.slice(0, charts)) {
        const picture = await pictureOf({ is: 'study', chart, table }, this.#pictureLook())
        const label = chart.label[language]
        const figures: PageBlock = { is: 'table', table: studyTable(table, this.#look, most) }
        blocks.push(
          ...(picture.refused === null ? [{ is: 'picture' as const, picture, ...(label === title ? {} : { caption: label }) }] : []),
        )
        if (picture.refused !== null || this.#look.figures) blocks.push(figures)
      }
      const [table] = result.tables.filter(({ rows }) => rows.length > 0)
      if (blocks.length === 0)
        blocks.push(table === undefined ? { is: 'nothing' } : { is: 'table', table: studyTable(table, this.#look, most) })
      const lines = figureComments(result, this.#look)
      if (lines.length > 0) blocks.push({ is: 'comments', lines })
      return this.#section({ title, level, lead: result.headline[language], blocks, notes })
    })
    return made === null ? [] : [made]
  }
}

/** What stands below the title: whose data they are, and from which day. */
export function subtitleOf(workspace: string, day: string, { language }: DeckLook): string {
  return [workspace, `${deckWords[language].asOf} ${day}`].filter((text) => text !== '').join(' · ')
}
