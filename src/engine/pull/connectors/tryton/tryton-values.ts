/** A decimal of any scale as a whole number of its last digit. */
interface Exact {
  readonly units: bigint
  readonly scale: number
}

function exact(text: string): Exact {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d*)\.?(\d*)$/.exec(text) ?? []
  return { units: BigInt(`${sign}${whole || '0'}${fraction}`), scale: fraction.length }
}

function written({ units, scale }: Exact): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const point = digits.length - scale
  const fraction = digits.slice(point).replace(/0+$/, '')
  return `${units < 0n ? '-' : ''}${digits.slice(0, point)}${fraction === '' ? '' : `.${fraction}`}`
}

/** The sum of quantity times price over lines, to the last digit. Texts are plain decimals. */
export function sumOfProducts(lines: readonly (readonly [quantity: string, price: string])[]): string {
  let sum: Exact = { units: 0n, scale: 0 }
  for (const [quantity, price] of lines) {
    const [a, b] = [exact(quantity), exact(price)]
    const product = { units: a.units * b.units, scale: a.scale + b.scale }
    const scale = Math.max(sum.scale, product.scale)
    const raised = ({ units, scale: own }: Exact): bigint => units * 10n ** BigInt(scale - own)
    sum = { units: raised(sum) + raised(product), scale }
  }
  return written(sum)
}

/** credit - debit. */
export function difference(from: string, less: string): string {
  return sumOfProducts([
    [from, '1'],
    [less, '-1'],
  ])
}

/** A moment as Tryton's JSON has it: naive, in UTC. */
export function trytonMoment(iso: string): Readonly<Record<string, unknown>> {
  const at = new Date(iso)
  return {
    __class__: 'datetime',
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
    microsecond: at.getUTCMilliseconds() * 1000,
  }
}

/** `sale.opportunity,12` -> `12` where it names that model. */
export function referredId(value: unknown, model: string): string | null {
  return typeof value === 'string' && value.startsWith(`${model},`) ? value.slice(model.length + 1) : null
}

/** Microseconds since 1970 of an ISO moment in UTC, with up to six digits behind the second. */
export function microseconds(iso: string): number {
  const fraction = /\.(\d{1,6})/.exec(iso)?.[1] ?? ''
  return Date.parse(iso.replace(/\.\d+/, '')) * 1000 + Number(fraction.padEnd(6, '0'))
}

/** The same as Tryton's JSON has it. */
export function trytonMicroseconds(moment: number): Readonly<Record<string, unknown>> {
  return { ...trytonMoment(new Date(Math.floor(moment / 1000)).toISOString()), microsecond: moment % 1_000_000 }
}
