import type { CellNote } from '../sheet.ts'
import { columnName, escapeText, rowNumber } from './cell-xml.ts'
import { mainNamespace, xmlHead } from './names.ts'

/** What notes say, by their cells. */
export function notesXml(notes: readonly CellNote[]): string {
  const written = notes.map(
    ({ row, column, text }) =>
      `<comment ref="${columnName(column)}${rowNumber(row)}" authorId="0"><text><r><rPr><sz val="9"/><rFont val="Calibri"/></rPr><t xml:space="preserve">${escapeText(text)}</t></r></text></comment>`,
  )
  return `${xmlHead}<comments ${mainNamespace}><authors><author>Helmdeck</author></authors><commentList>${written.join('')}</commentList></comments>`
}

/** The boxes that notes open in: Excel wants them in the drawing language of its past. */
export function noteShapes(notes: readonly CellNote[]): string {
  const shapes = notes.map(({ row, column }, place) => {
    const down = rowNumber(row) - 1
    const anchor = [column + 1, 12, Math.max(0, down - 1), 4, column + 4, 12, Math.max(0, down - 1) + 5, 4].join(', ')
    return `<v:shape id="_x0000_s${1025 + place}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffff" strokecolor="#c9d0d9" o:insetmode="auto"><v:fill color2="#ffffff"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${down}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`
  })
  return `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>${shapes.join('')}</xml>`
}
