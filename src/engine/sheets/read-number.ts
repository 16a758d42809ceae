import { good, warned, wrong, type Reading } from './cell-state.ts'

const signs = /^(?:RMB|CNY|USD|EUR|HKD|GBP|JPY|US\$|HK\$|[¥￥$€£])|(?:元|人民币)$/giu
const powers: Readonly<Record<string, number>> = { 千: 3, k: 3, 万: 4, 萬: 4, 百万: 6, m: 6, 千万: 7, 亿: 8, 億: 8, b: 9 }

export interface NumberRule {
  /** Digits after the point that are kept. */
  readonly scale: number
  readonly mayBeNegative: boolean
  readonly mayBePercent: boolean
}

/**
 * A number as people write it, as exact decimal text: full-width digits, thousands separators, currency signs, 万 and 亿,
 * brackets for negative ones. `1,234` is a thousand and more; `1.234,50` is read by its last separator.
 */
export function readNumber(typed: string, { scale, mayBeNegative, mayBePercent }: NumberRule): Reading<string> {
  const text = typed
    .normalize('NFKC')
    .replace(/[\s'’_]/g, '')
    .replace(/[−–—]/g, '-')
  if (text === '') return wrong('缺少数值', 'a number is missing')
  const inBrackets = /^\((.+)\)$/.exec(text)
  const bare = (inBrackets?.[1] ?? text).replace(signs, '').replace(signs, '')
  const match = /^([+-]?)([\d.,]*\d[\d.,]*)(百万|千万|[千万萬亿億kmb])?(%?)$/iu.exec(bare)
  const digits = match?.[2] === undefined ? null : plainDigits(match[2])
  if (match === null || digits === null) return wrong(`“${typed}”不是数字`, `"${typed}" is not a number`)
  if (match[4] === '%' && !mayBePercent) return wrong('这里需要金额，不是百分比', 'an amount is wanted here, not a percentage')
  const shift = (powers[(match[3] ?? '').toLowerCase()] ?? 0) - (match[4] === '%' ? 2 : 0)
  const isNegative = match[1] === '-' || inBrackets !== null
  const value = shifted(digits, shift)
  if (isNegative && !/^[0.]+$/.test(value) && !mayBeNegative) return wrong('不能为负数', 'it may not be negative')
  const [whole = '', fraction = ''] = value.split('.')
  if (whole.length > 18 - scale) return wrong('数值太大', 'the number is too large')
  if (/[1-9]/.test(fraction.slice(scale))) return wrong(`小数最多 ${scale} 位`, `at most ${scale} digits after the point`)
  const kept = fraction.slice(0, scale).replace(/0+$/, '')
  const number = `${isNegative ? '-' : ''}${whole}${kept === '' ? '' : `.${kept}`}`
  return isNegative && /[1-9]/.test(number)
    ? warned(number, '负数：按冲减计入', 'negative: it is counted as a deduction')
    : good(number.replace(/^-0$/, '0'))
}

/** Separators away, a point before the fraction; null where they stand where none can. */
function plainDigits(text: string): string | null {
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','))
  if (last === -1) return text
  const kinds = new Set(text.replace(/\d/g, ''))
  const separator = text[last] ?? ''
  const groups = text.split(separator)
  const isGrouped = groups.slice(1).every((group) => group.length === 3) && (groups[0]?.length ?? 0) <= 3 && groups[0] !== ''
  const isThousands = kinds.size === 1 && (groups.length > 2 ? isGrouped : separator === ',' && isGrouped)
  if (isThousands) return groups.join('')
  if (groups.length > 2 || (kinds.size === 1 && separator === ',' && groups[1]?.length === 3)) return null
  const whole = (groups[0] ?? '').replace(/[.,]/g, '')
  if (kinds.size === 2 && !/^\d{1,3}([.,]\d{3})+$/.test(groups[0] ?? '')) return null
  return `${whole === '' ? '0' : whole}.${groups[1] ?? ''}`
}

/** Times a power of ten, digit by digit, so that nothing is rounded. */
function shifted(digits: string, power: number): string {
  const [whole = '0', fraction = ''] = digits.split('.')
  const all = `${whole}${fraction}`
  const point = whole.length + power
  const padded = point <= 0 ? '0'.repeat(1 - point) + all : all.padEnd(point, '0')
  const place = point <= 0 ? 1 : point
  const left = padded.slice(0, place).replace(/^0+(?=\d)/, '')
  const right = padded.slice(place)
  return right === '' ? left : `${left}.${right}`
}
