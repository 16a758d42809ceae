import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HelmdeckError } from '../../../src/contract/errors.ts'
import { errorText } from '../../../src/contract/error-text.ts'
import { parseFormula } from '../../../src/engine/formula/parse.ts'
import { printFormula } from '../../../src/engine/formula/print.ts'
import { anyTree, bare } from './random-formula.ts'

/** What a formula is refused with. */
function refusal(text: string): HelmdeckError['details'] & { milliseconds: number } {
  const started = performance.now()
  try {
    parseFormula(text)
  } catch (error) {
    if (error instanceof HelmdeckError && error.code === 'invalid-formula')
      return { ...error.details, milliseconds: performance.now() - started }
    throw error
  }
  throw new Error(`${text.slice(0, 60)} was read`)
}

describe('a formula', () => {
  it('printed and read again is the same tree, whatever the tree', () => {
    fc.assert(
      fc.property(anyTree, (tree) => {
        const text = printFormula(tree)
        expect(bare(parseFormula(text))).toEqual(bare(tree))
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['1 + 2 * 3', '1 + 2 * 3'],
    ['(1 + 2) * 3', '(1 + 2) * 3'],
    ['1 - 2 - 3', '1 - 2 - 3'],
    ['1 - (2 - 3)', '1 - (2 - 3)'],
    ['not [a] = 1 and [b] = 2 or [c] = 3', 'not [a] = 1 and [b] = 2 or [c] = 3'],
    ['[a] between 1 and 2 and [b] in ("x", -5)', '[a] between 1 and 2 and [b] in ("x", -5)'],
    ['[a] NOT IN (1,2)', '[a] not in (1, 2)'],
    ['IF([a]>1,"多","少")', 'if([a] > 1, "多", "少")'],
    ['if（[赢单金额]≥1，“多”，"少"）', 'if([赢单金额] >= 1, "多", "少")'],
    ['min([a], 3)', 'least([a], 3)'],
    ['sum([a] where [b] != 1 by [c])', 'sum([a] where [b] <> 1 by [c])'],
    ['"say ""hi"""', '"say ""hi"""'],
    ['[a]]b]', '[a]]b]'],
    ['--1', '-(-1)'],
  ])('%s is %s', (text, printed) => expect(printFormula(parseFormula(text))).toBe(printed))

  it.each([
    ['', 'ends-early', 0, []],
    ['1 +', 'ends-early', 3, []],
    ['summ([a])', 'unknown-function', 0, ['sum']],
    ['sum([a] were [b] = 1)', 'expected', 8, []],
    ['[a', 'unclosed-name', 0, [']']],
    ['"a', 'unclosed-text', 0, ['"']],
    ["'a'", 'unexpected-character', 0, ['"']],
    ['1 < 2 < 3', 'chained-comparison', 6, ['and']],
    ['won_value / 2', 'bare-word', 0, ['[won_value]']],
    ['赢单金额 / 2', 'unexpected-character', 0, ['[赢单金额]']],
    ['ｓｕｍ([a])', 'unexpected-character', 0, ['sum']],
    ['date("2026-02-30")', 'no-such-day', 5, ['"2026-01-31"']],
    ['[a] in ([b])', 'expected', 8, []],
    ['1234567890123456', 'bad-number', 0, []],
    ['1.2.3', 'bad-number', 0, []],
    ['2x', 'bad-number', 0, []],
    ['"a\u0000b"', 'unexpected-character', 2, []],
    ['[a] = {b}', 'unexpected-character', 6, ['[']],
  ])('%j is refused with %s at %i', (text, reason, position, meant) => {
    const details = refusal(text)
    expect(details).toMatchObject({ reason, position })
    expect(details['didYouMean'] ?? []).toEqual(expect.arrayContaining(meant))
    for (const sentence of Object.values(errorText('invalid-formula', details))) expect(sentence).not.toMatch(/undefined|null| {2}|\(\)|""/)
  })

  it.each([
    "read_text('/etc/passwd')",
    'read_text("/etc/passwd")',
    'COPY (SELECT 1) TO "x"',
    "ATTACH 'x.duckdb'",
    'PRAGMA database_list',
    '1; drop table mart.lead',
    '1 -- comment',
    '1 /* comment */ + 1',
    '(select 1)',
    'select * from mart.lead',
    'getenv("HOME")',
    'query("select 1")',
    '$p0',
    '1::varchar',
    "1' or '1'='1",
    'ѕum([a])',
    'sum\u200b([a])',
    'with recursive t as (select 1) select * from t',
    '[a]::json',
    'array[1]',
    'lambda x: x',
    '"a" || "b"',
    '1 % 2',
    '`a`',
    '@a',
    '\\',
  ])('%j is refused', (text) => expect(refusal(text)['reason']).toMatch(/^[a-z-]+$/))

  it.each([
    ['100 000 brackets', '('.repeat(100_000)],
    ['a bracket 9 000 levels deep', `${'('.repeat(4500)}1${')'.repeat(4500)}`],
    ['minus after minus', `${'-'.repeat(9000)}1`],
    ['not after not', `${'not '.repeat(2400)}true`],
    ['a chain of sums', `1${'+1'.repeat(4000)}`],
    ['a megabyte of text', `"${'x'.repeat(1_000_000)}"`],
    ['a megabyte of names', '[a]+'.repeat(250_000)],
    ['functions in functions', `${'abs('.repeat(2000)}1${')'.repeat(2000)}`],
    ['an endless name', `[${'x'.repeat(9990)}`],
    ['an endless word', 'x'.repeat(9999)],
    ['open quotes', '"'.repeat(9999)],
  ])('%s ends at once', (_, text) => {
    const { milliseconds, reason, near } = refusal(text)
    expect(['too-long', 'too-deep', 'unclosed-name', 'unclosed-text', 'bare-word', 'expected']).toContain(reason)
    expect(String(near ?? '').length).toBeLessThanOrEqual(60)
    expect(milliseconds).toBeLessThan(500)
  })

  it('of any characters is read or refused with a place in the text', () => {
    const pieces = fc.constantFrom(
      'sum(',
      '[',
      ']',
      '"',
      '(',
      ')',
      ',',
      ' where ',
      ' by ',
      'and',
      'not ',
      'in',
      'between',
      '-',
      '1',
      '.',
      'date(',
      '=',
      'if(',
      '\u0000',
      '💥',
      '\ud800',
      '“',
      '（',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 60 }),
          fc.array(pieces, { maxLength: 30 }).map((list) => list.join('')),
        ),
        (text) => {
          try {
            parseFormula(text)
          } catch (error) {
            if (!(error instanceof HelmdeckError) || error.code !== 'invalid-formula') throw error
            const { position, length } = error.details
            expect(position).toBeGreaterThanOrEqual(0)
            expect(Number(position) + Number(length)).toBeLessThanOrEqual(text.length)
          }
        },
      ),
      { numRuns: 800 },
    )
  })
})
