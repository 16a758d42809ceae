import type { StudyCell } from '../../contract/study-result.ts'

/** A decimal's text as a number where a double holds it to the last digit, else its digits; null stays null. */
export function exactNumber(text: string | number | bigint | null): StudyCell {
  if (text === null || typeof text === 'number') return text
  const digits = String(text)
  const plain = digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits
  const number = Number(plain)
  return String(number) === plain || (Number.isSafeInteger(number) && String(number) === plain) ? number : plain
}
