import { chartWorkbook } from './chart-workbook.ts'
import { chartXml } from './chart-xml.ts'
import type { NativeChart } from './chart.ts'
import type { Box } from './drawing.ts'
import { boxMark, shapeName, textMark, type ShapeRecord } from './slide-mark.ts'
import { chartFrameXml, pictureXml, tableXml, textBoxXml, type SlideTable, type TextBox } from './slide-shapes.ts'
import { freeName, type Template } from './template.ts'

/** What stands on a slide beside its title. */
export type SlidePiece =
  | { readonly is: 'text'; readonly text: TextBox }
  | { readonly is: 'table'; readonly table: SlideTable }
  | { readonly is: 'chart'; readonly box: Box; readonly chart: NativeChart }
  | { readonly is: 'picture'; readonly box: Box; readonly png: Uint8Array; readonly description: string }

export interface Slide {
  /** The same in every deck that shows the same thing; no two slides of a deck have the same. */
  readonly key: string
  readonly layout: 'title' | 'content'
  readonly title: string
  readonly subtitle?: readonly string[]
  /** Its headline, which stands among its pieces. */
  readonly lead?: string
  readonly pieces: readonly SlidePiece[]
  /** Lines of the speaker's notes. */
  readonly notes: readonly string[]
}

const chartType = 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml'
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Each piece with what it is on its slide: `chart`, `figure 2`. */
export function withRoles(pieces: readonly SlidePiece[]): { readonly role: string; readonly piece: SlidePiece }[] {
  const counts = new Map<string, number>()
  return pieces.map((piece) => {
    const kind = piece.is === 'text' ? (piece.text.name ?? 'text') : piece.is
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    return { role: count === 1 ? kind : `${kind} ${count}`, piece }
  })
}

export function boxOf(piece: SlidePiece): Box {
  if (piece.is === 'text') return piece.text.box
  return piece.is === 'table' ? { ...piece.table.box, h: piece.table.rowHeight * (piece.table.rows.length + 1) } : piece.box
}

export function recordOf(piece: SlidePiece): ShapeRecord {
  const text = piece.is === 'text' ? textMark(piece.text.paragraphs.map(({ text: said }) => said).join(' ')) : null
  // A table is as high as its rows, which change from one export to the next.
  return { text, box: boxMark(piece.is === 'table' ? { ...piece.table.box, h: 0 } : boxOf(piece)) }
}

interface Place {
  readonly template: Template
  /** The part of the slide. */
  readonly slide: string
  readonly mark: string
}

/** The shape of a piece; a chart's parts are put into the package. */
export async function pieceXml({ template, slide, mark }: Place, id: number, role: string, piece: SlidePiece): Promise<string> {
  const name = shapeName(role, mark)
  if (piece.is === 'text') return textBoxXml(id, name, piece.text)
  if (piece.is === 'table') return tableXml(id, name, piece.table)
  const { file } = template
  if (piece.is === 'picture') {
    const picture = freeName(file, 'ppt/media/helmdeckPicture', 'png')
    file.put(picture, piece.png, 'image/png')
    return pictureXml(id, name, piece.box, file.relate(slide, 'image', picture), piece.description)
  }
  const [chart, workbook] = [freeName(file, 'ppt/charts/helmdeckChart', 'xml'), freeName(file, 'ppt/embeddings/helmdeckData', 'xlsx')]
  file.put(workbook, await chartWorkbook(piece.chart), sheetType)
  file.put(chart, chartXml(piece.chart, file.relate(chart, 'package', workbook)), chartType)
  return chartFrameXml(id, name, piece.box, file.relate(slide, 'chart', chart), piece.chart.description)
}
