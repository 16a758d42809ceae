import { xmlHead } from './package.ts'
import { placeholderXml, slideNumberXml } from './slide-shapes.ts'
import { addNotes } from './notes.ts'
import { markOf, shapeName, textMark, type SlideRecord } from './slide-mark.ts'
import { pieceXml, recordOf, withRoles, type Slide } from './slide-pieces.ts'
import { namespaces, officeKind, treeXml } from './slide-xml.ts'
import { freeName, type Template } from './template.ts'

/** Puts a slide with its charts and notes into the package; answers its part. */
export async function putSlide(template: Template, slide: Slide): Promise<string> {
  const { file } = template
  const name = freeName(file, 'ppt/slides/slide', 'xml')
  const mark = markOf(slide.key)
  const layout = slide.layout === 'title' ? template.titleLayout : template.contentLayout
  // Taken at once: a chart's parts are named while the slide is written.
  file.put(name, '', `${officeKind}.slide+xml`)
  file.relate(name, 'slideLayout', layout.name)
  let shapes = ''
  let id = 2
  if (layout.titleType !== null) shapes += placeholderXml(id++, shapeName('title', mark), layout.titleType, null, [slide.title])
  if (slide.subtitle !== undefined && layout.subtitleIndex !== null)
    shapes += placeholderXml(id++, shapeName('subtitle', mark), 'subTitle', layout.subtitleIndex, slide.subtitle)
  for (const { role, piece } of withRoles(slide.pieces)) shapes += await pieceXml({ template, slide: name, mark }, id++, role, piece)
  if (layout.numberIndex !== null) shapes += slideNumberXml(id, layout.numberIndex)
  file.put(name, slideXml(shapes), `${officeKind}.slide+xml`)
  if (slide.notes.length > 0) addNotes(template, name, slide.notes)
  return name
}

/** What of a slide is remembered, to see later what somebody changed. */
export function recordOfSlide(slide: Slide): SlideRecord {
  const shapes = new Map(withRoles(slide.pieces).map(({ role, piece }) => [role, recordOf(piece)] as const))
  if (slide.subtitle !== undefined) shapes.set('subtitle', { text: textMark(slide.subtitle.join(' ')), box: '' })
  return { title: textMark(slide.title), notes: slide.notes.map(textMark), shapes }
}

function slideXml(shapes: string): string {
  return `${xmlHead}<p:sld ${namespaces}><p:cSld>${treeXml(shapes)}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>`
}
