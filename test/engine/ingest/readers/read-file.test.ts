import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as XLSX from 'xlsx'
import { readFile } from '../../../../src/engine/ingest/readers/read-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'helmdeck-read-file-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const workbook = (bookType: XLSX.BookType) => {
  const book = XLSX.utils.book_new()
  XLSX.utils.book_append_sheet(
    book,
    XLSX.utils.aoa_to_sheet([
      ['name', 'amount'],
      ['Ada', 1.5],
      ['Bob', 2],
    ]),
    'Deals',
  )
  return XLSX.write(book, { type: 'buffer', bookType }) as Buffer
}
function encrypted(): Buffer {
  const container = XLSX.CFB.utils.cfb_new()
  XLSX.CFB.utils.cfb_add(container, '/EncryptionInfo', Buffer.from([4, 0, 4, 0]))
  XLSX.CFB.utils.cfb_add(container, '/EncryptedPackage', Buffer.alloc(5000, 7))
  return XLSX.CFB.write(container, { type: 'buffer' }) as Buffer
}
function noise(): Buffer {
  const bytes = Buffer.alloc(4096)
  for (let at = 0, seed = 7; at < bytes.length; at++) bytes[at] = (seed = (seed * 1103515245 + 12345) & 0x7fffffff) >> 16
  return bytes
}
async function read(bytes: Uint8Array | string, name = 'file.csv') {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return await readFile(path, join(folder, 'work'))
}

describe('files that can not be read', () => {
  it.each<[string, string, () => Uint8Array | string]>([
    ['file-empty', 'no bytes', () => ''],
    ['file-empty', 'only blanks and line ends', () => ' \n\t\r\n  \n'],
    ['file-empty', 'only a byte order mark', () => '\ufeff'],
    ['file-empty', 'only commas', () => ',,,\n,,,\n'],
    ['file-binary', 'noise', noise],
    ['file-truncated', 'half a workbook', () => workbook('xlsx').subarray(0, 2000)],
    ['file-truncated', 'a workbook without its last kilobyte', () => workbook('xlsx').subarray(0, -1000)],
    ['file-truncated', 'a workbook with a hole', () => Buffer.concat([workbook('xlsx').subarray(0, 500), workbook('xlsx').subarray(3000)])],
    ['file-encrypted', 'a workbook behind a password', encrypted],
    ['file-unsupported', 'a PDF', () => '%PDF-1.7\n...'],
    ['file-unsupported', 'a PNG', () => Buffer.from('89504e470d0a1a0a', 'hex')],
    ['file-unreadable', 'a workbook with zeros for a stretch of its data', () => workbook('xlsx').fill(0, 600, 800)],
    ['file-unsupported', 'gzip', () => gzipSync('a,b\n1,2\n')],
    ['file-unsupported', 'JSON', () => '[{"name": "Ada"}]'],
    ['file-unsupported', 'a JSON object', () => '{ "records": [] }'],
    ['file-unsupported', 'a web page', () => '<!doctype html><html><body>Log in</body></html>'],
    ['file-unsupported', 'a Word document', () => zipOf('word/document.xml')],
    ['file-unsupported', 'a zip of other things', () => zipOf('holiday.jpg')],
  ])('%s: %s', async (code, _, bytes) => {
    await expect(read(bytes())).rejects.toMatchObject({ code, details: { file: 'file.csv' } })
  })

  it('file-missing, and a folder is no file', async () => {
    await expect(readFile(join(folder, 'gone.csv'), folder)).rejects.toMatchObject({ code: 'file-missing', details: { file: 'gone.csv' } })
    mkdirSync(join(folder, 'sub'))
    await expect(readFile(join(folder, 'sub'), folder)).rejects.toMatchObject({ code: 'file-unreadable' })
  })

  it('never names a folder in its details', async () => {
    await expect(read('')).rejects.toSatisfy((error) => !JSON.stringify(error).includes(folder))
  })
})

function zipOf(name: string): Buffer {
  const container = XLSX.CFB.utils.cfb_new()
  XLSX.CFB.utils.cfb_add(container, `/${name}`, Buffer.from('x'))
  return XLSX.CFB.write(container, { fileType: 'zip', type: 'buffer' })
}

describe('the content decides, not the ending', () => {
  it.each<[XLSX.BookType, string]>([
    ['xlsx', 'deals.csv'],
    ['xlsb', 'deals.xlsx'],
    ['biff8', 'deals.xlsx'],
    ['ods', 'deals.txt'],
    ['xlml', 'deals.xls'],
    ['html', 'deals.xls'],
  ])('%s as %s', async (bookType, name) => {
    const [table] = await read(workbook(bookType), name)
    expect(table!.format).toBe('xlsx')
    expect([table!.headers, table!.sample]).toEqual([
      ['name', 'amount'],
      [
        ['Ada', '1.5'],
        ['Bob', '2'],
      ],
    ])
  })

  it('a text called .xlsx is a text', async () => {
    const [table] = await read('a,b\n1,2\n', 'a.xlsx')
    expect([table!.format, table!.sample]).toEqual(['csv', [['1', '2']]])
  })

  it('a first cell that starts with a bracket is no JSON', async () => {
    expect((await read('[name],b\nx,1\n'))[0]!.headers).toEqual(['[name]', 'b'])
  })
})
