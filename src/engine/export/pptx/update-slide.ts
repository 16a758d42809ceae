import { xml, type Box } from './drawing.ts'
import { hasOwnNotes, renewNotes, saidIn } from './notes.ts'
import { tags, unescaped } from './package.ts'
import { boxMark, markOf, readShapeName, textMark, type SlideRecord } from './slide-mark.ts'
import { pieceXml, withRoles, type Slide, type SlidePiece } from './slide-pieces.ts'
import type { Template } from './template.ts'
import { elementAt, elementsIn, spliced, textOf, type Span, type XmlElement } from './xml-elements.ts'

const numberless: SlideRecord = { title: '', notes: [], shapes: new Map() }

/** A shape that stands on an earlier slide. */
interface Standing {
  readonly element: XmlElement
  readonly id: number
  /** null where somebody else made it. */
  readonly role: string | null
  readonly box: Box | null
  readonly said: string
  /** In a group of shapes, whose lengths are not the slide's. */
  readonly isNested: boolean
}

/** What of an earlier slide was changed by hand and stays. */
export type Kept = 'title' | 'text' | 'notes' | 'shapes'

/**
 * Puts the figures of a slide into an earlier one. What was changed by hand since it was written stays: its title, texts, places,
 * notes; shapes that were deleted stay deleted, shapes that somebody added are not touched.
 */
export async function updateSlide(template: Template, part: string, slide: Slide, record: SlideRecord | undefined): Promise<Kept[]> {
  const { file } = template
  const before = record ?? numberless
  const mark = markOf(slide.key)
  const kept = new Set<Kept>()
  const text = file.text(part)
  const tree = treeOf(text)
  if (tree === null) return []
  const standing = shapesIn(text, tree, mark)
  const changes: (Span & { put: string })[] = []
  const pieces = withRoles(slide.pieces)
  // New pieces want the places that the old ones had: then everything goes where it belongs now.
  const isSameSet = pieces.every(({ role }) => standing.some((one) => one.role === role) || before.shapes.has(role))
  let nextId = Math.max(1, ...[...text.matchAll(/<p:cNvPr\b[^>]*?\bid="(\d+)"/g)].map(([, id]) => Number(id))) + 1
  let added = ''
  for (const { role, piece } of pieces) {
    const old = standing.find((one) => one.role === role)
    const written = before.shapes.get(role)
    if (old === undefined) {
      if (written === undefined) added += await pieceXml({ template, slide: part, mark }, nextId++, role, piece)
      continue
    }
    if (piece.is === 'text' && isEdited(old.said, written?.text ?? null)) {
      kept.add('text')
      continue
    }
    const put = await pieceXml({ template, slide: part, mark }, old.id, role, placed(piece, old, written?.box, isSameSet))
    changes.push({ ...old.element, put })
  }
  const gone = standing.filter(({ role }) => role !== null && !isHolder(role) && !pieces.some((piece) => piece.role === role))
  for (const { element } of gone) changes.push({ ...element, put: '' })
  if (standing.some(({ role }) => role === null)) kept.add('shapes')
  changes.push({ from: tree.inner.to, to: tree.inner.to, put: added })
  for (const [place, words, written] of [
    [titlePlace(text, tree), [slide.title], before.title] as const,
    [holder(text, tree, 'subTitle'), slide.subtitle ?? null, before.shapes.get('subtitle')?.text ?? null] as const,
  ]) {
    if (place === null || words === null) continue
    if (isEdited(saidIn(text, place), written)) kept.add('title')
    else changes.push(worded(text, place, words))
  }
  file.put(part, withoutLostShapes(spliced(text, changes), gone), file.typeOf(part))
  dropUnusedCharts(template, part)
  if (hasOwnNotes(template, part, before.notes)) kept.add('notes')
  renewNotes(template, part, slide.notes, before.notes)
  return [...kept]
}

/** Whether there is anything on a slide that people made. */
export function isTouched(template: Template, part: string, mark: string, record: SlideRecord | undefined): boolean {
  const text = template.file.text(part)
  const tree = treeOf(text)
  if (tree === null || record === undefined) return true
  const title = titlePlace(text, tree)
  const isTitled = title !== null && isEdited(saidIn(text, title), record.title)
  const isWorded = shapesIn(text, tree, mark).some(({ role, said }) => {
    const written = role === null ? undefined : record.shapes.get(role)
    return role === null || (typeof written?.text === 'string' && isEdited(said, written.text))
  })
  return isTitled || isWorded || hasOwnNotes(template, part, record.notes)
}

