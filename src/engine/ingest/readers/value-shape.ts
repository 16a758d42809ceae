/** A first glance at a value, enough to tell a header from data. */
export function looksLikeValue(raw: string): 'number' | 'date' | 'boolean' | 'text' {
  const value = raw.normalize('NFKC').trim()
  if (/^(true|false)$/i.test(value)) return 'boolean'
  if (/^[(+-]?\s*[¥$€£]?\s*[+-]?\d[\d.,\s]*(e[+-]?\d+)?\s*[%万亿]?\)?-?$/i.test(value)) return isDateLike(value) ? 'date' : 'number'
  return isDateLike(value) ? 'date' : 'text'
}

function isDateLike(value: string): boolean {
  return /^\d{1,4}[-/.年]\d{1,2}([-/.月]\d{1,4}日?)([ T].*)?$/.test(value) || /^\d{1,2}:\d{2}(:\d{2})?$/.test(value)
}
