import type { Unit } from '../../contract/report-result.ts'
import { currencySymbol, formatCell, formatCompact, unitLabel } from '../../contract/figure-text.ts'
import type { Language } from '../../contract/text.ts'

/** Who reads the deck, and in which money. */
export interface DeckLook {
  readonly language: Language
  readonly currency: string | null
}

export const deckWords = {
  zh: {
    agenda: '目录',
    highest: '最高',
    lowest: '最低',
    total: '合计',
    ofTotal: '占合计',
    asOf: '截至',
    period: '期间',
    all: '全部时间',
    n: '计入记录',
    filters: '筛选',
    definition: '定义',
    notes: '提示',
    none: '（空）',
    other: '其他',
    figures: '关键指标',
    drawn: '图中为前',
    of: '项，共',
    items: '项',
    rows: '行',
    whole: '全部见工作簿',
    rise: '上升',
    fall: '下降',
    end: '期初、期末',
    noRows: '这里没有数据。',
    before: '上期',
    yes: '是',
    no: '否',
  },
  en: {
    agenda: 'Agenda',
    highest: 'Highest',
    lowest: 'Lowest',
    total: 'Total',
    ofTotal: 'of the total',
    asOf: 'As of',
    period: 'Period',
    all: 'All time',
    n: 'Rows counted',
    filters: 'Filters',
    definition: 'Definition',
    notes: 'Note',
    none: '(none)',
    other: 'Other',
    figures: 'Key figures',
    drawn: 'Drawn: the first',
    of: 'of',
    items: '',
    rows: 'rows',
    whole: 'the workbook has all of them',
    rise: 'Up',
    fall: 'Down',
    end: 'Ends',
    noRows: 'There is nothing to show here.',
    before: 'before',
    yes: 'Yes',
    no: 'No',
  },
} as const

/** A figure in a sentence or on a tile: ¥1.23亿, $4.5M, 12.3%. */
export function figureText(value: number | string | null, unit: Unit, { language, currency }: DeckLook): string {
  return formatCompact(value, { unit, language, currency })
}

/** A figure in a table's cell, its unit standing in the head. */
export function cellText(value: number | string | null, unit: Unit, { language, currency }: DeckLook): string {
  return formatCell(value, { unit, language, currency })
}

/** What a table's head says of a unit: （¥）. */
export function headUnit(unit: Unit, { language, currency }: DeckLook): string {
  const label = unitLabel({ unit, language, currency })
  return label === '' ? '' : language === 'zh' ? `（${label}）` : ` (${label})`
}

/** Excel's way to write figures of a unit, large ones in 万 and 亿 or K, M and B: `largest` says how large. */
export function excelFormat(unit: Unit, largest: number, { language, currency }: DeckLook): string {
  if (unit === 'percent') return '0.0%'
  if (unit === 'days' || unit === 'hours') return '0.0'
  if (unit === 'ratio') return '0.00'
  if (unit === 'minutes') return '#,##0'
  const symbol = unit === 'money' && currency !== null ? `"${currencySymbol(currency, language).replaceAll('"', '')}"` : ''
  return `${symbol}${language === 'zh' ? chineseDigits(largest) : englishDigits(largest)}`
}

/** A comma takes three digits away, and the point is put where four or eight are gone. */
function chineseDigits(largest: number): string {
  if (largest >= 1e8) return String.raw`0\.00,,"亿"`
  if (largest >= 1e5) return String.raw`0\.0,"万"`
  return '#,##0'
}

function englishDigits(largest: number): string {
  if (largest >= 1e9) return '0.0,,,"B"'
  if (largest >= 1e6) return '0.0,,"M"'
  if (largest >= 1e4) return '0.0,"K"'
  return '#,##0'
}

export function largestOf(values: readonly (number | null)[]): number {
  return values.reduce<number>((most, value) => Math.max(most, Math.abs(value ?? 0)), 0)
}
