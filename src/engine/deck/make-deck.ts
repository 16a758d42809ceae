import type { ApiHandlers, Context } from '../../contract/api.ts'
import type { DeckItem } from '../../contract/decks.ts'
import type { ChartKind, CockpitView } from '../../contract/documents.ts'
import { errorText } from '../../contract/error-text.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import type { ReportColumn } from '../../contract/report-result.ts'
import type { ReportSpec } from '../../contract/report-spec.ts'
import type { StudyResult } from '../../contract/study-result.ts'
import type { LocalText } from '../../contract/text.ts'
import { formatChange } from '../../contract/figure-text.ts'
import { metrics } from '../catalog/metrics.ts'
import type { Slide } from '../export/pptx/presentation.ts'
import type { Template } from '../export/pptx/template.ts'
import { studies as knownStudies } from '../studies/studies.ts'
import { cellText, deckWords, figureText, type DeckLook } from './deck-text.ts'
import { readReport, type DeckReport } from './report-data.ts'
import { reportComments, reportVisual } from './report-visual.ts'
import { agendaSlide, contentSlides, kpiSlide } from './slide-layout.ts'
import { figureComments, studyTable } from './study-table.ts'
import { studyVisual } from './study-visual.ts'
import type { Content, KpiContent } from './visual.ts'

/** Who answers: the handlers that the screen asks, so that a deck can't say another number. */
export interface DeckSources {
  readonly reports: ApiHandlers['reports']
  readonly studies: ApiHandlers['studies']
  readonly cockpits: ApiHandlers['cockpits']
}

export interface Deck {
  readonly slides: readonly Slide[]
  /** What could not be answered, and why. */
  readonly left: readonly { readonly title: string; readonly text: LocalText }[]
}

interface Request {
  readonly title: string
  readonly items: readonly DeckItem[]
  readonly look: DeckLook
  readonly clock: string
  readonly workspace: string
}

type ViewTile = CockpitView['tiles'][number]

interface Section {
  readonly title: string
  readonly slides: readonly Slide[]
}

/** The slides of a deck: title, agenda, then each item. What fails is left out and named; a deck without anything fails with its first reason. */
export async function makeDeck(sources: DeckSources, template: Template, request: Request, context: Context): Promise<Deck> {
  const writer = new DeckWriter(sources, template, request.look, context)
  const sections: Section[] = []
  for (const item of request.items) sections.push(...(await writer.sections(item)))
  if (sections.length === 0) throw writer.failed[0]?.error ?? new HelmdeckError('missing-data', {})
  const word = deckWords[request.look.language]
  const title: Slide = {
    layout: 'title',
    title: request.title,
    subtitle: [[request.workspace, `${word.asOf} ${request.clock}`].filter((text) => text !== '').join(' · ')],
    pieces: [],
    notes: [],
  }
  const agenda =
    sections.length < 2
      ? []
      : [
          agendaSlide(
            sections.map((section) => section.title),
            template,
            request.look,
          ),
        ]
  return {
    slides: [title, ...agenda, ...sections.flatMap(({ slides }) => slides)],
    left: writer.failed.map(({ title: name, error }) => ({ title: name, text: errorText(error.code, error.details) })),
  }
}

class DeckWriter {
  readonly failed: { title: string; error: HelmdeckError }[] = []
  readonly #sources: DeckSources
  readonly #template: Template
  readonly #look: DeckLook
  readonly #context: Context

  constructor(sources: DeckSources, template: Template, look: DeckLook, context: Context) {
    this.#sources = sources
    this.#template = template
    this.#look = look
    this.#context = context
  }

