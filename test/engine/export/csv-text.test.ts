import { describe, expect, it } from 'vitest'
import { csvText } from '../../../src/engine/export/csv-text.ts'

describe('CSV', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['+cmd|x', "'+cmd|x"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', `"'\r=1"`],
    ['-12.5', '-12.5'],
    ['+8613800000000', '+8613800000000'],
    ['-1e3', '-1e3'],
    ['a=b', 'a=b'],
    ['', ''],
    ['say "hi", ok', '"say ""hi"", ok"'],
    ['two\nlines', '"two\nlines"'],
    ['电子邮件', '电子邮件'],
  ])('writes the text %j so that no spreadsheet runs it', (cell, expected) => {
    expect(csvText([[cell]])).toBe(`${expected}\r\n`)
  })

  it('writes numbers, truth and nothing as they are', () => {
    expect(csvText([[-5, 0.1, true, null, 'x']])).toBe('-5,0.1,true,,x\r\n')
  })
})
