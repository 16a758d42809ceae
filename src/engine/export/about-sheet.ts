import type { ReportResult } from '../../contract/report-result.ts'
import type { Filter, ReportSpec } from '../../contract/report-spec.ts'
import type { Language } from '../../contract/text.ts'
import type { BookLook } from './book-look.ts'
import type { CellValue, Sheet } from './sheet.ts'
import { words } from './workbook-words.ts'

/** A line of `About`. */
export type Fact = readonly [item: string, content: string]

/** What stands behind the numbers, in words. */
export function aboutSheet(facts: readonly Fact[], language: Language): Sheet {
  const word = words[language]
  return {
    name: word.about,
    rows: facts.length,
    filter: false,
    columns: [
      { header: word.item, format: 'text', width: 20, wraps: true, at: (row) => facts[row]?.[0] ?? null },
      { header: word.value, format: 'text', width: 100, wraps: true, at: (row) => facts[row]?.[1] ?? null },
    ],
  }
}

/** The same for several sheets: each line says which one it is about. */
export function aboutSheets(about: readonly { readonly sheet: string; readonly facts: readonly Fact[] }[], language: Language): Sheet {
  const word = words[language]
  const lines = about.flatMap(({ sheet, facts }) =>
    facts.map(([item, content], place) => [place === 0 ? sheet : null, item, content] as const),
  )
  const at =
    (place: 0 | 1 | 2) =>
    (row: number): CellValue =>
      lines[row]?.[place] ?? null
  return {
    name: word.about,
    rows: lines.length,
    filter: false,
    columns: [
      { header: word.sheet, format: 'text', width: 28, wraps: true, at: at(0) },
      { header: word.item, format: 'text', width: 20, wraps: true, at: at(1) },
      { header: word.value, format: 'text', width: 90, wraps: true, at: at(2) },
    ],
  }
}

interface Asked {
  readonly title: string
  readonly spec: ReportSpec
  readonly result: ReportResult
}

/** Period, day, money, conditions, n, definitions and what the reader must know. */
export function reportFacts({ title, spec, result }: Asked, look: BookLook): Fact[] {
  const { language } = look
  const word = words[language]
  const currency = result.columns.find((column) => column.currency !== undefined)?.currency
  const counted = result.columns.find(({ role }) => role === 'value')
  const params = spec.values.flatMap(({ metric, params: given }) =>
    given === undefined ? [] : [[word.parameters, `${metricName(metric, look)}: ${JSON.stringify(given)}`] as const],
  )
  return [
    [word.report, title],
    [word.period, result.period ? `${result.period.from} – ${result.period.to}` : word.all],
    [word.asOf, result.asOf],
    ...(currency === undefined ? [] : [[word.currency, currency] as const]),
    ...filterFacts(spec.filters, look),
    ...spec.having.map(({ metric, op, values }): Fact => [
      word.condition,
      `${metricName(metric, look)} ${opWords[language][op]} ${values.join(' – ')}`.trim(),
    ]),
    [word.rows, result.rowCount === result.trueRowCount ? String(result.rowCount) : `${result.rowCount} / ${result.trueRowCount}`],
    ...(counted === undefined ? [] : [[word.n, String(result.n[counted.id] ?? 0)] as const]),
    ...definitions(spec, look),
    ...params,
    ...result.warnings.map((warning): Fact => [word.warnings, warning.text[language]]),
  ]
}

function definitions({ values }: ReportSpec, look: BookLook): Fact[] {
  const { language, metrics } = look
  return [...new Set(values.map(({ metric }) => metric))].flatMap((id): Fact[] => {
    const definition = metrics.get(id)?.definition[language] ?? ''
    return definition === '' ? [] : [[words[language].definition, `${metricName(id, look)}${language === 'zh' ? '：' : ': '}${definition}`]]
  })
}

function metricName(id: string, { metrics, language }: BookLook): string {
  return metrics.get(id)?.label[language] ?? id
}

const opWords = {
  zh: {
    in: '是',
    'not-in': '不是',
    between: '介于',
    'at-least': '至少',
    'at-most': '至多',
    contains: '包含',
    within: '在',
    'is-empty': '为空',
    'is-not-empty': '不为空',
  },
  en: {
    in: 'is',
    'not-in': 'is not',
    between: 'is between',
    'at-least': 'is at least',
    'at-most': 'is at most',
    contains: 'contains',
    within: 'is within',
    'is-empty': 'is empty',
    'is-not-empty': 'is not empty',
  },
} as const

/** Filters by the names of their fields. */
export function filterFacts(filters: readonly Filter[], { language, fields }: Pick<BookLook, 'language' | 'fields'>): Fact[] {
  const word = words[language]
  return filters.map(({ field, op, values, period }) => {
    const told =
      period === undefined
        ? values.map((value) => String(value ?? word.none)).join(language === 'zh' ? '、' : ', ')
        : `${period.relative} ${period.n} ${period.unit}`
    return [word.filters, `${fields.get(field)?.[language] ?? field} ${opWords[language][op]} ${told}`.trim()]
  })
}
