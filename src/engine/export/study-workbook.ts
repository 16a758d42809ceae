import type { StudyCell, StudyColumn, StudyFigure, StudyResult, StudyTable } from '../../contract/study-result.ts'
import { wordOf, type Language } from '../../contract/text.ts'
import { studyVisual } from '../deck/study-visual.ts'
import { aboutSheet, type Fact } from './about-sheet.ts'
import type { BookLook } from './book-look.ts'
import { chartOverCells, type ChartData } from './chart-cells.ts'
import { numberFormat } from './number-format.ts'
import { formatOf, widthOf } from './report-cells.ts'
import type { CellFormat, CellValue, OwnFormat, Sheet, SheetColumn } from './sheet.ts'
import { words } from './workbook-words.ts'

const figureWords = {
  zh: {
    figures: '指标',
    figure: '指标',
    value: '数值',
    unit: '单位',
    from: '区间下限',
    to: '区间上限',
    reason: '没有数值的原因',
    headline: '结论',
    params: '参数',
    caveats: '使用须知',
  },
  en: {
    figures: 'Figures',
    figure: 'Figure',
    value: 'Value',
    unit: 'Unit',
    from: 'From',
    to: 'To',
    reason: 'Why there is none',
    headline: 'In a sentence',
    params: 'Settings',
    caveats: 'What to know',
  },
} as const

const unitWords: Readonly<Record<StudyFigure['unit'], { readonly zh: string; readonly en: string }>> = {
  count: { zh: '个', en: 'count' },
  money: { zh: '金额', en: 'money' },
  percent: { zh: '比例', en: 'share' },
  days: { zh: '天', en: 'days' },
  hours: { zh: '小时', en: 'hours' },
  minutes: { zh: '分钟', en: 'minutes' },
  ratio: { zh: '倍', en: 'ratio' },
  none: { zh: '', en: '' },
}

/** A study's sheets: its figures, each of its tables with typed cells and the charts drawn from it. */
export function studySheets(result: StudyResult, look: BookLook, data: ChartData): Sheet[] {
  const tables = result.tables.filter(({ rows }) => rows.length > 0)
  return [
    ...(result.figures.length === 0 ? [] : [figuresSheet(result, look)]),
    ...tables.map((table) => tableSheet(result, table, { look, data })),
  ]
}

/** One table of it, with the charts that are drawn from it. */
export function studyTableSheet(result: StudyResult, chart: string | undefined, look: BookLook, data: ChartData): Sheet | null {
  const named = result.charts.find(({ id }) => id === chart) ?? result.charts[0]
  const table = result.tables.find(({ id, rows }) => rows.length > 0 && (named === undefined || id === named.table))
  if (table === undefined) return result.figures.length === 0 ? null : figuresSheet(result, look)
  return tableSheet(result, table, { look, data, ...(named === undefined ? {} : { only: named.id }) })
}

/** What the study says in words. */
export function aboutStudySheet(result: StudyResult, sources: readonly Fact[], language: Language): Sheet {
  return aboutSheet([...studyFacts(result, language), ...sources], language)
}

function figuresSheet({ figures, currency }: StudyResult, { language }: BookLook): Sheet {
  const say = figureWords[language]
  const column = (header: string, width: number, format: CellFormat, read: (figure: StudyFigure) => CellValue): SheetColumn => ({
    header,
    width,
    format,
    at: (row) => {
      const figure = figures[row]
      return figure === undefined ? null : read(figure)
    },
  })
  const measured = (header: string, read: (figure: StudyFigure) => CellValue): SheetColumn => ({
    ...column(header, 18, 'decimal', read),
    formatAt: (row) => figureFormat(figures[row], currency, language),
  })
  const unitOf = ({ unit }: StudyFigure): string => (unit === 'money' && currency !== null ? currency : unitWords[unit][language])
  return {
    name: say.figures,
    rows: figures.length,
    columns: [
      column(say.figure, 36, 'text', ({ label }) => label[language]),
      measured(say.value, ({ value }) => value),
      column(say.unit, 10, 'text', unitOf),
      column('n', 10, 'integer', ({ n }) => n),
      measured(say.from, ({ interval }) => interval?.from ?? null),
      measured(say.to, ({ interval }) => interval?.to ?? null),
      { ...column(say.reason, 60, 'text', ({ reason }) => reason?.[language] ?? null), wraps: true },
    ],
  }
}

