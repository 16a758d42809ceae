/** A finite number as plain decimal text (`-1234.5`, never `1e21`), null for what is no number. */
export function decimalText(value: number | bigint | string | null | undefined): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'string') return /^-?\d+(\.\d+)?$/.test(value) ? value : null
  if (!Number.isFinite(value)) return null
  if (Number.isInteger(value)) return BigInt(value).toString()
  const text = String(value)
  return text.includes('e') ? value.toFixed(20) : text
}

/** Rounds decimal text, half away from zero, after moving the point `shift` places to the right. Exact at any length. */
export function roundDecimal(text: string, digits: number, shift = 0): string {
  const negative = text.startsWith('-')
  const [whole = '0', fraction = ''] = (negative ? text.slice(1) : text).split('.')
  const places = digits + shift
  const kept = fraction.slice(0, places).padEnd(places, '0')
  let units = BigInt(whole + kept)
  if ((fraction[places] ?? '0') >= '5') units += 1n
  const all = units.toString().padStart(digits + 1, '0')
  const body = digits === 0 ? all : `${all.slice(0, -digits)}.${all.slice(-digits)}`
  return negative && units !== 0n ? `-${body}` : body
}

/** Thousands separators, the same in both languages. */
export function addSeparators(text: string): string {
  const [whole = '', fraction] = text.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}
