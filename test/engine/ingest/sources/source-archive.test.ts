import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readCsv } from '../../../../src/engine/ingest/readers/read-csv.ts'
import { SourceArchive } from '../../../../src/engine/ingest/sources/source-archive.ts'

let workspace: string
let archive: SourceArchive

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'helmdeck-archive-'))
  archive = new SourceArchive(workspace)
})
afterEach(() => rmSync(workspace, { recursive: true }))

async function keep(bytes: Uint8Array, overrides = {}) {
  const path = join(workspace, 'file')
  writeFileSync(path, bytes)
  const hash = createHash('sha256').update(bytes).digest('hex')
  const table = await readCsv({ path, name: 'file.csv', hash, bytes: bytes.length, workFolder: workspace, overrides }, {})
  return { hash, table, outcome: await archive.keep({ hash, name: 'file.csv', path }, [table]) }
}

/** Rows with a quoted line break in every 7th, so that lines and records differ; row n holds n and its square. */
function squares(rows: number): string {
  let text = 'n,square,note\r\n'
  for (let n = 1; n <= rows; n++) text += `${n},${n * n},${n % 7 === 0 ? `"line\nbreak ""${n}"""` : `客户${n}`}\r\n`
  return text
}

describe('the archive of sources', () => {
  it('gives any row back as it came, quoted line breaks included', async () => {
    const { hash } = await keep(Buffer.from(squares(5000)))
    for (const n of [1, 2, 7, 63, 64, 65, 128, 129, 4998, 4999, 5000]) {
      const row = await archive.readSourceRow({ hash, sheet: null, row: n })
      const note = n % 7 === 0 ? `line\nbreak "${n}"` : `客户${n}`
      expect(row).toEqual({
        headers: ['n', 'square', 'note'],
        cells: [String(n), String(n * n), note],
        original: n % 7 === 0 ? `${n},${n * n},"line\nbreak ""${n}"""` : `${n},${n * n},${note}`,
      })
    }
  })

  it('gives the very bytes back, over block borders, and takes less room than they do', async () => {
    const bytes = Buffer.from(squares(90_000))
    expect(bytes.length).toBeGreaterThan(2 << 20)
    const { hash } = await keep(bytes)
    expect((await archive.readOriginal(hash)).equals(bytes)).toBe(true)
    const middle = (1 << 20) - 10
    expect((await archive.readOriginal(hash, middle, middle + 20)).equals(bytes.subarray(middle, middle + 20))).toBe(true)
    expect(statSync(join(workspace, 'sources', hash, 'original.blocks')).size).toBeLessThan(bytes.length / 2)
    expect((await archive.readSourceRow({ hash, sheet: null, row: 90_000 })).cells[1]).toBe('8100000000')
  })

  it('keeps the bytes of a GB18030 file and shows its rows in readable text', async () => {
    const bytes = Buffer.from([0xbf, 0xcd, 0xbb, 0xa7, 0x2c, 0xbd, 0xf0, 0xb6, 0xee, 0x0a, 0xd5, 0xc5, 0xc8, 0xfd, 0x2c, 0x31, 0x30, 0x0a])
    const { hash, table } = await keep(bytes)
    expect(table.encoding).toBe('gb18030')
    expect((await archive.readOriginal(hash)).equals(bytes)).toBe(true)
    expect(await archive.readSourceRow({ hash, sheet: null, row: 1 })).toEqual({
      headers: ['客户', '金额'],
      cells: ['张三', '10'],
      original: '张三,10',
    })
  })

  it('shows rejected rows by their number as well', async () => {
    const { hash, table } = await keep(Buffer.from('a,b\n1,2\n3,4,5\n6,7\n'))
    expect(table.counts).toMatchObject({ rows: 3, loadable: 2, rejected: 1 })
    expect((await archive.readSourceRow({ hash, sheet: null, row: 2 })).original).toBe('3,4,5')
    expect((await archive.readSourceRow({ hash, sheet: null, row: 3 })).cells).toEqual(['6', '7'])
  })

  it('stores the same bytes once', async () => {
    const first = await keep(Buffer.from(squares(10)))
    const files = readdirSync(join(workspace, 'sources', first.hash))
    const second = await keep(Buffer.from(squares(10)))
    expect([first.outcome, second.outcome]).toEqual(['kept', 'already-kept'])
    expect(readdirSync(join(workspace, 'sources'))).toEqual([first.hash])
    expect(readdirSync(join(workspace, 'sources', first.hash))).toEqual(files)
  })

  it('counts rows anew when the same bytes are read with another header row', async () => {
    const bytes = Buffer.from('Report\nname,amount\nAda,1\nBob,2\n')
    const { hash } = await keep(bytes)
    expect((await archive.readSourceRow({ hash, sheet: null, row: 1 })).cells).toEqual(['Ada', '1'])
    await keep(bytes, { headerRow: 3 })
    expect(await archive.readSourceRow({ hash, sheet: null, row: 1 })).toEqual({
      headers: ['Ada', '1'],
      cells: ['Bob', '2'],
      original: 'Bob,2',
    })
  })

  it('can keep bytes uncompressed', async () => {
    archive = new SourceArchive(workspace, { compress: false })
    const bytes = Buffer.from(squares(100))
    const { hash } = await keep(bytes)
    expect(statSync(join(workspace, 'sources', hash, 'original.blocks')).size).toBe(bytes.length)
    expect((await archive.readSourceRow({ hash, sheet: null, row: 100 })).cells[1]).toBe('10000')
  })

  it('leaves nothing of a file whose keeping failed, and sweeps what a kill left', async () => {
    const hash = 'a'.repeat(64)
    await expect(archive.keep({ hash, name: 'gone.csv', path: join(workspace, 'gone.csv') }, [])).rejects.toThrow(/ENOENT/)
    expect(readdirSync(join(workspace, 'sources'))).toEqual([])
    mkdirSync(join(workspace, 'sources', '.new-dead'))
    await archive.sweep(() => false)
    expect(readdirSync(join(workspace, 'sources'))).toEqual([])
    expect(await archive.has(hash)).toBe(false)
  })

  it('never takes a path for a hash', async () => {
    await expect(archive.readSourceRow({ hash: '../../etc', sheet: null, row: 1 })).rejects.toThrow('not a sha-256')
  })
})

describe('what a kill between keeping a file and committing its load left', () => {
  it('is removed where no load names it, and stays for good where one does or once did', async () => {
    const first = await keep(Buffer.from('id,n\na,1\n'))
    const second = await keep(Buffer.from('id,n\nb,2\n'))
    const settled = await keep(Buffer.from('id,n\nc,3\n'))
    await archive.settle(settled.hash)
    await archive.sweep((hash) => hash === second.hash)
    expect([await archive.has(first.hash), await archive.has(second.hash), await archive.has(settled.hash)]).toEqual([false, true, true])
    await archive.sweep(() => false)
    expect(await archive.entries()).toEqual([second.hash, settled.hash].sort())
  })
})
