import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readFile } from '../../../../src/engine/ingest/readers/read-file.ts'
import type { ReadOverrides, TableSource } from '../../../../src/engine/ingest/readers/table-source.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'helmdeck-read-csv-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function read(content: string | Uint8Array, overrides?: ReadOverrides): Promise<TableSource> {
  const path = join(folder, 'file.csv')
  writeFileSync(path, content)
  const [table] = await readFile(path, join(folder, 'work'), overrides)
  return table!
}
const rendition = (table: TableSource) => readFileSync(table.rendition.path, 'utf8')
const problems = (table: TableSource) => Object.fromEntries(table.problems.map((problem) => [problem.code, problem.count]))

describe('encodings', () => {
  const text = '客户,金额\n张三,10\n李四,20\n'
  const rows = [
    ['张三', '10'],
    ['李四', '20'],
  ]
  const gbk = Buffer.from('bfcdbba72cbdf0b6ee0ad5c5c8fd2c31300ac0eecbc42c32300a', 'hex')
  const big5 = Buffer.from('abc8a4e12caaf7c3420ab169a4542c31300aa7f5a57c2c32300a', 'hex')
  const swapped = Buffer.from(text, 'utf16le').swap16()

  it.each<[string, Buffer]>([
    ['utf-8', Buffer.from(text)],
    ['utf-8-bom', Buffer.from('\ufeff' + text)],
    ['utf-16le', Buffer.from('\ufeff' + text, 'utf16le')],
    ['utf-16le', Buffer.from(text, 'utf16le')],
    ['utf-16be', Buffer.concat([Buffer.from([0xfe, 0xff]), swapped])],
    ['gb18030', gbk],
  ])('%s is recognised and read', async (encoding, bytes) => {
    const table = await read(bytes)
    expect(table.encoding).toBe(encoding)
    expect(table.headers).toEqual(['客户', '金额'])
    expect(table.sample).toEqual(rows)
    expect(rendition(table)).toBe('$row,客户,金额\n1,张三,10\n2,李四,20\n')
  })

  it('Big5 is recognised and read', async () => {
    const table = await read(big5)
    expect([table.encoding, ...table.headers]).toEqual(['big5', '客戶', '金額'])
    expect(table.sample).toEqual([
      ['張三', '10'],
      ['李四', '20'],
    ])
  })

  it('windows-1252 is recognised by its accents', async () => {
    const table = await read(Buffer.from('name,city\nJosé,Málaga\nZoë,Köln\n', 'latin1'))
    expect(table.encoding).toBe('windows-1252')
    expect(table.sample).toEqual([
      ['José', 'Málaga'],
      ['Zoë', 'Köln'],
    ])
  })

  it('a UTF-8 character is not torn by a border of 4 MiB, 64 KiB or the file', async () => {
    const line = '客户,1\n'
    const bytes = Buffer.concat([Buffer.from('n,v\nx' + line.slice(1)), Buffer.alloc(Buffer.byteLength(line) * 700_000, line)])
    const table = await read(bytes)
    expect(table.encoding).toBe('utf-8')
    expect(table.counts).toMatchObject({ rows: 700_001, loadable: 700_001 })
  })

  it('a foreign byte far behind the head is still seen', async () => {
    const table = await read(Buffer.concat([Buffer.from('name,v\n' + 'plain,1\n'.repeat(200_000)), Buffer.from('caf\xe9,2\n', 'latin1')]))
    expect(table.encoding).toBe('windows-1252')
    expect(table.counts.loadable).toBe(200_001)
  })

  it('rows with undecodable bytes in a UTF-8 file are quarantined with their number, the others stay', async () => {
    const good = Array.from({ length: 20 }, (_, n) => `客户${n},${n}\n`).join('')
    const table = await read(
      Buffer.concat([Buffer.from('name,v\n' + good), Buffer.from([0xe5, 0xae, 0x2c, 0x31, 0x0a]), Buffer.from('最后,9\n')]),
    )
    expect(table.encoding).toBe('utf-8')
    expect(table.counts).toMatchObject({ rows: 22, loadable: 21, rejected: 1 })
    expect(readFileSync(table.rejects.path, 'utf8')).toContain('21,undecodable,2')
  })

  it('Shift JIS is refused, with the place where it starts', async () => {
    await expect(read(Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0x83, 0x65, 0x83, 0x58, 0x83, 0x67, 0x2c, 0x31, 0x0a]))).rejects.toMatchObject({
      code: 'file-encoding',
      details: { position: 4, encoding: 'shift_jis' },
    })
  })

  it('a person can overrule the guess, but not with a name nobody knows', async () => {
    expect((await read(gbk, { encoding: 'GBK' })).encoding).toBe('gb18030')
    expect((await read(Buffer.from('a,b\nx,1\n'), { encoding: 'windows-1252' })).encoding).toBe('windows-1252')
    await expect(read('a,b\n', { encoding: 'klingon' })).rejects.toMatchObject({ code: 'file-encoding' })
  })
})

