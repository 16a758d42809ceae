import type { SheetName } from '../../contract/sheets.ts'
import type { CalendarSettings } from '../report/calendar.ts'
import { good, warned, wrong, type Reading } from './cell-state.ts'
import { namedKinds, readName, type KnownNames, type NamedKind } from './read-name.ts'
import { readNumber } from './read-number.ts'
import { monthOfDay, periodText, readDay, readPeriod, type SheetPeriod } from './read-period.ts'
import { comparedMetrics, metricOf, sheetDefinitions, targetMetrics, type ColumnDefinition } from './sheet-definition.ts'

export interface SheetContext {
  readonly calendar: CalendarSettings
  readonly clockYear: number
  readonly reportingCurrency: string | null
  readonly known: Readonly<Partial<Record<NamedKind, KnownNames>>>
}

export type CellValue = string | SheetPeriod | null

/** A row of a sheet as it was understood; `values` by column, null where a cell is empty or wrong. */
export interface CheckedRow {
  readonly cells: readonly { readonly text: string; readonly reading: Reading<CellValue> }[]
  readonly values: Readonly<Record<string, CellValue>>
  readonly counts: boolean
}

/** Reads every cell of a sheet; a row with an error does not count, and the second row of one key is an error. */
export function checkSheet(name: SheetName, rows: readonly (readonly string[])[], context: SheetContext): CheckedRow[] {
  const { columns, key } = sheetDefinitions[name]
  const seen = new Map<string, number>()
  return rows.map((row, index) => {
    const isBlank = row.every((text) => text.trim() === '')
    const cells = columns.map((column, place) => {
      const text = row[place] ?? ''
      return { text, reading: isBlank ? good(null) : readCell(name, column, text, row, context) }
    })
    const values = Object.fromEntries(columns.map(({ id }, place) => [id, cells[place]?.reading.value ?? null]))
    const isRight = !isBlank && cells.every(({ reading }) => reading.state !== 'error')
    if (!isRight) return { cells, values, counts: false }
    const same = key.map((id) => keyText(values[id] ?? null)).join('\u0000')
    const earlier = seen.get(same)
    seen.set(same, earlier ?? index)
    if (earlier === undefined) return { cells, values, counts: true }
    const twice = wrong(`与第 ${earlier + 1} 行重复`, `says the same thing as row ${earlier + 1}`)
    const place = columns.findIndex(({ id }) => id === key[0])
    return { cells: cells.map((cell, at) => (at === place ? { ...cell, reading: twice } : cell)), values, counts: false }
  })
}

function keyText(value: CellValue): string {
  if (value === null) return ''
  return typeof value === 'string' ? value : periodText(value)
}

const isNamed = (kind: string): kind is NamedKind => (namedKinds as readonly string[]).includes(kind)

function readCell(
  sheet: SheetName,
  column: ColumnDefinition,
  text: string,
  row: readonly string[],
  context: SheetContext,
): Reading<CellValue> {
  const { kind, isRequired } = column
  if (isRequired && text.trim() === '') return wrong(`缺少${column.label.zh}`, `${column.label.en} is missing`)
  if (isNamed(kind)) {
    const known = context.known[kind]
    return known === undefined ? good(text.trim() || null) : readName(text, known)
  }
  switch (kind) {
    case 'period':
      return readSheetPeriod(sheet, text, context)
    case 'day':
      return text.trim() === '' ? good(null) : readDay(text)
    case 'metric':
      return readMetric(text)
    case 'spend-kind':
      return good(text.trim() || null)
    case 'currency':
    case 'from-currency':
      return readCurrency(text, sheet === 'exchange-rates' && kind === 'currency' ? row[0] : undefined, context)
    case 'amount':
      return readAmount(sheet, text)
    case 'rate': {
      const rate = readNumber(text, { scale: 8, mayBeNegative: false, mayBePercent: true })
      return rate.value !== null && /^0$/.test(rate.value) ? wrong('汇率必须大于 0', 'a rate is more than 0') : rate
    }
  }
}

function readSheetPeriod(sheet: SheetName, text: string, { calendar, clockYear }: SheetContext): Reading<CellValue> {
  const period = readPeriod(text, calendar, clockYear)
  return sheet === 'targets' && period.value?.kind === 'day' ? monthOfDay(period.value) : period
}

function readAmount(sheet: SheetName, text: string): Reading<string> {
  return readNumber(text, { scale: 4, mayBeNegative: sheet === 'spend', mayBePercent: false })
}

function readMetric(text: string): Reading<string> {
  const metric = metricOf(text)
  if (metric === null) return wrong(`没有名为“${text}”的目标指标`, `no target metric is called "${text}"`, targetMetrics)
  if (!comparedMetrics.has(metric))
    return warned(metric, '目前没有报表拿这个指标与目标对比', 'no report holds this metric against its target yet')
  return good(metric)
}

const currencyWords: Readonly<Record<string, string>> = {
  人民币: 'CNY',
  元: 'CNY',
  RMB: 'CNY',
  '¥': 'CNY',
  美元: 'USD',
  $: 'USD',
  US$: 'USD',
  欧元: 'EUR',
  '€': 'EUR',
  港币: 'HKD',
  港元: 'HKD',
  HK$: 'HKD',
  英镑: 'GBP',
  '£': 'GBP',
  日元: 'JPY',
}
const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

function readCurrency(typed: string, other: string | undefined, { reportingCurrency }: SheetContext): Reading<CellValue> {
  const code = currencyOf(typed)
  if (code === '' && other === undefined) return good(null)
  const counted = code === '' ? reportingCurrency : code
  if (counted === null) return wrong('缺少目标币种', 'the currency to convert into is missing')
  if (other !== undefined && currencyOf(other) === counted) return wrong('两个币种相同', 'both currencies are the same')
  if (code === '') return good(counted)
  if (!currencies.has(code))
    return wrong(`没有“${typed}”这个币种，请写三位代码，如 USD`, `"${typed}" is no currency: write its three letters, such as USD`)
  return good(code)
}

function currencyOf(typed: string): string {
  const text = typed.normalize('NFKC').trim().toUpperCase()
  return currencyWords[text] ?? text
}
