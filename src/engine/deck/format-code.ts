/** A number as Office writes it by one of our own formats: `0.0%`, `#,##0`, `"¥"0\.0,"万"`. */
export function formatByCode(value: number, code: string): string {
  const [, before = '', shape = '', after = ''] = /^((?:"[^"]*")*)(.*?)((?:"[^"]*")*)$/s.exec(code) ?? []
  const plain = shape.replaceAll('\\', '')
  if (plain.endsWith('%')) return `${(value * 100).toFixed(digitsOf(plain))}%`
  const commas = /,+$/.exec(plain)?.[0].length ?? 0
  // `0.0,` with an escaped point writes 123456 as 12.3: a comma takes three digits away and the point stands before the last ones.
  const escaped = shape.includes('\\.') ? digitsOf(plain) : 0
  const scaled = value / 1000 ** commas / 10 ** escaped
  const digits = digitsOf(plain)
  const text = plain.startsWith('#,##') ? grouped(scaled, digits) : scaled.toFixed(plain === 'General' ? undefined : digits)
  return `${words(before)}${plain === 'General' ? String(value) : text}${words(after)}`
}

function digitsOf(shape: string): number {
  return /\.(0+)/.exec(shape)?.[1]?.length ?? 0
}

function grouped(value: number, digits: number): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

function words(quoted: string): string {
  return quoted.replaceAll('"', '')
}
