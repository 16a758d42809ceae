import { beforeAll, describe, expect, it } from 'vitest'
import * as XLSX from 'xlsx'
import { plainChart } from '../../../../src/engine/export/pptx/chart.ts'
import { writePresentation } from '../../../../src/engine/export/pptx/presentation.ts'
import type { Slide, SlidePiece } from '../../../../src/engine/export/pptx/slide-pieces.ts'
import { readTemplate } from '../../../../src/engine/export/pptx/template.ts'
import { updatePresentation } from '../../../../src/engine/export/pptx/update-presentation.ts'
import { faultsOf, textsOf, unpack } from './check-package.ts'
import { rewritten, slidesInOrder } from './rewritten.ts'

const box = { x: 500_000, y: 1_200_000, w: 8_000_000, h: 4_000_000 }
const chart = (value: number): SlidePiece => ({
  is: 'chart',
  box,
  chart: plainChart({
    kind: 'bar',
    categories: ['A'],
    series: [{ name: 'One', values: [value], format: '0', colour: 'accent1' }],
    axisFormat: '0',
    description: `A ${value}`,
  }),
})
const words = (name: string, text: string): SlidePiece => ({
  is: 'text',
  text: { name, box: { ...box, y: 0, h: 300_000 }, paragraphs: [{ text, size: 12 }] },
})
const content = (key: string, value: number, more: Partial<Slide> = {}): Slide => ({
  key,
  layout: 'content',
  title: `Title of ${key}`,
  pieces: [words('headline', `${key} is ${value}`), chart(value)],
  notes: [`n of ${key}: ${value}`, 'Definition'],
  ...more,
})
const title: Slide = { key: 'title', layout: 'title', title: 'Review', subtitle: ['as of May'], pieces: [], notes: [] }
const deckOf = async (...slides: Slide[]): Promise<Buffer> =>
  Buffer.from(await writePresentation(readTemplate(null, 'own'), [title, ...slides], 'Review'))
const updated = async (before: Buffer, ...slides: Slide[]) => {
  const made = await updatePresentation(readTemplate(before, 'old.pptx'), [{ ...title, subtitle: ['as of June'] }, ...slides], 'old.pptx')
  expect(faultsOf(made.bytes)).toEqual([])
  return { ...made, bytes: Buffer.from(made.bytes), parts: unpack(made.bytes) }
}

/** The number that the chart on a slide draws, by its workbook. */
function drawnOn(parts: ReturnType<typeof unpack>, slide: string): unknown {
  const related = (name: string, type: string): string => {
    const rels = parts.get(name.replace(/([^/]+)$/, '_rels/$1.rels'))?.toString('utf8') ?? ''
    const target = new RegExp(`/${type}" Target="([^"]+)"`).exec(rels)?.[1] ?? ''
    return new URL(target, `http://package/${name}`).pathname.slice(1)
  }
  const book = XLSX.read(parts.get(related(related(slide, 'chart'), 'package')))
  return book.Sheets['Data']?.['B2']?.v
}

let first: Buffer
beforeAll(async () => {
  first = await deckOf(content('a', 1), content('b', 2))
})

