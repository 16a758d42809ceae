export interface NumberEvidence {
  readonly type: 'integer' | 'decimal'
  readonly format: string | undefined
  readonly currency: string | null
  readonly hasPercent: boolean
}

const wholeNumber = /^-?(?:0|[1-9]\d{0,14})$/
const decimalNumber = /^-?\d{1,15}\.\d+$|^-?(?:0|[1-9]\d{0,14})$/
const unit = String.raw`(?:¥|￥|\$|€|£|US\$|HK\$|RMB|CNY|USD|EUR|GBP|HKD|JPY|元|人民币|万元?|亿元?|%|％)`
const digits = String.raw`[\d０-９]+(?:[,，.．'’ \u00a0][\d０-９]+)*`
const loose = new RegExp(String.raw`^(?:${unit}\s*)*[-−+(（]?\s*(?:${unit}\s*)*${digits}\s*(?:${unit}\s*)*[-)）]?\s*(?:${unit}\s*)*$`, 'i')
const decimalComma = /^[^\d]*\d{1,3}(?:\.\d{3})*,\d{1,2}[^\d]*$/
const decimalPoint = /\.\d{1,2}[^\d]*$|,\d{3}(?:[.,]|[^\d]*$)/

const currencies: readonly (readonly [RegExp, string])[] = [
  [/HK\$|HKD/i, 'HKD'],
  [/US\$|USD|\$/i, 'USD'],
  [/[¥￥元]|RMB|CNY|人民币/i, 'CNY'],
  [/€|EUR/i, 'EUR'],
  [/£|GBP/i, 'GBP'],
  [/JPY/i, 'JPY'],
]

/** The currency a text names by sign or code, null where it names none. `¥` counts as CNY. */
export function currencyIn(text: string): string | null {
  return currencies.find(([pattern]) => pattern.test(text))?.[1] ?? null
}

/** Ids such as `00123`, phone numbers and more than 15 digits are text, not numbers. */
export function numberEvidence(values: readonly string[]): NumberEvidence | null {
  const plain = { format: undefined, currency: null, hasPercent: false }
  if (values.every((value) => wholeNumber.test(value))) return { type: 'integer', ...plain }
  if (values.every((value) => decimalNumber.test(value))) return { type: 'decimal', ...plain }
  const written = values.filter((value) => loose.test(value))
  if (written.length / values.length < 0.8) return null
  if (written.every((value) => /^0\d+$|^\+|^\d{16,}$|^\d{3,4}-\d{7,8}$/.test(value))) return null
  if (written.some((value) => /^0\d{2,}$|\d{16,}/.test(value))) return null
  const isComma = written.some((value) => decimalComma.test(value)) && !written.some((value) => decimalPoint.test(value))
  const named = written.map(currencyIn).find((currency) => currency !== null) ?? null
  return {
    type: 'decimal',
    format: isComma ? 'number-comma' : 'number',
    currency: named,
    hasPercent: written.some((value) => /[%％]/.test(value)),
  }
}
