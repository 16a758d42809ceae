import { quoteLiteral } from '../../database/identifier.ts'
import type { ColumnEvidence } from '../recognise/column-evidence.ts'
import type { CellReading } from './cell-reading.ts'

const checkCharacters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'

/** Five characters and the one that says which of them are capitals: the first is worth 1, the last 16. */
const checkedFive = checkCharacters
  .split('')
  .map((check, capitals) => [0, 1, 2, 3, 4].map((place) => ((capitals >> place) & 1 ? '[A-Z]' : '[a-z0-9]')).join('') + check)
  .join('|')
const checkedText = `(?:${checkedFive}){3}`
const checked = new RegExp(`^${checkedText}$`)

/** Is this an id of Salesforce in its long form, 15 characters and 3 that check them? */
export function isLongId(text: string): boolean {
  if (text.length !== 18) return false
  const five = (nth: number): string => text.slice(5 * nth, 5 * nth + 5) + text.charAt(15 + nth)
  return checked.test(five(0) + five(1) + five(2))
}

/**
 * By chance one of 32,768 codes of 18 characters passes for a long id: only in a column of them are they taken for one. Where
 * all that were sampled are right, the others are not reckoned one by one: that would cost more than reading the file.
 */
function longIdTest({ values }: ColumnEvidence): ((text: string) => string) | null {
  const long = values.filter((value) => value.length === 18)
  const right = long.filter(isLongId).length
  if (right > 0 && right === long.length) return (text) => `regexp_full_match(${text}, '[a-zA-Z0-9]{15}[A-Z0-5]{3}')`
  const mayBe = long.length > 0 ? right >= long.length * 0.9 : values.some(isMixed)
  if (!mayBe) return null
  const five = (text: string, nth: number): string => `${text}[${5 * nth + 1}:${5 * nth + 5}] || ${text}[${16 + nth}]`
  return (text) =>
    `length(${text}) = 18 and regexp_full_match(${[0, 1, 2].map((nth) => five(text, nth)).join(' || ')}, ${quoteLiteral(checkedText)})`
}

const isMixed = (value: string): boolean => /^[a-zA-Z0-9]{15}$/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value)

/** A column of ids, own ones or others': one form where exports are known to write one id in several. The first 15 characters of a long id are the id. */
export function keyReading(evidence: ColumnEvidence, base: CellReading): CellReading {
  const isWide = (cell: string): string => `strlen(${cell}) <> length(${cell})`
  const plain = (cell: string): string => `case when ${isWide(cell)} then meta.plain_key(${base.value(cell)}) else ${base.value(cell)} end`
  const test = longIdTest(evidence)
  if (test === null) return { ...base, value: plain, mayDiffer: isWide }
  return { ...base, value: (cell) => shortCell(cell, plain(cell), test), mayDiffer: (cell) => `strlen(${cell}) >= 18 or ${isWide(cell)}` }
}

/** What a change log tells of a field may be an id among other things. */
export function changedValueReading(evidence: ColumnEvidence, base: CellReading): CellReading {
  const test = longIdTest(evidence)
  return test === null ? base : { ...base, value: (cell) => shortId(base.value(cell), test) }
}

/** Most cells have no blanks around them and are looked at as they are. */
function shortCell(cell: string, plain: string, test: (text: string) => string): string {
  return `case when strlen(${cell}) = 18 and ${test(cell)} then left(${cell}, 15) when strlen(${cell}) > 18 then ${shortId(plain, test)} else ${plain} end`
}

// A one-element list binds the text once.
function shortId(text: string, test: (text: string) => string): string {
  return `list_transform([${text}], lambda k: case when ${test('k')} then left(k, 15) else k end)[1]`
}
