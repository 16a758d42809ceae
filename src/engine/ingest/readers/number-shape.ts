/** A number as people write it, taken apart: what is left is digits and separators. */
export interface NumberShape {
  readonly digits: string
  readonly isPercent: boolean
  readonly unit: '' | '万' | '亿'
  readonly hasCurrency: boolean
  readonly isPlain: boolean
}

const currency = /(US\$|HK\$|NT\$|R\$|[¥￥$€£₩₹]|\b(RMB|CNY|USD|EUR|GBP|JPY|HKD|TWD)\b|人民币|元|円)/giu

/** null where the text is no number. `value` is trimmed and NFKC-normalised, so full-width digits and signs are plain already. */
export function numberShape(value: string): NumberShape | null {
  if (/^[+-]?\d+(\.\d+)?$/.test(value))
    return { digits: value.replace(/^[+-]/, ''), isPercent: false, unit: '', hasCurrency: false, isPlain: true }
  if (!/\d/.test(value) || value.length > 60) return null
  let rest = value.replace(currency, '')
  const hasCurrency = rest !== value
  rest = rest.replace(/[−–]/g, '-').trim()
  const isNegated = /^\(.*\)$/.test(rest)
  if (isNegated) rest = rest.slice(1, -1).trim()
  const isPercent = rest.endsWith('%')
  if (isPercent) rest = rest.slice(0, -1).trim()
  const unit = rest.endsWith('万') ? '万' : rest.endsWith('亿') ? '亿' : ''
  if (unit !== '') rest = rest.slice(0, -1).trim()
  rest = rest.replace(/^[+-]\s*/, '').replace(/\s*-$/, '')
  if (!/^\d+([.,'\u00a0 ]\d+)*$|^[.,]\d+$|^\d+[.,]$/.test(rest)) return null
  return { digits: rest, isPercent, unit, hasCurrency, isPlain: false }
}

/** What the separators of one number prove: `point` or `comma` is the decimal mark, `both` would do, null is no number. */
export function decimalMark(digits: string): 'point' | 'comma' | 'none' | 'point-or-thousands' | 'comma-or-thousands' | null {
  const bare = digits.replace(/['\u00a0 ]/g, '')
  const points = bare.split('.').length - 1
  const commas = bare.split(',').length - 1
  const isGrouped = (mark: string) => new RegExp(`^\\d{1,3}(\\${mark}\\d{3})+$`).test(bare)
  if (points === 0 && commas === 0) return 'none'
  if (points > 0 && commas > 0) {
    const isPoint = bare.lastIndexOf('.') > bare.lastIndexOf(',')
    const [whole] = bare.split(isPoint ? '.' : ',')
    const thousands = isPoint ? ',' : '.'
    return (isPoint ? points : commas) === 1 && new RegExp(`^\\d{1,3}(\\${thousands}\\d{2,3})+$`).test(whole!)
      ? isPoint
        ? 'point'
        : 'comma'
      : null
  }
  const mark = points > 0 ? '.' : ','
  if (points + commas > 1) return isGrouped(mark) ? (mark === '.' ? 'comma' : 'point') : null
  if (isGrouped(mark) && !bare.startsWith('0')) return mark === '.' ? 'point-or-thousands' : 'comma-or-thousands'
  return mark === '.' ? 'point' : 'comma'
}
