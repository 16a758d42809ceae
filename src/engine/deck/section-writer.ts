import { askedTiles } from '../cockpits/tile-filters.ts'
import type { ApiHandlers, Context } from '../../contract/api.ts'
import type { DeckItem } from '../../contract/decks.ts'
import type { ChartKind, CockpitView } from '../../contract/documents.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import type { ReportSpec } from '../../contract/report-spec.ts'
import type { StudyResult } from '../../contract/study-result.ts'
import type { Slide } from '../export/pptx/slide-pieces.ts'
import { inch } from '../export/pptx/drawing.ts'
import type { Template } from '../export/pptx/template.ts'
import { pictureOf, type PictureSubject } from '../export/pictures/picture-of.ts'
import { pictureAsPng } from '../export/pictures/picture-png.ts'
import { studies as knownStudies } from '../studies/studies.ts'
import { deckWords, type DeckLook } from './deck-text.ts'
import type { DeckPlan } from './make-deck.ts'
import { readReport, type DeckReport } from './report-data.ts'
import { reportComments, reportVisual } from './report-visual.ts'
import { footOf, kpiOf, reportNotes } from './slide-facts.ts'
import { contentSlides, kpiSlide } from './slide-layout.ts'
import { figureComments, studyTable } from './study-table.ts'
import { studyVisual } from './study-visual.ts'
import type { Content, KpiContent, Visual } from './visual.ts'

/** Who answers: the handlers that the screen asks, so that a deck can't say another number. */
export interface DeckSources {
  readonly reports: ApiHandlers['reports']
  readonly studies: ApiHandlers['studies']
  readonly cockpits: ApiHandlers['cockpits']
}

const hasNoNativeForm: ReadonlySet<string> = new Set(['sankey', 'treemap', 'box'])

type ViewTile = CockpitView['tiles'][number]
type CockpitItem = Extract<DeckItem, { kind: 'cockpit' }>
type StudyItem = Extract<DeckItem, { kind: 'study' }>

export interface Section {
  readonly title: string
  readonly slides: readonly Slide[]
}

/** Asks for what items show and lays it out. */
export class SectionWriter {
  readonly failed: { title: string; error: HelmdeckError }[] = []
  readonly #sources: DeckSources
  readonly #template: Template
  readonly #plan: DeckPlan
  readonly #look: DeckLook
  readonly #context: Context

  constructor(sources: DeckSources, template: Template, plan: DeckPlan, { signal }: Pick<Context, 'signal'>) {
    this.#sources = sources
    this.#template = template
    this.#plan = plan
    this.#look = plan.look
    // What answers a question tells no progress of its own.
    this.#context = { signal, progress: () => undefined }
  }

