import type { Completion, Completions, FormulaUse } from '../../contract/fields.ts'
import type { FieldCompiler } from './field-compiler.ts'
import { aggregateSignature, findFunction, rowFunctionNames } from './functions.ts'
import type { Named } from './names.ts'
import { aggregateNames } from './syntax-tree.ts'
import { mostCharacters } from './tokens.ts'

const mostItems = 50

interface Place {
  /** What is being written: a name after its bracket, a word, or a text, in which nothing is offered. */
  readonly state: 'name' | 'word' | 'text'
  readonly from: number
  readonly written: string
  readonly isInRow: boolean
  readonly isDate: boolean
}

/** What may follow at a position of a formula that need not be finished. Positions count UTF-16 units. */
export function completeFormula(formula: string, position: number, use: FormulaUse, compiler: FieldCompiler): Completions {
  const text = formula.slice(0, Math.min(position, mostCharacters))
  const place = placeOf(text, use)
  const to =
    text.length + (place.state === 'name' ? (/^[^[\]"(),]*\]/.exec(formula.slice(text.length, text.length + 200))?.[0].length ?? 0) : 0)
  if (place.state === 'text') return { from: place.from, to: text.length, items: [] }
  const names = namesAt(place, compiler)
  const items = place.state === 'name' || place.isDate ? names : [...wordsAt(place, use), ...(place.written === '' ? [] : names)]
  return { from: place.from, to, items: items.slice(0, mostItems) }
}

/** Reads what stands before the position, as the tokens are read: what is open there. */
function placeOf(text: string, use: FormulaUse): Place {
  const open: boolean[] = []
  let at = 0
  let word = ''
  let lastWord = ''
  const isInRow = (): boolean => use !== 'metric' || open.includes(true)
  while (at < text.length) {
    const character = text.charAt(at)
    if (character === '[') {
      const end = text.indexOf(']', at)
      if (end === -1)
        return { state: 'name', from: at, written: text.slice(at + 1), isInRow: isInRow(), isDate: (word || lastWord) === 'by' }
      at = end
      word = lastWord = ''
    } else if (character === '"') {
      const end = text.indexOf('"', at + 1)
      if (end === -1) return { state: 'text', from: at, written: '', isInRow: isInRow(), isDate: false }
      at = end
    } else if (/[\p{L}\p{N}_]/u.test(character)) word += character.toLowerCase()
    else {
      if (character === '(') open.push(aggregateNames.some((name) => name === (word || lastWord)))
      if (character === ')') open.pop()
      if (word !== '') lastWord = word
      if (!/\s/.test(character)) lastWord = ''
      word = ''
    }
    at += 1
  }
  return { state: 'word', from: text.length - word.length, written: word, isInRow: isInRow(), isDate: lastWord === 'by' }
}

function namesAt({ written, isInRow, isDate, state }: Place, compiler: FieldCompiler): Completion[] {
  const kind = isInRow ? 'field' : 'metric'
  const wanted = written.trim().toLowerCase()
  const rank = ({ id, label }: Named): number => {
    const texts = [id, label.zh, label.en].map((one) => one.toLowerCase())
    if (texts.some((one) => one.startsWith(wanted))) return 0
    return texts.some((one) => one.includes(wanted)) ? 1 : 2
  }
  return compiler.names.all
    .filter((one) => one.kind === kind && one.id !== 'date')
    .flatMap((one) => {
      const place = rank(one)
      const detail = place === 2 ? null : compiler.describe(one.id)
      return detail === null || (isDate && detail !== 'date') ? [] : [{ one, place, detail }]
    })
    .sort((left, right) => left.place - right.place)
    .slice(0, state === 'name' ? mostItems : 20)
    .map(({ one, detail }) => ({ kind, insert: `[${one.id.replaceAll(']', ']]')}]`, label: one.label, detail }))
}

function wordsAt({ written, isInRow }: Place, use: FormulaUse): Completion[] {
  const item = (kind: Completion['kind'], name: string, insert: string, detail: string): Completion => ({
    kind,
    insert,
    label: { zh: name, en: name },
    detail,
  })
  const isMetricLevel = use === 'metric' && !isInRow
  const offered = [
    ...(isMetricLevel ? aggregateNames.map((name) => item('aggregate', name, `${name}(`, aggregateSignature(name))) : []),
    ...rowFunctionNames
      .filter((name) => !(isMetricLevel && name === 'today'))
      .map((name) => item('function', name, `${name}(`, findFunction(name)?.signature ?? '')),
    item('function', 'date', 'date("', 'date("2026-01-31")'),
    ...['and', 'or', 'not', 'in', 'between', 'empty', 'true', 'false', ...(use === 'metric' && isInRow ? ['where', 'by'] : [])].map(
      (word) => item('word', word, word, ''),
    ),
  ]
  return offered.filter(({ label }) => label.en.startsWith(written))
}
