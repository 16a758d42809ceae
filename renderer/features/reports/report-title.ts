import type { Catalog } from '../../../src/contract/catalog.ts'
import type { DimensionUse, Grain, ReportSpec } from '../../../src/contract/report-spec.ts'
import type { Language } from '../../../src/contract/text.ts'
import { labelOf } from './field-list.ts'

const grainWords: Readonly<Record<Grain, { readonly zh: string; readonly en: string }>> = {
  day: { zh: '日', en: 'day' },
  week: { zh: '周', en: 'week' },
  month: { zh: '月', en: 'month' },
  quarter: { zh: '季度', en: 'quarter' },
  year: { zh: '年', en: 'year' },
  fiscal_month: { zh: '财月', en: 'fiscal month' },
  fiscal_quarter: { zh: '财季', en: 'fiscal quarter' },
  fiscal_year: { zh: '财年', en: 'fiscal year' },
  weekday: { zh: '星期', en: 'weekday' },
  hour: { zh: '小时', en: 'hour' },
}

export function grainWord(grain: Grain, language: Language): string {
  return grainWords[grain][language]
}

/** The word as an entry of a menu. */
export function grainEntry(grain: Grain, language: Language): string {
  const word = grainWords[grain][language]
  return `${word[0]?.toUpperCase()}${word.slice(1)}`
}

/** What a report without a name of its own is called: its values by its dimensions. Empty where it has no value. */
export function titleOf(spec: ReportSpec, catalog: Catalog, language: Language): string {
  const chinese = language === 'zh'
  const values = [...new Set(spec.values.map(({ metric }) => labelOf(catalog.metrics, metric)[language]))]
  const dimensions = [...spec.rows, ...spec.columns].map((use) => dimensionWord(use, catalog, language))
  if (values.length === 0) return ''
  const some = values.length > 3 ? [...values.slice(0, 3), '…'] : values
  const named = some.join(chinese ? '、' : ', ')
  if (dimensions.length === 0) return named
  return chinese ? `按${dimensions.join('、')}的${named}` : `${named} by ${dimensions.map(lowerFirst).join(', ')}`
}

function dimensionWord(use: DimensionUse, catalog: Catalog, language: Language): string {
  if (use.field === 'date') return grainWord(use.grain ?? 'month', language)
  const label = labelOf(catalog.dimensions, use.field)[language]
  return use.grain === undefined
    ? label
    : language === 'zh'
      ? `${label}（${grainWord(use.grain, language)}）`
      : `${label} (${grainWord(use.grain, language)})`
}

/** `Product line` inside a sentence; `MQL date` stays. */
function lowerFirst(word: string): string {
  return /^[A-Z][a-z]/.test(word) ? `${word[0]?.toLowerCase()}${word.slice(1)}` : word
}