  titleOf(item: DeckItem): string {
    if (item.kind === 'report') return item.title
    return item.kind === 'study' ? knownStudies[item.study].label[this.#look.language] : item.name
  }

  async sections(item: DeckItem, key: string): Promise<Section[]> {
    if (item.kind === 'cockpit') return await this.#cockpit(item, key)
    const title = this.titleOf(item)
    const slides = await this.#tried(title, async () =>
      item.kind === 'report' ? await this.#report(key, title, item.chart, item.spec) : await this.#study(key, title, item, item.chart),
    )
    return slides === null ? [] : [{ title: this.#plan.words[key]?.title || title, slides }]
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

  async #cockpit({ name, questions }: CockpitItem, key: string): Promise<Section[]> {
    const view = await this.#tried(name, async () => await this.#sources.cockpits.open({ name }, this.#context))
    if (view === null) return []
    const tiles = askedTiles(view, questions)
    const { language } = this.#look
    const kpis: KpiContent[] = []
    for (const tile of tiles) {
      if (tile.kind !== 'kpi' && tile.kind !== 'target') continue
      const kpi = await this.#tried(tile.title[language], async () => kpiOf(tile, await this.#ask(tile.spec), this.#look))
      if (kpi !== null) kpis.push(kpi)
    }
    const sections: Section[] = []
    const figures = `${key}/figures`
    if (kpis.length > 0) {
      const title = this.#plan.words[figures]?.title || deckWords[language].figures
      const isOut = this.#plan.without.includes(figures)
      sections.push({ title, slides: isOut ? [] : [kpiSlide({ key: figures, title, kpis }, this.#template)] })
    }
    for (const tile of tiles) {
      const title = tile.title[language]
      const own = `${key}/${tile.id}`
      const slides = await this.#tried(title, async () => await this.#tile(own, title, tile))
      if (slides !== null && slides.length > 0) sections.push({ title: this.#plan.words[own]?.title || title, slides })
    }
    return sections
  }

  /** A tile by itself; figures stand together, words and controls of a page have no slide. */
  async #tile(key: string, title: string, tile: ViewTile): Promise<Slide[]> {
    switch (tile.kind) {
      case 'kpi':
      case 'target':
      case 'text':
      case 'filter':
      case 'image':
        return []
      case 'study':
        return await this.#study(key, title, { kind: 'study', study: tile.study, params: tile.params, charts: 1 }, tile.chart)
      default:
        return await this.#report(key, title, tile.kind, tile.spec)
    }
  }

  #laidOut(content: Content): Slide[] {
    if (this.#plan.without.includes(content.key)) return []
    const { title, lead } = this.#plan.words[content.key] ?? {}
    const worded = { ...content, title: title || content.title, lead: lead ?? content.lead }
    return contentSlides(worded, this.#template, this.#look).map((slide) => ({ ...slide, lead: worded.lead }))
  }

  async #ask(spec: ReportSpec): Promise<DeckReport> {
    const { period, asOf } = this.#plan
    const asked = { ...spec, ...(period === undefined ? {} : { period }), ...(asOf === undefined ? {} : { asOf }) }
    const { bytes, ...result } = await this.#sources.reports.run({ spec: asked }, this.#context)
    return readReport(result, bytes, this.#look)
  }

  async #report(key: string, title: string, chart: ChartKind, spec: ReportSpec): Promise<Slide[]> {
    if (chart === 'kpi') return await this.#figure(key, title, spec)
    const isDrawn = chart !== 'table' && chart !== 'pivot'
    // What a total says is asked at its own grain.
    const asked: ReportSpec =
      isDrawn && spec.rows.length > 0 ? { ...spec, totals: { rows: 'grand', columns: spec.totals?.columns ?? 'none' } } : spec
    const report = await this.#ask(asked)
    return this.#laidOut({
      key,
      title,
      lead: '',
      visual: await this.#pictured(chart, { is: 'report', title, chart, report }, () => reportVisual(report, chart, title, this.#look)),
      comments: isDrawn ? reportComments(report, this.#look) : [],
      notes: reportNotes(spec, report, this.#look),
      foot: footOf(report.result.period, report.result.asOf, this.#look),
    })
  }

  /** A single figure as it stands on its tile: with its change and what stands beside it. */
  async #figure(key: string, title: string, spec: ReportSpec): Promise<Slide[]> {
    if (this.#plan.without.includes(key)) return []
    const kpi = kpiOf({ title: { zh: title, en: title }, spec }, await this.#ask(spec), this.#look)
    const { title: head, lead } = this.#plan.words[key] ?? {}
    return [kpiSlide({ key, title: head || title, ...(lead === undefined ? {} : { lead }), kpis: [kpi] }, this.#template)]
  }

  async #study(key: string, title: string, { study, params, charts }: StudyItem, only?: string): Promise<Slide[]> {
    const { language } = this.#look
    const { period, asOf } = this.#plan
    const asked = { ...params, ...(period === undefined ? {} : { period }), ...(asOf === undefined ? {} : { asOf }) }
    const result = await this.#sources.studies.run({ study, params: asked }, this.#context)
    const foot = footOf(result.period, result.asOf, this.#look)
    const notes = [...result.definition.map((text) => text[language]), ...result.caveats.map((text) => text[language]), foot]
    const drawn = result.charts.flatMap((chart) => {
      if (only !== undefined && chart.id !== only) return []
      const table = result.tables.find(({ id }) => id === chart.table)
      return table === undefined || table.rows.length === 0 ? [] : [{ chart, table }]
    })
    const shared = { lead: result.headline[language], notes, foot }
    const visuals: Visual[] = []
    for (const { chart, table } of drawn.slice(0, charts))
      visuals.push(await this.#pictured(chart.kind, { is: 'study', chart, table }, () => studyVisual(chart, table, this.#look)))
    const contents = drawn.slice(0, charts).map(({ chart }, place): Content => ({
      ...shared,
      // The first is the study itself: which chart comes first may depend on the data.
      key: place === 0 ? key : `${key}/${chart.id}`,
      title: chart.label[language] === title ? title : `${title} · ${chart.label[language]}`,
      lead: place === 0 ? shared.lead : '',
      visual: visuals[place] ?? { is: 'nothing' },
      comments: place === 0 ? figureComments(result, this.#look) : [],
    }))
    if (contents.length === 0) contents.push(this.#withoutChart(key, title, result, shared))
    return contents.flatMap((content) => this.#laidOut(content))
  }

  /** What Office has no chart for stands as a picture, its table where even that can't be drawn. */
  async #pictured(kind: string, subject: PictureSubject, otherwise: () => Visual): Promise<Visual> {
    const plain = otherwise()
    if (!hasNoNativeForm.has(kind) || plain.is === 'nothing') return plain
    const { w, h } = this.#template.content
    const [width, height] = [1100, Math.round((1100 * (h - inch * 0.9)) / (w * 0.71))]
    const look = {
      ...this.#look,
      scheme: 'light',
      redRises: this.#plan.redRises,
      width,
      height,
      mostHeight: height,
      ground: false,
    } as const
    const picture = await pictureOf(subject, look)
    if (picture.refused !== null) return plain
    const { bytes } = await pictureAsPng(picture.svg, 2)
    return { is: 'picture', png: bytes, description: picture.sentence, width: picture.width, height: picture.height }
  }

  #withoutChart(key: string, title: string, result: StudyResult, shared: Pick<Content, 'lead' | 'notes' | 'foot'>): Content {
    const table = result.tables.find(({ rows }) => rows.length > 0)
    return {
      ...shared,
      key,
      title,
      visual: table === undefined ? { is: 'nothing' } : { is: 'table', table: studyTable(table, this.#look) },
      comments: [],
    }
  }
}
