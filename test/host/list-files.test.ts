import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listFiles } from '../../src/host/list-files.ts'
import { temporaryFolder } from '../engine/workspace/open-test-engine.ts'

function write(folder: string, ...names: string[]): void {
  for (const name of names) writeFileSync(join(folder, name), 'a,b\n1,2\n')
}

describe('the files of an import', () => {
  it('are those of a folder and its subfolders, by name; the rest is passed over', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'more', '.git'), { recursive: true })
    write(folder, 'b.csv', 'A.XLSX', '.hidden.csv', 'README.md', 'more/c.tsv', 'more/.git/x.csv', 'more/picture.png', '商机.csv')
    const list = await listFiles([folder])
    expect(list.files.map(({ name, bytes, inFolder }) => [name, bytes, inFolder])).toEqual([
      ['A.XLSX', 8, true],
      ['b.csv', 8, true],
      ['more/c.tsv', 8, true],
      ['商机.csv', 8, true],
    ])
    expect(list.skipped).toEqual(['.hidden.csv', 'README.md', 'more/.git', 'more/picture.png'])
    expect(list.refused).toEqual([])
  })

  it('are refused where they are named and cannot be read, and the others stay', async () => {
    const folder = temporaryFolder()
    write(folder, 'ok.csv', 'letter.pdf', 'plain')
    const list = await listFiles(['ok.csv', 'letter.pdf', 'plain', 'gone.csv', 'ok.csv/inside.csv'].map((name) => join(folder, name)))
    expect(list.files.map(({ name }) => name)).toEqual(['ok.csv', 'plain'])
    expect(list.refused).toEqual([
      { name: 'letter.pdf', code: 'file-unsupported', format: 'pdf' },
      { name: 'gone.csv', code: 'file-missing', format: null },
      { name: 'inside.csv', code: 'file-missing', format: null },
    ])
  })

  it('are not looked for behind links out of the folder', async () => {
    const [folder, elsewhere] = [temporaryFolder(), temporaryFolder()]
    write(elsewhere, 'secret.csv')
    symlinkSync(elsewhere, join(folder, 'link'))
    expect(await listFiles([folder])).toEqual({ files: [], skipped: ['link'], refused: [] })
  })
})
