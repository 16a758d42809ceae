import type { StudyCell, StudyColumn, StudyFigure, StudyResult, StudyTable } from '../../contract/study-result.ts'
import { wordOf, type Language } from '../../contract/text.ts'
import { aboutSheet, displayLength, formatOf, words, type Fact } from './report-workbook.ts'
import type { CellValue, Sheet, SheetColumn } from './workbook.ts'

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

/** A study's sheets: its figures, each of its tables with typed cells, and `About`: sentence, days, definition, caveats, settings. */
export function studySheets(result: StudyResult, language: Language): Sheet[] {
  const tables = result.tables.filter(({ rows }) => rows.length > 0)
  return [
    ...(result.figures.length === 0 ? [] : [figuresSheet(result, language)]),
    ...tables.map((table) => tableSheet(table, language)),
    aboutStudySheet(result, language),
  ]
}

/** What the study says in words. */
export function aboutStudySheet(result: StudyResult, language: Language): Sheet {
  return aboutSheet(aboutStudy(result, language), language)
}

function figuresSheet({ figures, currency }: StudyResult, language: Language): Sheet {
  const say = figureWords[language]
  const column = (header: string, width: number, format: SheetColumn['format'], read: (figure: StudyFigure) => CellValue): SheetColumn => ({
    header,
    width,
    format,
    at: (row) => {
      const figure = figures[row]
      return figure === undefined ? null : read(figure)
    },
  })
  const unitOf = ({ unit }: StudyFigure): string => (unit === 'money' && currency !== null ? currency : unitWords[unit][language])
  return {
    name: say.figures,
    rows: figures.length,
    columns: [
      column(say.figure, 36, 'text', ({ label }) => label[language]),
      column(say.value, 18, 'general', ({ value }) => value),
      column(say.unit, 10, 'text', unitOf),
      column('n', 10, 'integer', ({ n }) => n),
      column(say.from, 14, 'general', ({ interval }) => interval?.from ?? null),
      column(say.to, 14, 'general', ({ interval }) => interval?.to ?? null),
      column(say.reason, 40, 'text', ({ reason }) => reason?.[language] ?? null),
    ],
  }
}

function tableSheet({ label, columns, rows }: StudyTable, language: Language): Sheet {
  return {
    name: label[language],
    rows: rows.length,
    columns: columns.map((column) => {
      const header = column.label[language]
      const format = formatOf(column)
      return {
        header,
        format,
        width: Math.min(40, Math.max(format === 'text' ? 18 : 13, displayLength(header) + 3)),
        at: (row) => cellOf(column, rows[row]?.[column.id] ?? null, language),
      }
    }),
  }
}

function cellOf({ words: known, type }: StudyColumn, cell: StudyCell, language: Language): CellValue {
  if (cell === null) return null
  if (known !== undefined && type !== 'boolean') return wordOf(known, String(cell), language)
  return type === 'text' || type === 'date' || type === 'timestamp' ? String(cell) : cell
}

function aboutStudy(result: StudyResult, language: Language): Fact[] {
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