/** A figure of its own unit; what is no number stays a text. */
export function figureFormat(
  figure: Pick<StudyFigure, 'unit' | 'value'> | undefined,
  currency: string | null,
  language: Language,
): OwnFormat {
  if (figure === undefined || typeof figure.value === 'boolean') return { format: 'general' }
  if (typeof figure.value === 'string' && !/^-?\d+(\.\d+)?$/.test(figure.value)) return { format: 'general' }
  const own = numberFormat({ unit: figure.unit, type: 'decimal', ...(currency === null ? {} : { currency }) }, { language })
  return { format: 'decimal', ...(own === null ? {} : { numberFormat: own }) }
}

interface Drawing {
  readonly look: BookLook
  readonly data: ChartData
  /** The one chart that is drawn; without it all of the table. */
  readonly only?: string
}

function tableSheet(result: StudyResult, table: StudyTable, { look, data, only }: Drawing): Sheet {
  const { language } = look
  const { label, columns, rows } = table
  const drawn = result.charts.filter((chart) => chart.table === table.id && (only === undefined || chart.id === only))
  const charts = drawn.flatMap((chart) => {
    const visual = studyVisual(chart, table, look)
    if (visual.is !== 'chart') return []
    const names = columns.findIndex(({ id }) => id === chart.x)
    const isNamed = new Set(rows.map((row) => row[chart.x])).size === rows.length
    return [
      chartOverCells(
        {
          chart: visual.chart,
          ids: columns.map(({ id }) => id),
          categories: names < 0 || !isNamed ? null : names,
          rows: rows.map((_, row) => row),
        },
        data,
      ),
    ]
  })
  const keys = columns.findIndex(({ role }) => role !== 'key')
  return {
    name: label[language],
    rows: rows.length,
    frozen: keys > 0 && keys <= 2 ? keys : 0,
    charts,
    columns: columns.map((column): SheetColumn => {
      const header = column.label[language]
      const format = formatOf(column)
      const isFigure = !['text', 'date', 'timestamp', 'boolean'].includes(format)
      const own = isFigure
        ? numberFormat({ ...column, ...(result.currency === null ? {} : { currency: result.currency }) }, { language })
        : null
      return {
        header,
        format,
        width: widthOf(header, format),
        at: (row) => cellOf(column, rows[row]?.[column.id] ?? null, language),
        ...(own === null ? {} : { numberFormat: own }),
      }
    }),
  }
}

function cellOf({ words: known, type, role }: StudyColumn, cell: StudyCell, language: Language): CellValue {
  if (cell === null || cell === '') return role === 'key' && type === 'text' ? words[language].none : null
  if (known !== undefined && type !== 'boolean') return wordOf(known, String(cell), language)
  return type === 'text' || type === 'date' || type === 'timestamp' ? String(cell) : cell
}

/** Its sentence, days, money, definition, what to know, settings. */
export function studyFacts(result: StudyResult, language: Language): Fact[] {
  const [say, word] = [figureWords[language], words[language]]
  const { period, asOf, currency, headline, definition, caveats, params } = result
  return [
    [say.headline, headline[language]],
    [word.period, period === null ? word.all : `${period.from} – ${period.to}`],
    [word.asOf, asOf],
    ...(currency === null ? [] : [[word.currency, currency] as const]),
    ...definition.map((text) => [word.definition, text[language]] as const),
    ...caveats.map((text) => [say.caveats, text[language]] as const),
    [say.params, JSON.stringify(params)],
  ]
}
