import { fillXml, offsetXml, paragraphXml, points, runProperties, xml, type Box, type Colour, type Paragraph } from './drawing.ts'

/** A text that belongs to a place of the layout: its look and position are the template's. */
export function placeholderXml(
  id: number,
  name: string,
  type: 'title' | 'ctrTitle' | 'subTitle' | 'body',
  index: number | null,
  texts: readonly string[],
): string {
  const place = index === null ? '' : ` idx="${index}"`
  const paragraphs = texts.map((text) => `<a:p><a:r><a:rPr lang="zh-CN" altLang="en-US"/><a:t>${xml(text)}</a:t></a:r></a:p>`).join('')
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${xml(name)}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="${type}"${place}/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>${paragraphs}</p:txBody></p:sp>`
}

/** The slide's number, where the layout has a place for it. */
export function slideNumberXml(id: number, index: number): string {
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="number ${id}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldNum" sz="quarter" idx="${index}"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld id="{5B1F4D2E-6A0B-4D52-9B1C-0C7B6A1F2D3E}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld><a:endParaRPr lang="en-US"/></a:p></p:txBody></p:sp>`
}

export interface TextBox {
  readonly box: Box
  readonly paragraphs: readonly Paragraph[]
  readonly fill?: Colour | null
  readonly anchor?: 't' | 'ctr' | 'b'
  readonly inset?: number
  /** What it is on its slide: the headline, the commentary. */
  readonly name?: string
}

export function textBoxXml(
  id: number,
  name: string,
  { box, paragraphs, fill = null, anchor = 't', inset = 0 }: Omit<TextBox, 'name'>,
): string {
  const room = Math.round(inset)
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${xml(name)}"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>${offsetXml('a:xfrm', box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>${fillXml(fill)}</p:spPr><p:txBody><a:bodyPr wrap="square" lIns="${room}" tIns="${room}" rIns="${room}" bIns="${room}" anchor="${anchor}"><a:normAutofit/></a:bodyPr><a:lstStyle/>${paragraphs.map(paragraphXml).join('')}</p:txBody></p:sp>`
}

export interface TableCell {
  readonly text: string
  readonly align?: 'left' | 'right'
  readonly bold?: boolean
  readonly fill?: Colour
  readonly colour?: Colour
}

export interface SlideTable {
  readonly box: Box
  /** Shares of the width. */
  readonly widths: readonly number[]
  readonly head: readonly TableCell[]
  readonly rows: readonly (readonly TableCell[])[]
  readonly rowHeight: number
  readonly size: number
  /** What it shows, for who can't see it. */
  readonly description: string
}

export function tableXml(id: number, name: string, { box, widths, head, rows, rowHeight, size, description }: SlideTable): string {
  const sum = widths.reduce((all, width) => all + width, 0) || 1
  const grid = widths.map((width) => `<a:gridCol w="${Math.round((box.w * width) / sum)}"/>`).join('')
  const row = (cells: readonly TableCell[], isHead: boolean): string =>
    `<a:tr h="${Math.round(rowHeight)}">${cells.map((cell) => cellXml(cell, size, isHead)).join('')}</a:tr>`
  const body = [row(head, true), ...rows.map((cells) => row(cells, false))].join('')
  const height = rowHeight * (rows.length + 1)
  return `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="${id}" name="${xml(name)}" descr="${xml(description)}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>${offsetXml('p:xfrm', { ...box, h: height })}<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr firstRow="1"/><a:tblGrid>${grid}</a:tblGrid>${body}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`
}

function cellXml({ text, align = 'left', bold = false, fill, colour }: TableCell, size: number, isHead: boolean): string {
  const style = { size, bold: bold || isHead, colour: colour ?? (isHead ? ('faint' as const) : ('text' as const)), align }
  const paragraph = text === '' ? `<a:p>${runProperties('a:endParaRPr', style)}</a:p>` : paragraphXml({ ...style, text })
  const none = ['lnL', 'lnR', 'lnT'].map((side) => `<a:${side} w="0"><a:noFill/></a:${side}>`).join('')
  const below = `<a:lnB w="${isHead ? points : points / 2}">${fillXml(isHead ? 'faint' : 'line')}</a:lnB>`
  return `<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>${paragraph}</a:txBody><a:tcPr marL="45720" marR="45720" marT="22860" marB="22860" anchor="ctr">${none}${below}${fillXml(fill ?? null)}</a:tcPr></a:tc>`
}

/** A picture that lies in a part of its own. */
export function pictureXml(id: number, name: string, box: Box, relation: string, description: string): string {
  return `<p:pic><p:nvPicPr><p:cNvPr id="${id}" name="${xml(name)}" descr="${xml(description)}"/><p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="${relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>${offsetXml('a:xfrm', box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>`
}

/** A chart that lies in a part of its own. */
export function chartFrameXml(id: number, name: string, box: Box, relation: string, description: string): string {
  return `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="${id}" name="${xml(name)}" descr="${xml(description)}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>${offsetXml('p:xfrm', box)}<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="${relation}"/></a:graphicData></a:graphic></p:graphicFrame>`
}
