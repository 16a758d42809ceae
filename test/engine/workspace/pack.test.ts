import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { ZipWriter } from '../../../src/engine/export/zip-writer.ts'
import { packWorkspace } from '../../../src/engine/workspace/pack/pack-workspace.ts'
import { unpackWorkspace } from '../../../src/engine/workspace/pack/unpack-workspace.ts'
import { centralHeader, endRecords, localHeader } from '../../../src/engine/workspace/pack/zip-records.ts'
import { workspaceFolder } from '../../../src/engine/workspace/workspace-folder.ts'
import { temporaryFolder } from './open-test-engine.ts'

const text = (length: number, step: number): string =>
  Array.from({ length }, (_, at) => String.fromCharCode(33 + ((at * step) % 90))).join('')

/** A folder with the shape of a workspace; packing looks into no file. */
function workspaceWith(files: Readonly<Record<string, string>>): string {
  const root = join(temporaryFolder(), '销售.helmdeck')
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(root, name, '..'), { recursive: true })
    writeFileSync(join(root, name), content)
  }
  return root
}

const contents = {
  'data.duckdb': text(300_000, 7),
  'sources/ab/block-0.bin': text(70_000, 11),
  'documents/report/季度.json': '{"版本":1}',
  'documents/empty.json': '',
}

const tree = (root: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8')]),
  )

async function packed(files: Readonly<Record<string, string>> = contents): Promise<{ file: string; folder: string }> {
  const root = workspaceWith(files)
  const folder = join(root, '..')
  const file = join(folder, 'sent.helmdeckz')
  await packWorkspace(workspaceFolder(root), file)
  return { file, folder }
}

describe('a packed workspace', () => {
  it('comes back byte for byte, without locks, unfinished uploads, backups and links', async () => {
    const root = workspaceWith({ ...contents, 'lock/owner-000000001.json': '{}', 'incoming/x/original': 'a,b', 'backups/old': 'old' })
    symlinkSync('/etc/hostname', join(root, 'sources/link'))
    const file = join(root, '../sent.helmdeckz')
    const bytes = await packWorkspace(workspaceFolder(root), file)
    expect(bytes).toBe(readFileSync(file).length)
    const target = join(root, '../again.helmdeck')
    await unpackWorkspace(file, target)
    expect(tree(target)).toEqual(contents)
    expect(readdirSync(join(root, '..')).toSorted()).toEqual(['again.helmdeck', 'sent.helmdeckz', '销售.helmdeck'])
  })

  it('comes back from many parts without a word of warning from Node', async () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_none, at) => [`documents/report/${at}.json`, text(400, at + 1)]))
    const { file, folder } = await packed({ ...contents, ...many })
    const warnings: string[] = []
    const hear = (warning: Error): void => void warnings.push(warning.message)
    process.on('warning', hear)
    await unpackWorkspace(file, join(folder, 'again.helmdeck'))
    await new Promise((resolve) => setImmediate(resolve))
    process.off('warning', hear)
    expect(tree(join(folder, 'again.helmdeck'))).toEqual({ ...contents, ...many })
    expect(warnings).toEqual([])
  })

  it('replaces an older file only when it is whole', async () => {
    const { file, folder } = await packed()
    writeFileSync(file, 'older')
    const stop = new AbortController()
    const cancelled = packWorkspace(workspaceFolder(join(folder, '销售.helmdeck')), file, {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    })
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
    expect(readFileSync(file, 'utf8')).toBe('older')
    expect(readdirSync(folder).toSorted()).toEqual(['sent.helmdeckz', '销售.helmdeck'])
  })

  it('never replaces a folder that has something in it', async () => {
    const { file, folder } = await packed()
    mkdirSync(join(folder, 'full.helmdeck'))
    writeFileSync(join(folder, 'full.helmdeck/mine.txt'), 'mine')
    await expect(unpackWorkspace(file, join(folder, 'full.helmdeck'))).rejects.toMatchObject({ code: 'invalid-request' })
    expect(tree(join(folder, 'full.helmdeck'))).toEqual({ 'mine.txt': 'mine' })
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([])
    mkdirSync(join(folder, 'empty.helmdeck'))
    await unpackWorkspace(file, join(folder, 'empty.helmdeck'))
    expect(tree(join(folder, 'empty.helmdeck'))).toEqual(contents)
  })

  it('leaves nothing behind when unpacking is cancelled', async () => {
    const { file, folder } = await packed()
    const stop = new AbortController()
    const options = { signal: stop.signal, onProgress: () => stop.abort() }
    await expect(unpackWorkspace(file, join(folder, 'again.helmdeck'), options)).rejects.toMatchObject({ code: 'cancelled' })
    expect(readdirSync(folder).toSorted()).toEqual(['sent.helmdeckz', '销售.helmdeck'])
  })
})

const manifest = { format: 'helmdeckz', version: 1, schema: 1, name: 'x', engine: '0.1.0' }
const plain = { 'helmdeckz.json': JSON.stringify(manifest), 'data.duckdb': 'data' }

async function zipOf(parts: Readonly<Record<string, string>> | readonly (readonly [string, string])[]): Promise<string> {
  const zip = new ZipWriter()
  for (const [name, content] of Array.isArray(parts) ? parts : Object.entries(parts)) await zip.add(name, [content])
  const file = join(temporaryFolder(), 'foreign.helmdeckz')
  writeFileSync(file, zip.finish())
  return file
}

