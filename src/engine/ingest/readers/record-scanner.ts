import type { RecordDialect } from './table-source.ts'

const lineFeed = 10
const carriageReturn = 13
const space = 32
const doubleQuote = 34

/** A record that needs rewriting before a strict reader may see it: other quotes, stray or padded ones, bare carriage returns. */
export const ODD = 1
/** A quoted field that never ended: the record was cut at the end of its first line. */
export const UNCLOSED = 2
/** A quote inside a quoted field was neither doubled nor closing. */
export const STRAY = 4

/** Dialect compiled for the scanner. `columns` 0 = width unknown; then nothing is recovered by width. */
export interface ScanRules {
  readonly delimiter: number
  readonly quote: number
  readonly escape: number
  readonly columns: number
  readonly kinds: Uint8Array
  /** No special byte is above it: one comparison passes most letters. */
  readonly highest: number
  /** A quoted field longer than this is taken as unclosed. */
  readonly longestRecord: number
  /** Per column: 1 once a cell with a blank at either end of its text was met. Says nothing of records with flags. */
  readonly padded: Uint8Array
}

/** The record met last; one object is reused so that a million records allocate nothing. */
export interface FoundRecord {
  /** First byte, end without the line break, and where the next record starts. */
  start: number
  end: number
  next: number
  cells: number
  flags: number
  /** End of the last expected cell where there are more, else -1. */
  cut: number
}

export function scanRules(dialect: RecordDialect, columns: number, longestRecord = 8 << 20): ScanRules {
  const kinds = new Uint8Array(256)
  const delimiter = dialect.delimiter.charCodeAt(0)
  const quote = dialect.quote === null ? -1 : dialect.quote.charCodeAt(0)
  const escape = dialect.escape === null ? quote : dialect.escape.charCodeAt(0)
  for (const byte of [delimiter, lineFeed, carriageReturn, doubleQuote]) kinds[byte] = 1
  if (quote >= 0) kinds[quote] = 1
  const highest = Math.max(delimiter, quote, doubleQuote)
  return { delimiter, quote, escape, columns, kinds, highest, longestRecord, padded: new Uint8Array(columns) }
}

/** Bytes at an end of a cell that call for a closer look: ASCII blanks, quotes, and the outer bytes of U+00A0 and U+3000. */
const edges = new Uint8Array(256)
for (const byte of [9, lineFeed, carriageReturn, space, doubleQuote, 0xc2, 0xe3, 0x80, 0xa0]) edges[byte] = 1

/** The blanks that `meta.trimmed` takes off. */
function notePadding(bytes: Uint8Array, from: number, to: number, column: number, padded: Uint8Array): void {
  if (padded[column] !== 0) return
  const isQuoted = bytes[from] === doubleQuote && to - from > 1
  const first = isQuoted ? from + 1 : from
  const last = isQuoted ? to - 2 : to - 1
  if (first > last) return
  const isPadded =
    isBlankAt(bytes, first, first) || isBlankAt(bytes, last, last) || isBlankAt(bytes, last - 1, last) || isBlankAt(bytes, last - 2, last)
  if (isPadded) padded[column] = 1
}

function isBlankAt(bytes: Uint8Array, at: number, last: number): boolean {
  const byte = bytes[at]
  if (byte === 0xc2) return bytes[at + 1] === 0xa0
  if (byte === 0xe3) return bytes[at + 1] === 0x80 && bytes[at + 2] === 0x80
  return at === last && (byte === space || byte === 9 || byte === lineFeed || byte === carriageReturn)
}

/**
 * Walks the records of a delimited text without decoding it, as Excel would read it: a quote opens only at the start of a
 * cell. Stray quotes inside are kept as text as long as the record has the expected width; otherwise the record ends with its line.
 * Answers where the first incomplete record starts (= `to` when `isLast`).
 */
export function scanRecords(
  bytes: Uint8Array,
  from: number,
  to: number,
  isLast: boolean,
  rules: ScanRules,
  onRecord: (found: FoundRecord) => boolean | void,
): number {
  const found: FoundRecord = { start: from, end: from, next: from, cells: 1, flags: 0, cut: -1 }
  while (found.next < to) {
    const start = found.next
    if (!scanRecord(bytes, start, to, isLast, rules, found)) {
      if (to - start < rules.longestRecord) return start
      cutAtLine(bytes, start, to, rules, found)
    }
    if (onRecord(found) === false) return found.next
  }
  return found.next
}