describe('dialects', () => {
  it.each([[','], [';'], ['\t'], ['|']])('finds the delimiter %j, other delimiters inside values notwithstanding', async (delimiter) => {
    const lines = [
      ['name', 'note', 'amount'],
      ['Ada', '"a, b; c | d\te"', '1'],
      ['Bob', '"x ""y"" z"', '2'],
    ].map((cells) => cells.join(delimiter))
    const table = await read(lines.join('\r\n') + '\r\n')
    expect(table.dialect.delimiter).toBe(delimiter)
    expect(table.sample).toEqual([
      ['Ada', 'a, b; c | d\te', '1'],
      ['Bob', 'x "y" z', '2'],
    ])
  })

  it('is not misled by decimal commas', async () => {
    const table = await read('name;price;share\nAda;1,50;0,2\nBob;2,75;0,4\nEve;3,00;0,4\n')
    expect(table.dialect.delimiter).toBe(';')
    expect(table.sample[0]).toEqual(['Ada', '1,50', '0,2'])
  })

  it('obeys sep=; and does not take it for data', async () => {
    const table = await read('sep=;\na;b\n1,5;2\n')
    expect([table.headers, table.sample]).toEqual([['a', 'b'], [['1,5', '2']]])
  })

  it('reads cells in apostrophes and with backslash escapes, and writes them with plain quotes', async () => {
    const single = await read("id,name\n'1','a, b'\n'2','c, d'\n")
    expect(single.sample).toEqual([
      ['1', 'a, b'],
      ['2', 'c, d'],
    ])
    expect(rendition(single)).toBe('$row,id,name\n1,1,"a, b"\n2,2,"c, d"\n')
    const escaped = await read('id,name\n1,"say \\"hi\\", now"\n2,"bye, \\"bye\\""\n')
    expect(escaped.sample).toEqual([
      ['1', 'say "hi", now'],
      ['2', 'bye, "bye"'],
    ])
  })

  it('keeps line breaks inside cells and counts records, not lines', async () => {
    const table = await read('id,note\n1,"two\nlines"\n2,"three\r\nmore\r\nlines"\n3,one\n')
    expect(table.counts).toMatchObject({ rows: 3, loadable: 3 })
    expect(table.sample).toEqual([
      ['1', 'two\nlines'],
      ['2', 'three\r\nmore\r\nlines'],
      ['3', 'one'],
    ])
  })

  it.each([['\n'], ['\r\n'], ['\r']])('reads line ends %j, with or without the last', async (end) => {
    for (const last of [end, ''])
      expect((await read(['a,b', '1,2', '3,4'].join(end) + last)).sample).toEqual([
        ['1', '2'],
        ['3', '4'],
      ])
  })

  it('keeps a quote inside a bare cell and tidies it', async () => {
    const table = await read('item,size\npipe,5"\nrod,7"\n"he said "yes" twice",1\n')
    expect(table.sample).toEqual([
      ['pipe', '5"'],
      ['rod', '7"'],
      ['he said "yes" twice', '1'],
    ])
    expect(rendition(table)).toContain('1,pipe,"5"""\n')
  })

  it('quarantines the line whose quote never closes, and goes on behind it', async () => {
    const rows = Array.from({ length: 50 }, (_, n) => `${n},x\n`).join('')
    const table = await read(`id,note\n${rows}99,"open\n100,y\n101,z\n`)
    expect(table.counts).toMatchObject({ rows: 53, loadable: 52, rejected: 1 })
    expect(readFileSync(table.rejects.path, 'utf8')).toBe('row,reason,cells,original\n51,unclosed-quote,2,"99,""open"\n')
  })
})

describe('headers', () => {
  it('finds the header below title and blank lines', async () => {
    const table = await read('Sales report\nJanuary 2024\n\nname,amount,city\nAda,1,Bonn\nBob,2,Kiel\n')
    expect(table.headers).toEqual(['name', 'amount', 'city'])
    expect(table.dialect.headerRecord).toBe(4)
    expect(table.problems[0]).toMatchObject({ code: 'title-lines', count: 2, examples: ['Sales report', 'January 2024'] })
  })

  it('renames repeated and empty headers, whatever their case, and says so', async () => {
    const table = await read('Amount,amount, ,Amount (2),AMOUNT\n1,2,3,4,5\n')
    expect(table.headers).toEqual(['Amount', 'amount (3)', 'column 3', 'Amount (2)', 'AMOUNT (4)'])
    expect(problems(table)).toEqual({ 'header-duplicate': 2, 'header-empty': 1 })
  })

  it('trims blanks, a byte order mark and line breaks out of headers', async () => {
    expect((await read('\ufeff name ,"two\nlines"\nx,1\n')).headers).toEqual(['name', 'two lines'])
  })

  it('numbers the columns of a file without a header and loses no row', async () => {
    const table = await read('1,2024-01-05,Ada\n2,2024-01-06,Bob\n3,2024-01-07,Eve\n')
    expect(table.headers).toEqual(['column 1', 'column 2', 'column 3'])
    expect(table.counts.loadable).toBe(3)
    expect(problems(table)).toEqual({ 'header-missing': 1 })
  })

  it('lets a person say where the header is', async () => {
    const content = 'a,b\nc,d\ne,f\n'
    expect((await read(content, { headerRow: 2 })).headers).toEqual(['c', 'd'])
    expect((await read(content, { headerRow: 0 })).counts.loadable).toBe(3)
  })

  it('leaves out trailing columns that are empty throughout', async () => {
    const table = await read('a,b,,\n1,2,,\n3,4,,\n')
    expect([table.headers, table.sample]).toEqual([
      ['a', 'b'],
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ])
    expect(rendition(table)).toBe('$row,a,b\n1,1,2\n2,3,4\n')
  })

  it('lists a table that has a header and nothing else', async () => {
    const table = await read('name,amount\n')
    expect([table.headers, table.counts.rows, table.fault?.code]).toEqual([['name', 'amount'], 0, 'file-header-only'])
  })
})

