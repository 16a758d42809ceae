import { ZipWriter } from '../zip-writer.ts'
import { chartWorkbook } from './chart-workbook.ts'
import { chartXml } from './chart-xml.ts'
import type { NativeChart } from './chart.ts'
import { notesMasterXml, themeXml } from './default-template.ts'
import { xml, type Box } from './drawing.ts'
import { xmlHead } from './package.ts'
import { chartFrameXml, placeholderXml, slideNumberXml, tableXml, textBoxXml, type SlideTable, type TextBox } from './slide-shapes.ts'
import type { Template } from './template.ts'

/** What stands on a slide beside its title. */
export type SlidePiece =
  | { readonly is: 'text'; readonly text: TextBox }
  | { readonly is: 'table'; readonly table: SlideTable }
  | { readonly is: 'chart'; readonly box: Box; readonly chart: NativeChart }

export interface Slide {
  readonly layout: 'title' | 'content'
  readonly title: string
  readonly subtitle?: readonly string[]
  readonly pieces: readonly SlidePiece[]
  /** Lines of the speaker's notes. */
  readonly notes: readonly string[]
}

const kind = 'application/vnd.openxmlformats-officedocument.presentationml'
const chartType = 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml'
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const namespaces =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'

/** Writes slides into a template as a PPTX; slides that the template brought along are left out. */
export async function writePresentation(template: Template, slides: readonly Slide[], title: string): Promise<Uint8Array> {
  const { file, presentation } = template
  dropSlides(template)
  file.put(presentation, file.text(presentation), `${kind}.presentation.main+xml`)
  const notesMaster = ensureNotesMaster(template)
  const ids: string[] = []
  let charts = 0
  for (const [index, slide] of slides.entries()) {
    const name = freeName(template, 'ppt/slides/slide', index + 1, 'xml')
    const layout = slide.layout === 'title' ? template.titleLayout : template.contentLayout
    file.relate(name, 'slideLayout', layout.name)
    let shapes = ''
    let id = 2
    if (layout.titleType !== null) shapes += placeholderXml(id++, layout.titleType, null, [slide.title])
    if (slide.subtitle !== undefined && layout.subtitleIndex !== null)
      shapes += placeholderXml(id++, 'subTitle', layout.subtitleIndex, slide.subtitle)
    for (const piece of slide.pieces) {
      if (piece.is === 'text') shapes += textBoxXml(id++, piece.text)
      if (piece.is === 'table') shapes += tableXml(id++, piece.table)
      if (piece.is !== 'chart') continue
      charts += 1
      const [chart, workbook] = [
        freeName(template, 'ppt/charts/helmdeckChart', charts, 'xml'),
        freeName(template, 'ppt/embeddings/helmdeckData', charts, 'xlsx'),
      ]
      file.put(workbook, await chartWorkbook(piece.chart), sheetType)
      file.put(chart, chartXml(piece.chart, file.relate(chart, 'package', workbook)), chartType)
      shapes += chartFrameXml(id++, piece.box, file.relate(name, 'chart', chart), piece.chart.description)
    }
    if (layout.numberIndex !== null) shapes += slideNumberXml(id++, layout.numberIndex)
    file.put(name, slideXml(shapes), `${kind}.slide+xml`)
    if (slide.notes.length > 0) addNotes(template, name, index + 1, notesMaster, slide.notes)
    ids.push(file.relate(presentation, 'slide', name))
  }
  file.put(presentation, withSlides(file.text(presentation), ids), `${kind}.presentation.main+xml`)
  putProperties(template, title)
  const zip = new ZipWriter()
  for (const [name, content] of file.written()) await zip.add(name, [content])
  return zip.finish()
}

function freeName({ file }: Template, stem: string, number: number, ending: string): string {
  let name = `${stem}${number}.${ending}`
  for (let more = 1; file.has(name); more += 1) name = `${stem}${number}_${more}.${ending}`
  return name
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

function slideXml(shapes: string): string {
  return `${xmlHead}<p:sld ${namespaces}><p:cSld>${treeXml(shapes)}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>`
}

function treeXml(shapes: string): string {
  return `<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>${shapes}</p:spTree>`
}

function ensureNotesMaster({ file, presentation }: Template): string {
  const known = file.relationsOf(presentation).find(({ type, target }) => type === 'notesMaster' && file.has(target))
  if (known !== undefined) return known.target
  const [master, theme] = ['ppt/notesMasters/notesMaster1.xml', 'ppt/theme/helmdeckNotes.xml']
  file.put(master, notesMasterXml, `${kind}.notesMaster+xml`)
  file.put(theme, themeXml('Notes'), 'application/vnd.openxmlformats-officedocument.theme+xml')
  file.relate(master, 'theme', theme)
  const id = file.relate(presentation, 'notesMaster', master)
  const list = `<p:notesMasterIdLst><p:notesMasterId r:id="${id}"/></p:notesMasterIdLst>`
  file.put(presentation, file.text(presentation).replace('</p:sldMasterIdLst>', `</p:sldMasterIdLst>${list}`))
  return master
}

function addNotes(template: Template, slide: string, number: number, master: string, lines: readonly string[]): void {
  const { file } = template
  const name = freeName(template, 'ppt/notesSlides/helmdeckNotes', number, 'xml')
  const paragraphs = lines.map((line) => `<a:p><a:r><a:rPr lang="zh-CN" altLang="en-US"/><a:t>${xml(line)}</a:t></a:r></a:p>`).join('')
  const body = `<p:sp><p:nvSpPr><p:cNvPr id="2" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>${paragraphs}</p:txBody></p:sp>`
  file.put(
    name,
    `${xmlHead}<p:notes ${namespaces}><p:cSld>${treeXml(body)}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>`,
    `${kind}.notesSlide+xml`,
  )
  file.relate(name, 'notesMaster', master)
  file.relate(name, 'slide', slide)
  file.relate(slide, 'notesSlide', name)
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
