import type { EChartsOption } from 'echarts'
import type { ChartTheme } from '../../../charts/chart-data.ts'
import { describePoints } from '../../../charts/describe-chart.ts'
import { drawReport, standsWithoutRows } from '../../../charts/report-drawing.ts'
import { isRefusal, type DrawnReport, type Refusal } from '../../../charts/report-look.ts'
import { drawStudyChart } from '../../../charts/study-drawing.ts'
import { lookOfColumn } from '../../../contract/look-of-value.ts'
import { writeFigure } from '../../../charts/value-look.ts'
import type { ChartKind, Look } from '../../../contract/documents.ts'
import type { Unit } from '../../../contract/report-result.ts'
import type { StudyCell, StudyChart, StudyTable } from '../../../contract/study-result.ts'
import { deckWords, figureText, type DeckLook } from '../../deck/deck-text.ts'
import type { DeckReport } from '../../deck/report-data.ts'
import { reportTable } from '../../deck/report-visual.ts'
import { studyTable } from '../../deck/study-table.ts'
import type { TableVisual } from '../../deck/visual.ts'
import { cleanSvg } from './clean-svg.ts'
import { chartReport } from './chart-report.ts'
import { kpiSvg } from './kpi-svg.ts'
import { pictureTheme, type Scheme } from './picture-theme.ts'
import { tableSvg } from './table-svg.ts'

export interface PictureLook extends DeckLook {
  readonly scheme: Scheme
  /** As the workspace's settings have it. */
  readonly redRises: boolean
  /** In pixels. A drawing that needs more height to be read takes it, up to `mostHeight`. */
  readonly width: number
  readonly height: number
  readonly mostHeight?: number
  /** Without it the surface below shines through. */
  readonly ground?: boolean
}

/** An answered report or one chart of an answered study; `known` and `knownRows` are values in the workspace's order, which keep their colours. */
export type PictureSubject =
  | {
      readonly is: 'report'
      readonly title: string
      readonly chart: ChartKind
      readonly report: DeckReport
      readonly look?: Look | undefined
      readonly known?: readonly (string | null)[] | undefined
      readonly knownRows?: readonly (string | null)[] | undefined
    }
  | {
      readonly is: 'study'
      readonly chart: StudyChart
      readonly table: StudyTable
      readonly known?: readonly (string | null)[] | undefined
    }

export interface Picture {
  readonly svg: string
  readonly width: number
  readonly height: number
  /** What it shows, for who can't see it. */
  readonly sentence: string
  /** Why its table stands in for the chart; null where it is the chart that was asked for. */
  readonly refused: Refusal | null
}

/** A visual as the screen draws it, without a page. What has no rows is a picture that says so. */
export async function pictureOf(subject: PictureSubject, look: PictureLook): Promise<Picture> {
  const theme = pictureTheme(look.scheme, look.redRises)
  const picture = subject.is === 'report' ? await reportPicture(subject, theme, look) : await studyPicture(subject, theme, look)
  return look.ground === false ? picture : { ...picture, svg: grounded(picture.svg, theme.surface) }
}

function grounded(svg: string, colour: string): string {
  return svg.replace(/<svg [^>]*>/, (tag) => `${tag}\n<rect width="100%" height="100%" fill="${colour}"/>`)
}

type ReportSubject = Extract<PictureSubject, { is: 'report' }>
type StudySubject = Extract<PictureSubject, { is: 'study' }>

async function reportPicture(subject: ReportSubject, theme: ChartTheme, look: PictureLook): Promise<Picture> {
  const { report, chart, title } = subject
  if (chart === 'kpi') return { ...kpiSvg(title, report, theme, look), sentence: title, refused: null }
  const asTable = (refused: Refusal | null) => tablePicture(title, reportTable(report, look), theme, look, refused)
  if (chart === 'table' || chart === 'pivot' || report.count === 0) return asTable(null)
  if (report.rowColumns.length === 0 && !standsWithoutRows(chart)) return asTable('cantNothing')
  const drawn = drawnReport(subject, theme, look)
  const drawing = drawReport(chart, drawn)
  if (isRefusal(drawing)) return asTable(drawing)
  const height = heightOf(drawing.height, look)
  const { told } = drawing
  const sentence = describePoints(title, { ...told, write: (value) => drawn.look.write(told.column, value) }, look.language)
  return { svg: await drawnSvg(drawing.option, look.width, height), width: look.width, height, sentence, refused: null }
}

function drawnReport({ report, look: values, known, knownRows }: ReportSubject, theme: ChartTheme, look: PictureLook): DrawnReport {
  const { language, currency } = look
  const word = deckWords[language]
  return {
    report: chartReport(report),
    look: {
      theme,
      labels: { language, none: word.none, other: word.other },
      known: known ?? seen(report.valueColumns.map(({ path }) => path?.[0] ?? null)),
      knownRows: knownRows ?? seen(report.details.map((row) => rowKey(report, row))),
      format: (value, unit) => figureText(value, unit, look),
      write: (column, value) =>
        writeFigure(value, lookOfColumn(values, column)?.format, { unit: column.unit, language, currency: column.currency ?? currency }),
      total: word.total,
    },
  }
}

/** Without the workspace's order colours go by the order in the picture. */
function seen(values: readonly (string | null)[]): (string | null)[] {
  return [...new Set(values)]
}

function rowKey(report: DeckReport, row: number): string | null {
  const [dimension] = report.rowColumns
  const value = dimension === undefined ? null : report.value(row, dimension)
  return value === null ? null : String(value)
}

async function studyPicture({ chart, table, known }: StudySubject, theme: ChartTheme, look: PictureLook): Promise<Picture> {
  const { language } = look
  const word = deckWords[language]
  const title = chart.label[language]
  const drawing = drawStudyChart(chart, table, {
    theme,
    language,
    format: (value: number, unit: Unit) => figureText(value, unit, look),
    none: word.none,
    yes: word.yes,
    no: word.no,
    known: known ?? seen(table.rows.map((row) => textOf(row[chart.series ?? '']))),
  })
  if (drawing === null) return tablePicture(title, studyTable(table, look), theme, look, 'cantNothing')
  const height = heightOf(drawing.height, look)
  return { svg: await drawnSvg(drawing.option, look.width, height), width: look.width, height, sentence: title, refused: null }
}

function textOf(cell: StudyCell | undefined): string | null {
  return cell === null || cell === undefined ? null : String(cell)
}

function heightOf(needed: number | undefined, { height, mostHeight = 4000 }: PictureLook): number {
  return Math.min(mostHeight, Math.max(height, needed ?? 0))
}

function tablePicture(title: string, table: TableVisual, theme: ChartTheme, look: PictureLook, refused: Refusal | null): Picture {
  const word = deckWords[look.language]
  const more = (shown: number) =>
    look.language === 'zh'
      ? `${word.drawn} ${shown} ${word.rows}，共 ${table.total} ${word.rows}`
      : `${word.drawn} ${shown} of ${table.total} ${word.rows}`
  const tall = look.mostHeight ?? Math.max(look.height, 900)
  const drawn = tableSvg(table, theme, look.width, tall, table.rows.length === 0 ? () => word.noRows : more)
  return { ...drawn, sentence: title, refused }
}

/** ECharts is read when the first picture is drawn: starting the engine does not wait for it. */
async function drawnSvg(option: EChartsOption, width: number, height: number): Promise<string> {
  const { chartSvg } = await import('./chart-svg.ts')
  return cleanSvg(chartSvg(option, width, height))
}