function scanRecord(bytes: Uint8Array, start: number, to: number, isLast: boolean, rules: ScanRules, found: FoundRecord): boolean {
  const { delimiter, quote, kinds, columns, highest, padded } = rules
  let at = start
  let cells = 1
  let flags = 0
  let cellStart = start
  let cut = -1
  for (;;) {
    while (at < to) {
      const plain = bytes[at]!
      if (plain <= highest && kinds[plain] !== 0) break
      at++
    }
    if (at >= to) {
      if (!isLast) return false
      if (at > cellStart) notePadding(bytes, cellStart, at, cells - 1, padded)
      return finish(found, start, to, to, cells, flags, cut, bytes, rules)
    }
    const byte = bytes[at]!
    if (byte === delimiter) {
      if (at > cellStart && (edges[bytes[cellStart]!]! | edges[bytes[at - 1]!]!) !== 0) notePadding(bytes, cellStart, at, cells - 1, padded)
      if (cells === columns) cut = at
      cells++
      at++
      cellStart = at
    } else if (byte === lineFeed) {
      if (at > cellStart) notePadding(bytes, cellStart, at, cells - 1, padded)
      return finish(found, start, at, at + 1, cells, flags, cut, bytes, rules)
    } else if (byte === carriageReturn) {
      if (at + 1 >= to && !isLast) return false
      if (at > cellStart) notePadding(bytes, cellStart, at, cells - 1, padded)
      if (at + 1 < to && bytes[at + 1] === lineFeed) return finish(found, start, at, at + 2, cells, flags, cut, bytes, rules)
      if (at + 1 >= to || columns === 0 || cells === columns) return finish(found, start, at, at + 1, cells, flags, cut, bytes, rules)
      flags |= ODD
      at++
    } else if (byte === quote && (at === cellStart || isBlank(bytes, cellStart, at))) {
      if (at !== cellStart || quote !== doubleQuote) flags |= ODD
      const state = skipQuoted(bytes, at + 1, to, isLast, rules)
      if (state === INCOMPLETE) return false
      if (state === NEVER) {
        cutAtLine(bytes, start, to, rules, found)
        return true
      }
      flags |= quotedFlags
      at = state
    } else {
      flags |= ODD
      at++
    }
  }
}

const INCOMPLETE = -1
const NEVER = -2
let quotedFlags = 0

/** From inside a quoted cell to just behind its closing quote. */
function skipQuoted(bytes: Uint8Array, from: number, to: number, isLast: boolean, rules: ScanRules): number {
  const { quote, escape, delimiter } = rules
  let at = from
  quotedFlags = 0
  for (;;) {
    while (at < to && bytes[at] !== quote && bytes[at] !== escape) at++
    if (at >= to) return isLast ? NEVER : INCOMPLETE
    if (bytes[at] !== quote) {
      quotedFlags |= ODD
      at += 2
      continue
    }
    if (at + 1 >= to) return isLast ? at + 1 : INCOMPLETE
    const after = bytes[at + 1]!
    if (after === delimiter || after === lineFeed || after === carriageReturn) return at + 1
    if (after === quote) {
      at += 2
      continue
    }
    quotedFlags |= ODD
    if (after === space) {
      let behind = at + 1
      while (behind < to && bytes[behind] === space) behind++
      if (behind >= to) return isLast ? behind : INCOMPLETE
      const byte = bytes[behind]!
      if (byte === delimiter || byte === lineFeed || byte === carriageReturn) return behind
    }
    quotedFlags |= STRAY
    at++
  }
}

function finish(
  found: FoundRecord,
  start: number,
  end: number,
  next: number,
  cells: number,
  flags: number,
  cut: number,
  bytes: Uint8Array,
  rules: ScanRules,
): true {
  if ((flags & STRAY) !== 0 && rules.columns !== 0 && cells !== rules.columns) {
    cutAtLine(bytes, start, next, rules, found)
    found.flags = found.cells === rules.columns ? ODD : ODD | STRAY
    return true
  }
  found.start = start
  found.end = end
  found.next = next
  found.cells = cells
  found.flags = flags
  found.cut = cut
  return true
}

/** The physical line as a record: for a quote that never ends and for stray quotes that swallowed what follows. */
function cutAtLine(bytes: Uint8Array, start: number, to: number, rules: ScanRules, found: FoundRecord): void {
  const { delimiter, quote } = rules
  let at = start
  let cells = 1
  let cellStart = start
  let inside = false
  let cut = -1
  for (; at < to && bytes[at] !== lineFeed && bytes[at] !== carriageReturn; at++) {
    const byte = bytes[at]!
    if (byte === quote) inside = inside ? false : at === cellStart
    else if (byte === delimiter && !inside) {
      if (cells === rules.columns) cut = at
      cells++
      cellStart = at + 1
    }
  }
  found.start = start
  found.end = at
  found.next = Math.min(to, bytes[at] === carriageReturn && bytes[at + 1] === lineFeed ? at + 2 : at + 1)
  found.cells = cells
  found.flags = inside ? ODD | UNCLOSED : ODD | STRAY
  found.cut = cut
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== space) return false
  return true
}
