/** Ten-thousandths of a unit: what the model keeps of money. */
const scale = 4

/** Decimal text with up to four digits after its point, as a whole number of ten-thousandths. */
export function toUnits(text: string): bigint {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.')
  const units = BigInt(`${whole}${fraction.padEnd(scale, '0').slice(0, scale)}`)
  return text.startsWith('-') ? -units : units
}

export function fromUnits(units: bigint): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const fraction = digits.slice(-scale).replace(/0+$/, '')
  return `${units < 0n ? '-' : ''}${digits.slice(0, -scale)}${fraction === '' ? '' : `.${fraction}`}`
}
