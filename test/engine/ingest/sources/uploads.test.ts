import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Uploads } from '../../../../src/engine/ingest/sources/uploads.ts'

let workspace: string
let uploads: Uploads

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'helmdeck-uploads-'))
  uploads = new Uploads(workspace)
})
afterEach(async () => {
  await uploads.close()
  rmSync(workspace, { recursive: true })
})

const bytes = (text: string) => new TextEncoder().encode(text)
const incoming = () => (existsSync(join(workspace, 'incoming')) ? readdirSync(join(workspace, 'incoming')) : [])

describe('receiving a file', () => {
  it('joins chunks in the order they were sent, even when nobody waits between them', async () => {
    const upload = await uploads.begin('deals.csv', 9)
    await Promise.all(['a,b', '\n1,', '2,3'].map((chunk) => uploads.append(upload, bytes(chunk))))
    const file = await uploads.finish(upload)
    expect(readFileSync(file.path, 'utf8')).toBe('a,b\n1,2,3')
    expect(file).toMatchObject({ name: 'deals.csv', bytes: 9, hash: createHash('sha256').update('a,b\n1,2,3').digest('hex') })
  })

  it('knows the sha-256 of nothing and of abc', async () => {
    const empty = await uploads.finish(await uploads.begin('empty.csv', 0))
    expect(empty.hash).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    const upload = await uploads.begin('abc', null)
    await uploads.append(upload, bytes('abc'))
    expect((await uploads.finish(upload)).hash).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })

  it.each(['../../../etc/passwd', '/etc/passwd', '..\\..\\boot.ini', '..', 'C:\\x\\..\\y', 'a\u0000b', '.'])(
    'never lets the name %j become part of a path',
    async (name) => {
      const file = await uploads.finish(await uploads.begin(name, null))
      expect(file.path).toBe(join(workspace, 'incoming', file.upload, 'original'))
      expect(file.upload).toMatch(/^[0-9a-f]{32}$/)
      expect(['.', '..', '']).not.toContain(file.name)
      expect(['/', '\\', '\0'].filter((character) => file.name.includes(character))).toEqual([])
    },
  )

  it('refuses to finish a file that lacks bytes, and keeps none of it', async () => {
    const upload = await uploads.begin('deals.csv', 10)
    await uploads.append(upload, bytes('12345'))
    await expect(uploads.finish(upload)).rejects.toMatchObject({ code: 'upload-incomplete', details: { expected: 10, received: 5 } })
    expect(incoming()).toEqual([])
  })

  it('refuses more bytes than were announced, and keeps none of them', async () => {
    const upload = await uploads.begin('deals.csv', 3)
    await expect(uploads.append(upload, bytes('12345'))).rejects.toMatchObject({ code: 'upload-incomplete' })
    await expect(uploads.finish(upload)).rejects.toMatchObject({ code: 'upload-incomplete' })
    expect(incoming()).toEqual([])
  })

  it.each(['nobody', '..', '../sources', ''])('answers upload-incomplete for the unknown upload %j', async (upload) => {
    await expect(uploads.append(upload, bytes('x'))).rejects.toMatchObject({ code: 'upload-incomplete' })
    await expect(uploads.finish(upload)).rejects.toMatchObject({ code: 'upload-incomplete' })
    expect(() => uploads.file(upload)).toThrow(expect.objectContaining({ code: 'upload-incomplete' }))
  })

  it('removes everything when an upload is discarded, finished or not', async () => {
    const unfinished = await uploads.begin('a.csv', null)
    await uploads.append(unfinished, bytes('x'))
    const finished = await uploads.finish(await uploads.begin('b.csv', 0))
    await uploads.discard(unfinished)
    await uploads.discard(finished.upload)
    await uploads.discard('never-there')
    expect(incoming()).toEqual([])
  })

  it('sweeps what a dead process left, and nothing of its own', async () => {
    mkdirSync(join(workspace, 'incoming', 'dead'), { recursive: true })
    writeFileSync(join(workspace, 'incoming', 'dead', 'original'), 'half a fi')
    const mine = await uploads.begin('mine.csv', null)
    await uploads.sweep()
    expect(incoming()).toEqual([mine])
  })

  it('sweeps a workspace that never received anything', async () => {
    await uploads.sweep()
    expect(incoming()).toEqual([])
  })
})