describe('a deck written again into the earlier file', () => {
  it('has the new figures in the same slides: chart, words, notes', async () => {
    const { parts, update } = await updated(first, content('a', 10), content('b', 20))
    expect(update).toEqual({ updated: 3, added: [], untouched: 0, removed: [], stale: [], leftOut: [], edited: [] })
    const [front = '', a = '', b = ''] = slidesInOrder(parts)
    expect(textsOf(parts, front)).toEqual(['Review', 'as of June'])
    expect([a, b].map((slide) => drawnOn(parts, slide))).toEqual([10, 20])
    expect(textsOf(parts, a).slice(0, 2)).toEqual(['Title of a', 'a is 10'])
    expect(textsOf(parts, 'ppt/notesSlides/helmdeckNotes1.xml')).toEqual(['n of a: 10', 'Definition'])
    expect([...parts.keys()].filter((name) => name.startsWith('ppt/charts/') && name.endsWith('.xml'))).toHaveLength(2)
  })

  it('is the deck that would be written anew, once nobody touched it', async () => {
    const { parts } = await updated(first, content('a', 10), content('b', 20))
    const anew = unpack(await deckOf(content('a', 10), content('b', 20)))
    const shapes = (from: ReturnType<typeof unpack>, slide: string) =>
      (from.get(slide)?.toString('utf8') ?? '').replaceAll(/r:id="\w+"/g, '')
    const [, a = ''] = slidesInOrder(parts)
    expect(shapes(parts, a)).toBe(shapes(anew, slidesInOrder(anew)[1] ?? ''))
  })

  it('keeps what was done by hand: titles, words, places, notes, shapes, deleted shapes, the order of slides', async () => {
    const touched = await rewritten(first, (name, text) => {
      if (name === 'ppt/slides/slide2.xml')
        return text
          .replace('Title of a', 'Wins are up &amp; away')
          .replace('a is 1', 'a is one, I say')
          .replace('<a:off x="500000" y="1200000"/>', '<a:off x="900000" y="1200000"/>')
          .replace('<p:xfrm><a:off x="500000"', '<p:xfrm><a:off x="900000"')
          .replace(
            '</p:spTree>',
            '<p:sp><p:nvSpPr><p:cNvPr id="77" name="Arrow 1"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:t>look here</a:t></a:r></a:p></p:txBody></p:sp></p:spTree>',
          )
      if (name === 'ppt/slides/slide3.xml') return text.replace(/<p:sp>(?:(?!<\/p:sp>).)*headline.*?<\/p:sp>/s, '')
      if (name === 'ppt/notesSlides/helmdeckNotes1.xml')
        return text.replace('</p:txBody>', '<a:p><a:r><a:rPr lang="en-US" b="1"/><a:t>Say this slowly</a:t></a:r></a:p></p:txBody>')
      if (name === 'ppt/presentation.xml') return text.replace(/(<p:sldId [^>]*>)(<p:sldId [^>]*>)(<p:sldId [^>]*>)/, '$1$3$2')
      return text
    })
    const { parts, update, bytes } = await updated(touched, content('a', 10), content('b', 20))
    expect(update).toMatchObject({ updated: 3, edited: ['Wins are up & away'], removed: [], added: [] })
    const [, b = '', a = ''] = slidesInOrder(parts)
    expect([a, b]).toEqual(['ppt/slides/slide2.xml', 'ppt/slides/slide3.xml'])
    expect(textsOf(parts, a).slice(0, 2)).toEqual(['Wins are up & away', 'a is one, I say'])
    expect(textsOf(parts, a)).toContain('look here')
    expect(textsOf(parts, b)).not.toContain('b is 20')
    expect([a, b].map((slide) => drawnOn(parts, slide))).toEqual([10, 20])
    expect(parts.get(a)?.toString('utf8')).toContain('<p:xfrm><a:off x="900000" y="1200000"/>')
    expect(textsOf(parts, 'ppt/notesSlides/helmdeckNotes1.xml')).toEqual(['n of a: 10', 'Definition', 'Say this slowly'])
    const again = await updated(bytes, content('a', 100), content('b', 200))
    expect(again.update).toMatchObject({ updated: 3, edited: ['Wins are up & away'] })
    expect(textsOf(again.parts, a)).toContain('a is one, I say')
    expect(textsOf(again.parts, b)).not.toContain('b is 200')
    expect(textsOf(again.parts, 'ppt/notesSlides/helmdeckNotes1.xml')).toEqual(['n of a: 100', 'Definition', 'Say this slowly'])
  })

  it('leaves slides alone that people made, also copies and new ones in between', async () => {
    const own = await rewritten(first, (name, text) =>
      name === 'ppt/slides/slide3.xml' ? text.replaceAll(/name="[^"]*·[^"]*"/g, 'name="mine"') : text,
    )
    const before = unpack(own).get('ppt/slides/slide3.xml')
    const { parts, update } = await updated(own, content('a', 10), content('c', 30))
    expect(update).toMatchObject({ updated: 2, untouched: 1, added: ['Title of c'] })
    const order = slidesInOrder(parts)
    expect(order).toHaveLength(4)
    expect(parts.get('ppt/slides/slide3.xml')).toEqual(before)
    expect(textsOf(parts, order[2] ?? '')[0]).toBe('Title of c')
    expect(drawnOn(parts, order[3] ?? '')).toBe(2)
  })

  it('takes out what is shown no more and says so, unless somebody worked on it', async () => {
    const touched = await rewritten(first, (name, text) => (name === 'ppt/slides/slide3.xml' ? text.replace('Title of b', 'My own') : text))
    const plain = await updated(first, content('a', 10))
    expect(plain.update).toMatchObject({ updated: 2, removed: ['Title of b'], stale: [] })
    expect(slidesInOrder(plain.parts)).toHaveLength(2)
    const kept = await updated(touched, content('a', 10))
    expect(kept.update).toMatchObject({ updated: 2, removed: [], stale: ['My own'] })
    expect(drawnOn(kept.parts, slidesInOrder(kept.parts)[2] ?? '')).toBe(2)
    const back = await updated(kept.bytes, content('a', 10), content('b', 20))
    expect(drawnOn(back.parts, slidesInOrder(back.parts)[2] ?? '')).toBe(20)
  })

  it('leaves a slide out that somebody deleted', async () => {
    const without = await rewritten(first, (name, text) =>
      name === 'ppt/presentation.xml' ? text.replace(/(<p:sldId [^>]*>)(<p:sldId [^>]*>)/, '$1') : text,
    )
    const { parts, update } = await updated(without, content('a', 10), content('b', 20))
    expect(update).toMatchObject({ updated: 2, leftOut: ['Title of a'], added: [] })
    expect(slidesInOrder(parts)).toHaveLength(2)
  })

  it('that is no deck of ours is refused', async () => {
    const foreign = await rewritten(first, (name, text) =>
      name.startsWith('ppt/slides/') ? text.replaceAll(/name="[^"]*·[^"]*"/g, 'name="x"') : text,
    )
    const bare = await rewritten(foreign, (name, text) =>
      name === 'docProps/custom.xml' ? text.replace(/<property.*<\/property>/s, '') : text,
    )
    await expect(updatePresentation(readTemplate(bare, 'theirs.pptx'), [title], 'theirs.pptx')).rejects.toMatchObject({
      code: 'deck-unknown',
      details: { name: 'theirs.pptx' },
    })
  })
})
