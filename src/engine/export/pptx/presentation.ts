import { ZipWriter } from '../zip-writer.ts'
import { xml } from './drawing.ts'
import { writeRecords } from './kept-records.ts'
import { ensureNotesMaster } from './notes.ts'
import { xmlHead, type OfficePackage } from './package.ts'
import { markOf } from './slide-mark.ts'
import { putSlide, recordOfSlide } from './slide-part.ts'
import type { Slide } from './slide-pieces.ts'
import { officeKind } from './slide-xml.ts'
import type { Template } from './template.ts'

/** Writes slides into a template as a PPTX; slides that the template brought along are left out. */
export async function writePresentation(template: Template, slides: readonly Slide[], title: string): Promise<Uint8Array> {
  const { file, presentation } = template
  dropSlides(template)
  file.put(presentation, file.text(presentation), `${officeKind}.presentation.main+xml`)
  ensureNotesMaster(template)
  const ids: string[] = []
  for (const slide of slides) ids.push(file.relate(presentation, 'slide', await putSlide(template, slide)))
  file.put(presentation, withSlides(file.text(presentation), ids), `${officeKind}.presentation.main+xml`)
  putProperties(template, title)
  writeRecords(file, new Map(slides.map((slide) => [markOf(slide.key), recordOfSlide(slide)])))
  return zipped(file)
}

/** The package as a file. */
export async function zipped(file: OfficePackage): Promise<Uint8Array> {
  const zip = new ZipWriter()
  for (const [name, content] of file.written()) await zip.add(name, [content])
  return zip.finish()
}

function dropSlides({ file, presentation }: Template): void {
  for (const name of file.names) {
    const type = file.typeOf(name) ?? ''
    if (type.endsWith('.slide+xml') || type.endsWith('.notesSlide+xml')) file.drop(name)
  }
  file.setRelations(
    presentation,
    file.relationsOf(presentation).filter(({ type }) => type !== 'slide'),
  )
  // Charts and data of dropped slides are reached by nothing, but their names would be taken.
  file.dropUnreached()
  const text = file
    .text(presentation)
    .replace(/<p:sldIdLst>.*?<\/p:sldIdLst>/s, '<p:sldIdLst/>')
    // Sections and shows name slides that are no more.
    .replaceAll(/<p:custShowLst>.*?<\/p:custShowLst>/gs, '')
    .replaceAll(/<p:ext [^>]*>(?:(?!<\/p:ext>).)*<p14:sectionLst.*?<\/p:ext>/gs, '')
  file.put(presentation, text)
}

function withSlides(text: string, ids: readonly string[]): string {
  const list = `<p:sldIdLst>${ids.map((id, index) => `<p:sldId id="${256 + index}" r:id="${id}"/>`).join('')}</p:sldIdLst>`
  if (/<p:sldIdLst\s*\/>/.test(text)) return text.replace(/<p:sldIdLst\s*\/>/, list)
  return text.replace(/(<\/p:notesMasterIdLst>|<\/p:sldMasterIdLst>)(?!.*<\/p:(?:notesMasterIdLst|sldMasterIdLst)>)/s, `$1${list}`)
}

function putProperties({ file }: Template, title: string): void {
  const name = file.relationsOf('').find(({ type }) => type.endsWith('core-properties'))?.target ?? 'docProps/core.xml'
  const document = file.relationsOf('').filter(({ type }) => type === 'officeDocument')
  file.setRelations('', document)
  file.put(
    name,
    `${xmlHead}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${xml(title)}</dc:title><dc:creator>Helmdeck</dc:creator></cp:coreProperties>`,
    'application/vnd.openxmlformats-package.core-properties+xml',
  )
  file.relate('', 'core-properties', name)
}