/** The marks of the shapes on a slide. */
export function marksOn(text: string): string[] {
  return [...text.matchAll(/<p:cNvPr\b[^>]*?\bname="([^"]*)"/g)].flatMap(([, name = '']) => readShapeName(unescaped(name))?.mark ?? [])
}

export function titleOn(text: string): string {
  const tree = treeOf(text)
  const title = tree === null ? null : titlePlace(text, tree)
  return title === null ? '' : saidIn(text, title).replaceAll(/\s+/g, ' ').trim()
}

/** Without a record of what was written nobody can tell, and what stands there stays. */
function isEdited(said: string, written: string | null): boolean {
  return written === null || textMark(said) !== written
}

function treeOf(text: string): XmlElement | null {
  return elementAt(text, ['p:sld', 'p:cSld', 'p:spTree'])
}

function isHolder(role: string): boolean {
  return role === 'title' || role === 'subtitle'
}

function shapesIn(text: string, tree: XmlElement, mark: string, isNested = false): Standing[] {
  return elementsIn(text, tree.inner).flatMap((element) => {
    if (element.tag === 'p:nvGrpSpPr' || element.tag === 'p:grpSpPr' || element.tag === 'p:extLst') return []
    const within = element.tag === 'p:grpSp' ? shapesIn(text, element, mark, true) : []
    const whole = textOf(text, element)
    const named = tags(whole, 'cNvPr')[0]
    const found = readShapeName(named?.['name'] ?? '')
    const isPlaceholder = /<p:ph\b/.test(whole)
    if (found === null && isPlaceholder) return []
    const [off, ext] = [tags(whole, 'off')[0], tags(whole, 'ext').find((tag) => tag['cx'] !== undefined)]
    const box =
      off === undefined || ext === undefined
        ? null
        : { x: Number(off['x']), y: Number(off['y']), w: Number(ext['cx']), h: Number(ext['cy']) }
    const role = found?.mark === mark ? found.role : null
    return [{ element, id: Number(named?.['id'] ?? 0), role, box, said: saidIn(text, element), isNested }, ...within]
  })
}

function placed(piece: SlidePiece, old: Standing, written: string | undefined, isSameSet: boolean): SlidePiece {
  if (old.box === null || (!isSameSet && !old.isNested)) return piece
  const isMoved = old.isNested || boxMark(piece.is === 'table' ? { ...old.box, h: 0 } : old.box) !== written
  if (!isMoved) return piece
  if (piece.is === 'text') return { ...piece, text: { ...piece.text, box: old.box } }
  if (piece.is === 'chart' || piece.is === 'picture') return { ...piece, box: old.box }
  return { ...piece, table: { ...piece.table, box: { ...old.box, h: piece.table.box.h } } }
}

function titlePlace(text: string, tree: XmlElement): XmlElement | null {
  return holder(text, tree, 'title') ?? holder(text, tree, 'ctrTitle')
}

function holder(text: string, tree: XmlElement, type: string): XmlElement | null {
  const places = elementsIn(text, tree.inner).filter(({ tag }) => tag === 'p:sp')
  return places.find((one) => tags(textOf(text, one), 'ph')[0]?.['type'] === type) ?? null
}

/** The same text with the look that its first words have. */
function worded(text: string, shape: XmlElement, words: readonly string[]): Span & { put: string } {
  const body = elementAt(text, ['p:txBody'], shape.inner)
  const paragraphs = body === null ? [] : elementsIn(text, body.inner).filter(({ tag }) => tag === 'a:p')
  const [first, last] = [paragraphs[0], paragraphs.at(-1)]
  if (first === undefined || last === undefined) return { from: shape.to, to: shape.to, put: '' }
  const style = elementAt(text, ['a:pPr'], first.inner)
  const look = style === null ? '' : textOf(text, style)
  const run = elementAt(text, ['a:r', 'a:rPr'], first.inner)
  const properties = run === null ? '<a:rPr lang="zh-CN" altLang="en-US"/>' : textOf(text, run)
  const put = words.map((one) => `<a:p>${look}<a:r>${properties}<a:t>${xml(one)}</a:t></a:r></a:p>`).join('')
  return { from: first.from, to: last.to, put }
}

/** Animations of shapes that are gone make PowerPoint offer a repair. */
function withoutLostShapes(text: string, gone: readonly Standing[]): string {
  const isMoving = gone.some(({ id }) => new RegExp(`\\bspid="${id}"`).test(text))
  return isMoving ? text.replace(/<p:timing\b.*?<\/p:timing>/s, '') : text
}

function dropUnusedCharts({ file }: Template, part: string): void {
  const text = file.text(part)
  file.setRelations(
    part,
    file.relationsOf(part).filter(({ id, type }) => (type !== 'chart' && type !== 'image') || text.includes(`"${id}"`)),
  )
}