describe('rows', () => {
  it('leaves out the footer of a Salesforce report, and reports it', async () => {
    const footer =
      '\n\n"Open deals"\n"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n"Confidential Information - Do Not Distribute"\n"Generated By:  Ada  1/5/2024"\n"Acme"\n'
    const table = await read(`"Name","Amount"\n"Deal A","10"\n"Deal B","20"\n"Grand Totals (2 records)"\n${footer}`)
    expect(table.counts).toEqual({ rows: 10, loadable: 2, blank: 2, footer: 6, rejected: 0 })
    expect(table.problems.find((problem) => problem.code === 'rows-footer')?.examples[0]).toBe('"Grand Totals (2 records)"')
  })

  it('leaves out a last row of totals, and reports it', async () => {
    const table = await read('name,city,amount\nAda,Bonn,1\nBob,Kiel,2\n合计,,3\n')
    expect(table.counts).toMatchObject({ loadable: 2, footer: 1 })
    expect(problems(table)).toEqual({ 'rows-total': 1 })
  })

  it('keeps a customer called Total and a row of one filled cell', async () => {
    expect((await read('name,city\nTotal,Paris\nBP,London\n')).counts.loadable).toBe(2)
    expect((await read('name,city\nBP,London\nTotal,Paris\n')).counts.loadable).toBe(2)
    expect((await read('name,city,note\nBP,London,x\nShell,,\n')).counts.loadable).toBe(2)
  })

  it('quarantines rows with too many or too few cells, with their numbers and their text', async () => {
    const table = await read('a,b,c\n1,2,3\n4,5\n6,7,8,9\n\n10,11,12\n13,14,15\n')
    expect(table.counts).toEqual({ rows: 6, loadable: 3, blank: 1, footer: 0, rejected: 2 })
    expect(readFileSync(table.rejects.path, 'utf8')).toBe(
      'row,reason,cells,original\n2,too-few-cells,2,"4,5"\n3,too-many-cells,4,"6,7,8,9"\n',
    )
    expect(rendition(table)).toBe('$row,a,b,c\n1,1,2,3\n5,10,11,12\n6,13,14,15\n')
  })

  it('accepts extra cells that are empty', async () => {
    expect((await read('a,b\n1,2,,\n3,4\n5,6\n')).counts).toMatchObject({ loadable: 3, rejected: 0 })
  })

  it('fills up rows where the file leaves out last cells throughout', async () => {
    const table = await read('a,b,c\n1,2\n3,4\n5,6\n')
    expect(rendition(table)).toBe('$row,a,b,c\n1,1,2,\n2,3,4,\n3,5,6,\n')
    expect(problems(table)).toEqual({ 'rows-padded': 3 })
  })

  it('quarantines a row with a NUL and keeps the others', async () => {
    const table = await read('a,b\nx,1\ny\0,2\nz,3\n')
    expect(table.counts).toMatchObject({ loadable: 2, rejected: 1 })
  })

  it('spreads the sample over the whole file', async () => {
    const table = await read('n,v\n' + Array.from({ length: 50_000 }, (_, n) => `${n},x\n`).join(''))
    const numbers = table.sample.map((cells) => Number(cells[0]))
    expect(numbers.length).toBeLessThanOrEqual(1000)
    expect(numbers.length).toBeGreaterThan(900)
    expect(numbers.slice(0, 300)).toEqual(Array.from({ length: 300 }, (_, n) => n))
    expect(numbers.filter((n) => n >= 25_000).length).toBeGreaterThan(250)
    expect(Math.max(...numbers)).toBeGreaterThan(49_500)
    expect([...numbers].sort((a, b) => a - b)).toEqual(numbers)
  })

  it('stops when it is cancelled', async () => {
    const path = join(folder, 'file.csv')
    writeFileSync(path, 'a,b\n1,2\n')
    await expect(readFile(path, folder, undefined, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
  })
})
