import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createDocumentStore } from '../../../src/engine/workspace/document-store.ts'
import { imageHandlers, imageType, sweepImages } from '../../../src/engine/workspace/images.ts'
import { temporaryFolder } from './open-test-engine.ts'

// The smallest PNG there is: one pixel.
const png = Uint8Array.from(
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64'),
)
const text = (given: string) => new TextEncoder().encode(given.padEnd(40))
const context = { signal: { aborted: false } } as never

describe('a picture of one’s own', () => {
  it('is kept under the hash of its bytes, once, and read back as it came', async () => {
    const folder = temporaryFolder()
    const images = imageHandlers(folder)
    const { image } = await images.put({ name: '', bytes: png }, context)
    expect(image).toMatch(/^[0-9a-f]{64}$/)
    expect(await images.put({ name: '', bytes: png }, context)).toEqual({ image })
    expect(readdirSync(join(folder, 'images'))).toEqual([image])
    const read = await images.read({ image }, context)
    expect(read.type).toBe('image/png')
    expect([...read.bytes]).toEqual([...png])
  })

  it.each([
    ['an SVG', text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['a page', text('<!doctype html>')],
    ['a GIF', text('GIF89a')],
    ['nothing', new Uint8Array(0)],
    ['the head of a PNG alone', png.slice(0, 8)],
  ])('is refused when it is %s', async (_what, bytes) => {
    const folder = temporaryFolder()
    await expect(imageHandlers(folder).put({ name: '', bytes }, context)).rejects.toMatchObject({
      code: 'image-refused',
      details: { reason: 'no-image' },
    })
    expect(readdirSync(folder)).toEqual([])
  })

  it('is refused above 2 MB and taken at 2 MB', async () => {
    const of = (length: number) => {
      const bytes = new Uint8Array(length)
      bytes.set(png)
      return bytes
    }
    const images = imageHandlers(temporaryFolder())
    await expect(images.put({ name: '', bytes: of(2 * 1024 * 1024 + 1) }, context)).rejects.toMatchObject({
      details: { reason: 'too-large' },
    })
    expect((await images.put({ name: '', bytes: of(2 * 1024 * 1024) }, context)).image).toHaveLength(64)
  })

  it('is missing where its file is, or holds something else', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'images'))
    writeFileSync(join(folder, 'images', 'a'.repeat(64)), '<svg/>')
    for (const image of ['a'.repeat(64), 'b'.repeat(64)])
      await expect(imageHandlers(folder).read({ image }, context)).rejects.toMatchObject({ code: 'document-missing' })
  })

  it('is a JPEG where it begins like one', () => {
    expect(imageType(Uint8Array.from([0xff, 0xd8, 0xff, ...Array.from({ length: 20 }, () => 0)]))).toBe('image/jpeg')
  })
})

describe('a picture that nothing names any more', () => {
  const hash = (letter: string) => letter.repeat(64)
  const kind = 'cockpit'
  const showing = (...images: string[]) => ({
    version: 1,
    title: { zh: '', en: '' },
    filters: [],
    tabs: [],
    tiles: images.map((image, place) => ({
      id: `t${place}`,
      kind: 'image',
      title: { zh: '', en: '' },
      image,
      layout: { x: 0, y: place, w: 1, h: 1 },
    })),
  })

  it('goes after 30 days; those of a document, of its versions and of the trash stay', async () => {
    const folder = temporaryFolder()
    const then = new Date('2026-03-01T12:00:00Z')
    mkdirSync(join(folder, 'images'))
    for (const letter of ['a', 'b', 'c', 'd', 'e']) {
      const file = join(folder, 'images', hash(letter))
      writeFileSync(file, png)
      const day = letter === 'e' ? new Date('2026-04-20T12:00:00Z') : then
      utimesSync(file, day, day)
    }
    const store = createDocumentStore(folder, () => new Date('2026-04-25T12:00:00Z'))
    await store.save(kind, 'one', showing(hash('a'), hash('b')), null)
    await store.save(kind, 'one', showing(hash('a')), 1)
    await store.save(kind, 'two', showing(hash('c')), null)
    await store.remove(kind, 'two')
    const left = () => readdirSync(join(folder, 'images')).map((name) => name.slice(0, 1))
    // 1 March + 30 days is 31 March to the hour: not yet.
    await sweepImages(folder, new Date('2026-03-31T12:00:00Z'))
    expect(left()).toEqual(['a', 'b', 'c', 'd', 'e'])
    await sweepImages(folder, new Date('2026-05-01T12:00:00Z'))
    expect(left()).toEqual(['a', 'b', 'c', 'e'])
    await sweepImages(folder, new Date('2026-06-01T12:00:00Z'))
    expect(left()).toEqual(['a', 'b', 'c'])
    await sweepImages(join(folder, 'nowhere'), then)
  })
})
