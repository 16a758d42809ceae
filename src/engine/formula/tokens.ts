import { formulaError } from './formula-error.ts'
import type { Span } from './syntax-tree.ts'

export type Token =
  | { readonly kind: 'number' | 'text' | 'name' | 'word' | 'mark'; readonly value: string; readonly span: Span }
  | { readonly kind: 'end'; readonly value: ''; readonly span: Span }

export const mostCharacters = 10_000
export const mostDigits = 15

/** Full-width and typographic marks, as Chinese input methods write them, are the plain ones. */
const sameMarks: Readonly<Record<string, string>> = {
  '（': '(',
  '）': ')',
  '，': ',',
  '＋': '+',
  '－': '-',
  '−': '-',
  '×': '*',
  '＊': '*',
  '÷': '/',
  '／': '/',
  '＝': '=',
  '＜': '<',
  '＞': '>',
  '≤': '<=',
  '≥': '>=',
  '≠': '<>',
  '【': '[',
  '】': ']',
  '［': '[',
  '］': ']',
}
const marks = ['<=', '>=', '<>', '!=', '(', ')', ',', '+', '-', '*', '/', '=', '<', '>']
const closing: Readonly<Record<string, string>> = { '"': '"', '“': '”' }
const instead: Readonly<Record<string, string>> = {
  "'": '"',
  '‘': '"',
  '’': '"',
  '”': '"',
  '「': '"',
  '」': '"',
  '{': '[',
  '}': ']',
  '==': '=',
  ';': ',',
  '；': ',',
}

/** Cuts a formula into words, names, texts, numbers and marks. Fails with `invalid-formula`; time grows with the length, which is bounded. */
export function tokensOf(text: string): Token[] {
  if (text.length > mostCharacters)
    throw formulaError('too-long', { from: mostCharacters, to: mostCharacters }, { limit: mostCharacters, characters: text.length })
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const blank = /^[ \t\r\n\u00a0\u3000]+/.exec(text.slice(at, at + 200))
    if (blank) {
      at += blank[0].length
      continue
    }
    const token = readToken(text, at)
    tokens.push(token)
    at = token.span.to
  }
  tokens.push({ kind: 'end', value: '', span: { from: text.length, to: text.length } })
  return tokens
}

function readToken(text: string, from: number): Token {
  const character = text.charAt(from)
  const opening = sameMarks[character] ?? character
  if (opening === '[') return readName(text, from)
  if (closing[character] !== undefined) return readText(text, from, closing[character])
  if (/[0-9.]/.test(character)) return readNumber(text, from)
  const word = /^[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_-]*)*/.exec(text.slice(from, from + 200))
  if (word) return { kind: 'word', value: word[0].toLowerCase(), span: { from, to: from + word[0].length } }
  const doubled = `${opening}${sameMarks[text.charAt(from + 1)] ?? text.charAt(from + 1)}`
  const mark = marks.find((one) => one === doubled) ?? marks.find((one) => one === opening) ?? (opening.length === 2 ? opening : undefined)
  if (mark === undefined) {
    const run = /^[\p{L}\p{N}_]+/u.exec(text.slice(from, from + 60))?.[0]
    const length = run?.length ?? ((text.codePointAt(from) ?? 0) > 0xffff ? 2 : 1)
    const meant = instead[character] ?? (run === undefined ? null : plainWord(run))
    throw formulaError('unexpected-character', { from, to: from + length }, meant === null ? {} : { didYouMean: [meant] })
  }
  const length = mark === doubled && text.length > from + 1 && doubled.length === 2 ? 2 : 1
  return { kind: 'mark', value: mark === '!=' ? '<>' : mark, span: { from, to: from + length } }
}

/** Full-width letters are plain ones; a word of another script can only be a name that lacks its brackets. */
function plainWord(run: string): string | null {
  const plain = run.normalize('NFKC')
  if (/^[A-Za-z0-9_]+$/.test(plain)) return plain
  return /\p{Script=Han}/u.test(run) ? `[${run}]` : null
}

/** `[id or label]`; a `]` in it is written twice. */
function readName(text: string, from: number): Token {
  let value = ''
  for (let at = from + 1; at < text.length; at += 1) {
    const character = sameMarks[text.charAt(at)] === ']' && text.charAt(from) !== '[' ? ']' : text.charAt(at)
    if (character === ']' && text.charAt(at + 1) !== ']') {
      const span = { from, to: at + 1 }
      const name = value.trim()
      if (name === '') throw formulaError('expected', span, { expected: 'name' })
      checkText(name, from, span)
      return { kind: 'name', value: name, span }
    }
    if (character === '\n' || character === '[') break
    value += character
    if (character === ']') at += 1
  }
  throw formulaError('unclosed-name', { from, to: Math.min(text.length, from + 1 + value.length) }, { didYouMean: [']'] })
}

/** `"text"`; a quote in it is written twice. */
function readText(text: string, from: number, quote: string): Token {
  let value = ''
  for (let at = from + 1; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (character === quote && (quote !== '"' || text.charAt(at + 1) !== quote)) {
      const span = { from, to: at + 1 }
      checkText(value, from + 1, span)
      return { kind: 'text', value, span }
    }
    if (character === quote) at += 1
    value += character
  }
  throw formulaError('unclosed-text', { from, to: text.length }, { didYouMean: [quote] })
}

/** Nothing invisible and no half of a pair of surrogates: what is compared is what can be read. */
function checkText(value: string, from: number, span: Span): void {
  const odd = /[\p{Cc}\p{Cs}]/u.exec(value)
  if (odd) throw formulaError('unexpected-character', { from: from + odd.index, to: Math.min(span.to, from + odd.index + 1) })
}

function readNumber(text: string, from: number): Token {
  const found = /^\d+(?:\.\d+)?/.exec(text.slice(from, from + 400))?.[0] ?? ''
  const span = { from, to: from + Math.max(1, found.length) }
  if (found === '' || /^[A-Za-z_.0-9]/.test(text.slice(span.to, span.to + 1))) {
    const whole = /^[\w.]+/.exec(text.slice(from, from + 60))?.[0] ?? found
    throw formulaError('bad-number', { from, to: from + whole.length })
  }
  if (found.replace('.', '').replace(/^0+/, '').length > mostDigits || found.length > mostDigits + 10)
    throw formulaError('bad-number', span, { limit: mostDigits })
  return { kind: 'number', value: found, span }
}
