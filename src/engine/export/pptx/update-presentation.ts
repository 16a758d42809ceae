import type { DeckUpdate } from '../../../contract/decks.ts'
import { HelmdeckError } from '../../../contract/errors.ts'
import { ensureNotesMaster } from './notes.ts'
import { tags } from './package.ts'
import { readRecords, writeRecords } from './kept-records.ts'
import { zipped } from './presentation.ts'
import { markOf, textMark, type SlideRecord } from './slide-mark.ts'
import { officeKind } from './slide-xml.ts'
import { putSlide, recordOfSlide } from './slide-part.ts'
import type { Slide } from './slide-pieces.ts'
import { dropSlideId, putSlideId } from './slide-order.ts'
import type { Template } from './template.ts'
import { isTouched, marksOn, titleOn, updateSlide } from './update-slide.ts'

interface Earlier {
  readonly part: string
  readonly mark: string | null
  readonly title: string
}

/**
 * Puts new figures into the slides of an earlier deck, known by their marks; slides that people made, the order of slides and what was
 * changed by hand stay. Fails with `deck-unknown` where no slide of the file is one of ours.
 */
export async function updatePresentation(
  template: Template,
  slides: readonly Slide[],
  name: string,
): Promise<{ bytes: Uint8Array; update: DeckUpdate }> {
  const { file, presentation } = template
  const records = readRecords(file)
  const known = new Map(slides.map((slide) => [markOf(slide.key), slide]))
  const earlier = slidesOf(template, records)
  if (!earlier.some(({ mark }) => mark !== null)) throw new HelmdeckError('deck-unknown', { name })
  ensureNotesMaster(template)
  const told = { updated: 0, added: [] as string[], removed: [] as string[], stale: [] as string[], edited: [] as string[] }
  const left = new Map<string, SlideRecord>()
  for (const { part, mark, title } of earlier) {
    if (mark === null) continue
    const slide = known.get(mark)
    const record = records.get(mark)
    if (slide !== undefined) {
      const kept = await updateSlide(template, part, slide, record)
      told.updated += 1
      if (kept.includes('title') || kept.includes('text')) told.edited.push(titleOn(file.text(part)))
    } else if (isTouched(template, part, mark, record)) {
      told.stale.push(title)
      if (record !== undefined) left.set(mark, record)
    } else {
      told.removed.push(title)
      dropSlideId(template, part)
    }
  }
  const leftOut: string[] = []
  let after = earlier.at(0)?.part ?? null
  for (const slide of slides) {
    const mark = markOf(slide.key)
    const there = earlier.findLast((one) => one.mark === mark)
    if (there !== undefined) after = there.part
    else if (records.has(mark)) leftOut.push(slide.title)
    else {
      const part = await putSlide(template, slide)
      putSlideId(template, part, after)
      after = part
      told.added.push(slide.title)
    }
  }
  if (file.typeOf(presentation)?.endsWith('template.main+xml'))
    file.put(presentation, file.text(presentation), `${officeKind}.presentation.main+xml`)
  writeRecords(file, new Map([...left, ...slides.map((slide) => [markOf(slide.key), recordOfSlide(slide)] as const)]))
  const untouched = earlier.filter(({ mark }) => mark === null).length
  return { bytes: await zipped(file), update: { ...told, untouched, leftOut } }
}

/** The slides in their order, each with the mark it was written with. */
function slidesOf({ file, presentation }: Template, records: ReadonlyMap<string, SlideRecord>): Earlier[] {
  const relations = new Map(file.relationsOf(presentation).map(({ id, target }) => [id, target]))
  const parts = tags(file.text(presentation), 'sldId').flatMap((tag) => relations.get(tag['r:id'] ?? '') ?? [])
  const read = parts
    .filter((part) => file.has(part))
    .map((part) => {
      const text = file.text(part)
      const marks = marksOn(text)
      // A shape copied from elsewhere brings its mark along: most of a slide's own shapes tell whose it is.
      const mark = [...new Set(marks)].toSorted((one, other) => count(marks, other) - count(marks, one))[0] ?? null
      return { part, mark, title: titleOn(text) }
    })
  // Programs that rename placeholders leave a title page without a mark: its words tell.
  const missing = [...records].filter(([mark]) => !read.some((one) => one.mark === mark))
  return read.map((one) => {
    if (one.mark !== null) return one
    const same = missing.find(
      ([, { title, shapes }]) => title === textMark(one.title) && [...shapes.keys()].every((role) => role === 'subtitle'),
    )
    return same === undefined ? one : { ...one, mark: same[0] }
  })
}

function count(marks: readonly string[], mark: string): number {
  return marks.filter((one) => one === mark).length
}