  async sections(item: DeckItem): Promise<Section[]> {
    if (item.kind === 'cockpit') return await this.#cockpit(item.name)
    const title = item.kind === 'report' ? item.title : knownStudies[item.study].label[this.#look.language]
    const slides = await this.#tried(title, async () =>
      item.kind === 'report' ? await this.#report(item.title, item.chart, item.spec) : await this.#study(title, item),
    )
    return slides === null ? [] : [{ title, slides }]
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

  async #cockpit(name: string): Promise<Section[]> {
    const view = await this.#sources.cockpits.open({ name }, this.#context)
    const tiles = view.tiles.filter(({ available }) => available).map((tile) => withFilters(view, tile))
    const { language } = this.#look
    const kpis: KpiContent[] = []
    let foot = ''
    for (const tile of tiles) {
      if (tile.kind !== 'kpi' && tile.kind !== 'target') continue
      const kpi = await this.#tried(tile.title[language], async () => this.#kpi(tile, await this.#ask(tile.spec)))
      if (kpi === null) continue
      kpis.push(kpi)
      foot ||= kpi.notes[0] ?? ''
    }
    const sections: Section[] =
      kpis.length === 0 ? [] : [{ title: deckWords[language].figures, slides: [kpiSlide(kpis, this.#template, this.#look, foot)] }]
    for (const tile of tiles) {
      const title = tile.title[language]
      const slides = await this.#tried(title, async () => await this.#tile(title, tile))
      if (slides !== null && slides.length > 0) sections.push({ title, slides })
    }
    return sections
  }

  /** A tile by itself; figures stand together, words and controls of a page have no slide. */
  async #tile(title: string, tile: ViewTile): Promise<Slide[]> {
    switch (tile.kind) {
      case 'kpi':
      case 'target':
      case 'text':
      case 'filter':
      case 'image':
        return []
      case 'study':
        return await this.#study(title, { kind: 'study', study: tile.study, params: tile.params, charts: 1 }, tile.chart)
      default:
        return await this.#report(title, tile.kind, tile.spec)
    }
  }

  async #ask(spec: ReportSpec): Promise<DeckReport> {
    const { bytes, ...result } = await this.#sources.reports.run({ spec }, this.#context)
    return readReport(result, bytes, this.#look)
  }

  #kpi({ title, spec }: { readonly title: LocalText; readonly spec: ReportSpec }, report: DeckReport): KpiContent {
    const { language } = this.#look
    const [main, ...others] = report.valueColumns
    if (main === undefined) throw new HelmdeckError('invalid-report', { reason: 'no-values' })
    const changed = report.valueColumns.find(({ id }) => spec.calculations.some((one) => one.as === 'relative-difference' && one.id === id))
    const beside = others.find((column) => column !== changed && !column.id.includes('@'))
    const change = changed === undefined ? null : report.number(0, changed)
    const text = (column: ReportColumn): string => figureText(exact(report, column), column.unit, this.#look)
    return {
      title: title[language],
      value: text(main),
      change:
        change === null
          ? null
          : {
              text: `${change > 0 ? '▲' : change < 0 ? '▼' : '■'} ${formatChange(change, { unit: 'percent', language })}`,
              tone: toneOf(change, main),
            },
      beside: beside === undefined ? '' : `${beside.label[language]} ${text(beside)}`,
      notes: this.#notes(spec, report),
    }
  }

  async #report(title: string, chart: ChartKind, spec: ReportSpec): Promise<Slide[]> {
    const isDrawn = chart !== 'table' && chart !== 'pivot'
    // What a total says is asked at its own grain.
    const asked: ReportSpec =
      isDrawn && spec.rows.length > 0 ? { ...spec, totals: { rows: 'grand', columns: spec.totals?.columns ?? 'none' } } : spec
    const report = await this.#ask(asked)
    const comments = isDrawn ? reportComments(report, this.#look) : []
    const content: Content = {
      title,
      lead: '',
      visual: reportVisual(report, chart, title, this.#look),
      comments,
      notes: this.#notes(spec, report),
      foot: this.#foot(report.result.period, report.result.asOf),
    }
    return contentSlides(content, this.#template, this.#look)
  }

  async #study(title: string, { study, params, charts }: Extract<DeckItem, { kind: 'study' }>, only?: string): Promise<Slide[]> {
    const { language } = this.#look
    const result = await this.#sources.studies.run({ study, params }, this.#context)
    const notes = [
      ...result.definition.map((text) => text[language]),
      ...result.caveats.map((text) => text[language]),
      this.#foot(result.period, result.asOf),
    ]
    const drawn = result.charts.flatMap((chart) => {
      if (only !== undefined && chart.id !== only) return []
      const table = result.tables.find(({ id }) => id === chart.table)
      return table === undefined || table.rows.length === 0 ? [] : [{ chart, table }]
    })
    const shared = { lead: result.headline[language], notes, foot: this.#foot(result.period, result.asOf) }
    const contents = drawn.slice(0, charts).map(({ chart, table }, place): Content => ({
      ...shared,
      title: chart.label[language] === title ? title : `${title} · ${chart.label[language]}`,
      lead: place === 0 ? shared.lead : '',
      visual: studyVisual(chart, table, this.#look),
      comments: place === 0 ? figureComments(result, this.#look) : [],
    }))
    if (contents.length === 0) contents.push(this.#withoutChart(title, result, shared))
    return contents.flatMap((content) => contentSlides(content, this.#template, this.#look))
  }

  #withoutChart(title: string, result: StudyResult, shared: Pick<Content, 'lead' | 'notes' | 'foot'>): Content {
    const table = result.tables.find(({ rows }) => rows.length > 0)
    return {
      ...shared,
      title,
      visual: table === undefined ? { is: 'nothing' } : { is: 'table', table: studyTable(table, this.#look) },
      comments: [],
    }
  }

  #foot(period: { readonly from: string; readonly to: string } | null, asOf: string): string {
    const word = deckWords[this.#look.language]
    const colon = this.#look.language === 'zh' ? '：' : ': '
    const days = period === null ? word.all : `${period.from} – ${period.to}`
    return `${word.period}${colon}${days} · ${word.asOf}${colon}${asOf}`
  }

  /** What a reader must know of the numbers: definitions, filters, days, how many rows. */
  #notes(spec: ReportSpec, { result, valueColumns }: DeckReport): string[] {
    const { language } = this.#look
    const word = deckWords[language]
    const colon = language === 'zh' ? '：' : ': '
    const defined = [...new Set(spec.values.map(({ metric }) => metric))].flatMap((id) => {
      const metric = metrics.get(id)
      return metric === undefined ? [] : [`${metric.label[language]}${colon}${metric.definition[language]}`]
    })
    const counted = valueColumns.slice(0, 1).map(({ id }) => `${word.n}${colon}${cellText(result.n[id] ?? null, 'count', this.#look)}`)
    return [
      this.#foot(result.period, result.asOf),
      ...defined,
      ...spec.filters.map(
        ({ field, op, values }) => `${word.filters}${colon}${field} ${op} ${values.map((value) => value ?? word.none).join(', ')}`,
      ),
      ...counted,
      ...result.warnings.map(({ text }) => `${word.notes}${colon}${text[language]}`),
    ]
  }
}

function exact(report: DeckReport, column: ReportColumn): number | string | null {
  const value = report.value(0, column)
  return typeof value === 'boolean' ? null : value
}

function toneOf(change: number, { direction }: ReportColumn): 'good' | 'bad' | 'plain' {
  if (change === 0 || direction === undefined || direction === 'neutral') return 'plain'
  return change > 0 === (direction === 'up-is-good') ? 'good' : 'bad'
}

/** What the whole cockpit is about, such as one's own deals. In reports of a saved cockpit its filters stand already. */
function withFilters({ shipped, filters }: CockpitView, tile: ViewTile): ViewTile {
  if (filters.length === 0) return tile
  if ('spec' in tile) return shipped ? { ...tile, spec: { ...tile.spec, filters: [...tile.spec.filters, ...filters] } } : tile
  if (tile.kind !== 'study') return tile
  const own: unknown = tile.params['filters']
  return { ...tile, params: { ...tile.params, filters: [...(Array.isArray(own) ? (own as unknown[]) : []), ...filters] } }
}
