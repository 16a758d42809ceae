import { notesMasterXml, themeXml } from './default-template.ts'
import { xml } from './drawing.ts'
import { unescaped, xmlHead } from './package.ts'
import { textMark } from './slide-mark.ts'
import { namespaces, officeKind, treeXml } from './slide-xml.ts'
import { freeName, type Template } from './template.ts'
import { elementAt, elementsIn, spliced, textOf, type XmlElement } from './xml-elements.ts'

/** The master that every page of notes belongs to, made where the file has none. */
export function ensureNotesMaster({ file, presentation }: Template): string {
  const known = file.relationsOf(presentation).find(({ type, target }) => type === 'notesMaster' && file.has(target))
  if (known !== undefined) return known.target
  const [master, theme] = ['ppt/notesMasters/helmdeckNotesMaster.xml', 'ppt/theme/helmdeckNotes.xml']
  file.put(master, notesMasterXml, `${officeKind}.notesMaster+xml`)
  file.put(theme, themeXml('Notes'), 'application/vnd.openxmlformats-officedocument.theme+xml')
  file.relate(master, 'theme', theme)
  const id = file.relate(presentation, 'notesMaster', master)
  const list = `<p:notesMasterIdLst><p:notesMasterId r:id="${id}"/></p:notesMasterIdLst>`
  file.put(presentation, file.text(presentation).replace('</p:sldMasterIdLst>', `</p:sldMasterIdLst>${list}`))
  return master
}

export function addNotes(template: Template, slide: string, lines: readonly string[]): void {
  const { file } = template
  const master = ensureNotesMaster(template)
  const name = freeName(file, 'ppt/notesSlides/helmdeckNotes', 'xml')
  const body = `<p:sp><p:nvSpPr><p:cNvPr id="2" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>${linesXml(lines)}</p:txBody></p:sp>`
  file.put(
    name,
    `${xmlHead}<p:notes ${namespaces}><p:cSld>${treeXml(body)}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>`,
    `${officeKind}.notesSlide+xml`,
  )
  file.relate(name, 'notesMaster', master)
  file.relate(name, 'slide', slide)
  file.relate(slide, 'notesSlide', name)
}

/** Puts new lines in the place of those that were written, `before` by their marks; what somebody added stays below them as it is. */
export function renewNotes(template: Template, slide: string, lines: readonly string[], before: readonly string[]): void {
  const { file } = template
  const part = file.relationsOf(slide).find(({ type, target }) => type === 'notesSlide' && file.has(target))?.target
  if (part === undefined) {
    if (lines.length > 0) addNotes(template, slide, lines)
    return
  }
  const text = file.text(part)
  const body = notesBody(text)
  if (body === null) return
  const paragraphs = elementsIn(text, body.inner).filter(({ tag }) => tag === 'a:p')
  const written = new Set(before)
  const own = paragraphs.filter((one) => !written.has(textMark(saidIn(text, one))) && saidIn(text, one).trim() !== '')
  const [first, last] = [paragraphs[0], paragraphs.at(-1)]
  if (first === undefined || last === undefined) return
  const kept = own.map((one) => textOf(text, one)).join('')
  const put = `${linesXml(lines)}${kept}` || '<a:p><a:endParaRPr lang="zh-CN"/></a:p>'
  file.put(part, spliced(text, [{ from: first.from, to: last.to, put }]), file.typeOf(part))
}

/** The lines in a slide's notes that nobody but people wrote. */
export function hasOwnNotes({ file }: Template, slide: string, before: readonly string[]): boolean {
  const part = file.relationsOf(slide).find(({ type, target }) => type === 'notesSlide' && file.has(target))?.target
  if (part === undefined) return false
  const text = file.text(part)
  const body = notesBody(text)
  if (body === null) return false
  const written = new Set(before)
  return elementsIn(text, body.inner).some(
    (one) => one.tag === 'a:p' && saidIn(text, one).trim() !== '' && !written.has(textMark(saidIn(text, one))),
  )
}

/** The words of a paragraph or of a text of several. */
export function saidIn(xmlText: string, within: { readonly from: number; readonly to: number }): string {
  const piece = xmlText.slice(within.from, within.to)
  return [...piece.matchAll(/<a:t(?:\s[^>]*)?>([^<]*)<\/a:t>|<a:br\b|<\/a:p>/g)]
    .map(([, said]) => (said === undefined ? ' ' : unescaped(said)))
    .join('')
}

function notesBody(text: string): XmlElement | null {
  const tree = elementAt(text, ['p:notes', 'p:cSld', 'p:spTree'])
  if (tree === null) return null
  for (const shape of elementsIn(text, tree.inner)) {
    if (shape.tag !== 'p:sp' || !/<p:ph\b[^>]*type="body"/.test(textOf(text, shape))) continue
    return elementAt(text, ['p:txBody'], shape.inner)
  }
  return null
}

function linesXml(lines: readonly string[]): string {
  return lines.map((line) => `<a:p><a:r><a:rPr lang="zh-CN" altLang="en-US"/><a:t>${xml(line)}</a:t></a:r></a:p>`).join('')
}
