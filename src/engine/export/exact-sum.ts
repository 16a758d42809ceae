import type { CellValue } from './sheet.ts'
import { isExactInExcel } from './xlsx/cell-xml.ts'

const safe = 2 ** 52

/** Adds up cells: decimals to the last digit, doubles as doubles. */
export class ExactSum {
  /** False as soon as a cell was no number that Excel holds. */
  isNumber = true
  #units = 0n
  /** Not yet in `units`; whole numbers of 10^-scale. */
  #pending = 0
  #scale = 0
  #double = 0
  #isExact = true

  static of(value: CellValue): ExactSum {
    const sum = new ExactSum()
    sum.add(value)
    return sum
  }

  add(value: CellValue): void {
    if (value === null) return
    if (typeof value === 'number') {
      this.#double += value
      if (Number.isSafeInteger(value)) this.#put(value, 0)
      else if (Number.isFinite(value)) this.#isExact = false
      else this.isNumber = false
      return
    }
    const digits = String(value)
    if (typeof value === 'boolean' || !isExactInExcel(digits)) {
      this.isNumber = false
      return
    }
    this.#double += Number(digits)
    const point = digits.indexOf('.')
    if (point < 0) this.#put(Number(digits), 0)
    else this.#put(Number(digits.slice(0, point) + digits.slice(point + 1)), digits.length - point - 1)
  }

  /** To the last digit where both are exact; doubles to the cent and to nine digits. */
  equals(other: ExactSum): boolean {
    if (!this.isNumber || !other.isNumber) return false
    if (this.#isExact && other.#isExact) {
      const scale = Math.max(this.#scale, other.#scale)
      return this.#unitsAt(scale) === other.#unitsAt(scale)
    }
    const difference = Math.abs(this.#double - other.#double)
    return difference < 0.005 && difference <= 1e-9 * Math.max(1, Math.abs(other.#double))
  }

  #put(units: number, scale: number): void {
    if (scale > this.#scale) {
      this.#units = this.#unitsAt(scale)
      this.#pending = 0
      this.#scale = scale
    }
    const own = units * 10 ** (this.#scale - scale)
    if (Math.abs(own) >= safe || Math.abs(this.#pending + own) >= safe) this.#flush(units, scale)
    else this.#pending += own
  }

  #flush(units: number, scale: number): void {
    this.#units += BigInt(this.#pending) + BigInt(units) * 10n ** BigInt(this.#scale - scale)
    this.#pending = 0
  }

  #unitsAt(scale: number): bigint {
    return (this.#units + BigInt(this.#pending)) * 10n ** BigInt(scale - this.#scale)
  }
}
