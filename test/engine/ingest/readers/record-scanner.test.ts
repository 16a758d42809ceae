import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ODD, scanRecords, scanRules, UNCLOSED } from '../../../../src/engine/ingest/readers/record-scanner.ts'
import { joinRecord, splitRecord } from '../../../../src/engine/ingest/readers/split-record.ts'

const dialect = (delimiter: string) => ({ delimiter, quote: '"', escape: '"' })

/** Feeds a text in pieces of `step` bytes, as a file arrives; records as text, with their flags. */
function scan(text: string, delimiter: string, columns: number, step = Infinity): { text: string; cells: number; flags: number }[] {
  const bytes = Buffer.from(text)
  const rules = scanRules(dialect(delimiter), columns)
  const records: { text: string; cells: number; flags: number }[] = []
  let start = 0
  for (let end = Math.min(step, bytes.length); ; end = Math.min(end + step, bytes.length)) {
    start = scanRecords(bytes, start, end, end === bytes.length, rules, (found) => {
      records.push({ text: bytes.toString('utf8', found.start, found.end), cells: found.cells, flags: found.flags })
    })
    if (end === bytes.length) return records
  }
}

/** The scanner's word on which of three columns are padded, and whether all records came through as written. */
function paddedOf(text: string, step = Infinity): { padded: Uint8Array; kept: boolean } {
  const bytes = Buffer.from(text)
  const rules = scanRules(dialect(','), 3)
  let kept = true
  for (let start = 0, end = Math.min(step, bytes.length); ; end = Math.min(end + step, bytes.length)) {
    start = scanRecords(bytes, start, end, end === bytes.length, rules, ({ flags, cells }) => void (kept &&= flags === 0 && cells === 3))
    if (end === bytes.length) return { padded: rules.padded, kept }
  }
}

const cell = fc.string({ unit: fc.constantFrom('a', '9', '"', ',', ';', '\n', '\r', ' ', '客', "'", '\\'), maxLength: 8 })
const tables = fc.tuple(
  fc.constantFrom(',', ';', '\t', '|'),
  fc
    .integer({ min: 2, max: 5 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 })),
)

describe('the record scanner', () => {
  it('misses no blank at either end of a cell', () => {
    const blank = fc.constantFrom(' ', '\t', '\n', '\r', '\u00a0', '\u3000', '')
    const padded = fc.tuple(blank, fc.constantFrom('', 'a', '客', '"', 'あ', '、', 'â', '\u2000'), blank).map((parts) => parts.join(''))
    const records = fc.array(fc.array(padded, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(records, fc.constantFrom('\n', '\r\n', ''), fc.integer({ min: 1, max: 9 }), (rows, lineBreak, step) => {
        const text = rows.map((cells) => joinRecord(cells, ',')).join(lineBreak || '\n') + lineBreak
        const isPadded = [0, 1, 2].map((column) =>
          rows.some((cells) => /^[ \t\n\r\u00a0\u3000]|[ \t\n\r\u00a0\u3000]$/.test(cells[column]!)),
        )
        const { padded, kept } = paddedOf(text, step)
        expect(kept).toBe(true)
        isPadded.forEach((is, column) => is && expect([column, padded[column]]).toEqual([column, 1]))
      }),
      { numRuns: 500 },
    )
  })

  it('sees no blanks where there are none', () => {
    expect([...paddedOf('a b,,"c ""d"" e"\n客 户,、é,""\r\nあ,à,"x"').padded]).toEqual([0, 0, 0])
  })

  it('gives back every table that was written well', () => {
    fc.assert(
      fc.property(tables, ([delimiter, rows]) => {
        const text = rows.map((cells) => joinRecord(cells, delimiter) + '\n').join('')
        const records = scan(text, delimiter, rows[0]!.length)
        expect(records.map((record) => splitRecord(record.text, dialect(delimiter)))).toEqual(rows)
        expect(records.every((record) => record.flags === 0)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('finds the same records however a text is cut into chunks', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' '), maxLength: 60 })
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9 }), (content, step) => {
        expect(scan(content, ',', 3, step)).toEqual(scan(content, ',', 3))
      }),
      { numRuns: 2000 },
    )
  })

  it('never drops a character that is no line break, whatever the quotes', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' '), maxLength: 60 })
    fc.assert(
      fc.property(text, (content) => {
        expect(
          scan(content, ',', 3)
            .map((record) => record.text)
            .join('')
            .replaceAll('\n', ''),
        ).toBe(content.replaceAll('\n', ''))
      }),
      { numRuns: 2000 },
    )
  })

  it('ends an unclosed record with its line', () => {
    expect(scan('1,2\n3,"4\n5,6\n', ',', 2)).toEqual([
      { text: '1,2', cells: 2, flags: 0 },
      { text: '3,"4', cells: 2, flags: ODD | UNCLOSED },
      { text: '5,6', cells: 2, flags: 0 },
    ])
  })

  it('takes a bare carriage return for an end only where the record is full', () => {
    expect(scan('a,b\rc,d\ne\rf,g\n', ',', 2).map((record) => record.text)).toEqual(['a,b', 'c,d', 'e\rf,g'])
  })
})