const attempt = async (file: string): Promise<unknown> => {
  const target = join(file, '../made/x.helmdeck')
  const failure = await unpackWorkspace(file, target).then(
    () => 'unpacked',
    (error: unknown) => error,
  )
  if (failure !== 'unpacked') expect(existsSync(join(file, '../made')) ? readdirSync(join(file, '../made')) : []).toEqual([])
  return failure
}

describe('a foreign file', () => {
  it('is unpacked where it is a workspace packed by another program', async () => {
    expect(await attempt(await zipOf(plain))).toBe('unpacked')
  })

  it.each([
    '../evil.json',
    'documents/../../evil.json',
    '/etc/evil',
    'documents\\..\\..\\evil.json',
    'C:/evil',
    'documents/c:evil.json',
    'documents/',
    'documents//a.json',
    'documents/./a.json',
    'documents/nul.json',
    'documents/a.json.',
    'lock/owner-000000009.json',
    'incoming/a/original',
    'DATA.DUCKDB',
    'readme.txt',
  ])('is refused whole for a part called %j', async (name) => {
    const failure = await attempt(await zipOf({ ...plain, [name]: 'evil' }))
    expect(failure).toMatchObject({ code: 'file-unreadable', details: { file: 'foreign.helmdeckz' } })
  })

  it('is refused for a part that is there twice, as other cases count, too', async () => {
    for (const second of ['documents/a.json', 'documents/A.json']) {
      const failure = await attempt(await zipOf([...Object.entries(plain), ['documents/a.json', '1'], [second, '2']]))
      expect(failure).toMatchObject({ code: 'file-unreadable', details: { reason: `${second} is there twice` } })
    }
  })

  it.each([
    ['a newer format', { ...manifest, version: 2 }, { found: 2, supported: 1 }],
    ['a newer database', { ...manifest, schema: 9999 }, { found: 9999 }],
  ])('is refused as newer for %s', async (_, newer, details) => {
    const failure = await attempt(await zipOf({ ...plain, 'helmdeckz.json': JSON.stringify(newer) }))
    expect(failure).toMatchObject({ code: 'workspace-newer', details })
  })

  it.each([
    ['without a database', { 'helmdeckz.json': JSON.stringify(manifest) }],
    ['without a manifest', { 'data.duckdb': 'data' }],
    ['with a manifest that is none', { ...plain, 'helmdeckz.json': '[]' }],
  ])('is refused %s', async (_, parts) => {
    expect(await attempt(await zipOf(parts))).toMatchObject({ code: 'file-unreadable' })
  })

  it('is refused when it was cut off, changed or never was a pack', async () => {
    const { file } = await packed()
    const bytes = readFileSync(file)
    truncateSync(file, bytes.length - 1)
    expect(await attempt(file)).toMatchObject({ code: 'file-unreadable' })
    const changed = Buffer.from(bytes)
    const middle = Math.floor(bytes.length / 3)
    changed.writeUInt8(changed.readUInt8(middle) ^ 1, middle)
    writeFileSync(file, changed)
    expect(await attempt(file)).toMatchObject({ code: 'file-unreadable' })
    writeFileSync(file, 'no zip at all')
    expect(await attempt(file)).toMatchObject({ code: 'file-unreadable' })
    expect(await attempt(join(file, '../none.helmdeckz'))).toMatchObject({ code: 'file-missing' })
  })

  it('is refused when a part turns out larger than the directory says', async () => {
    const file = await zipOf({ ...plain, 'sources/a': text(5_000, 7) })
    const bytes = readFileSync(file)
    const entry = bytes.lastIndexOf('sources/a') - 46
    expect(bytes.readUInt32LE(entry)).toBe(0x02014b50)
    bytes.writeUInt32LE(4_000, entry + 24)
    writeFileSync(file, bytes)
    expect(await attempt(file)).toMatchObject({ code: 'file-unreadable', details: { reason: 'sources/a is larger than it says' } })
  })

  it('is refused before anything is written when it claims more than the disk has', async () => {
    const parts = Object.entries({ ...plain, 'sources/bomb': '0' })
    const pieces: Buffer[] = []
    const directory: Buffer[] = []
    for (const [name, content] of parts) {
      const packed = deflateRawSync(content)
      const size = name === 'sources/bomb' ? 2 ** 52 : content.length
      const entry = { name, crc: crc32(content), size, packedSize: packed.length, offset: Buffer.concat(pieces).length }
      pieces.push(localHeader(entry), packed)
      directory.push(centralHeader(entry))
    }
    const offset = Buffer.concat(pieces).length
    const file = join(temporaryFolder(), 'bomb.helmdeckz')
    writeFileSync(file, Buffer.concat([...pieces, ...directory, endRecords(parts.length, Buffer.concat(directory).length, offset)]))
    expect(await attempt(file)).toMatchObject({ code: 'disk-full' })
  })

  it('is refused for a link', async () => {
    const file = await zipOf({ ...plain, 'documents/link': '/etc/hostname' })
    const bytes = readFileSync(file)
    const entry = bytes.lastIndexOf('documents/link') - 46
    bytes.writeUInt32LE(0o120_777 * 0x1_00_00, entry + 38)
    writeFileSync(file, bytes)
    expect(await attempt(file)).toMatchObject({ code: 'file-unreadable', details: { reason: 'documents/link is no plain file' } })
  })
})
