import { hexOf } from '../export/pptx/theme-colours.ts'
import { points, type Box, type Paragraph } from '../export/pptx/drawing.ts'
import type { Slide } from '../export/pptx/slide-pieces.ts'
import type { SlideTable, TextBox } from '../export/pptx/slide-shapes.ts'
import type { Template } from '../export/pptx/template.ts'
import { chartPicture } from './chart-picture.ts'
import { clipped, round, textAt, widthOf, type Frame, type Paint } from './picture-parts.ts'

/** A slide as SVG, a point being one unit: what stands where it will stand, to choose and order by. */
export function slidePicture(slide: Slide, template: Template): string {
  const { size, colours, titles, content } = template
  const [w, h] = [size.w / points, size.h / points]
  const isFront = slide.layout === 'title'
  const place = (isFront ? titles.front : titles.content) ?? {
    x: content.x,
    y: size.h * (isFront ? 0.35 : 0.05),
    w: content.w,
    h: size.h * 0.12,
  }
  const paint: Paint = (colour) => hexOf(colour, colours)
  const parts = slide.pieces.map((piece) => {
    if (piece.is === 'text') return textPicture(piece.text, paint)
    if (piece.is === 'table') return tablePicture(piece.table, paint)
    if (piece.is === 'picture') return imagePicture(piece.png, inPoints(piece.box))
    return chartPicture(piece.chart, inPoints(piece.box), paint)
  })
  const title = textPicture({ box: place, anchor: 'b', paragraphs: [{ text: slide.title, size: isFront ? 34 : 23, bold: true }] }, paint)
  const under: Box = { ...place, y: place.y + place.h + 12 * points, h: 60 * points }
  const subtitle =
    slide.subtitle === undefined
      ? ''
      : textPicture({ box: under, paragraphs: slide.subtitle.map((text): Paragraph => ({ text, size: 16, colour: 'faint' })) }, paint)
  const bar = isFront ? `<rect width="14" height="${h}" fill="${paint('accent1')}"/>` : ''
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" font-family="system-ui, 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"><rect width="${w}" height="${h}" fill="${paint('paper')}"/>${bar}${title}${subtitle}${parts.join('')}</svg>`
}

function imagePicture(png: Uint8Array, { x, y, w, h }: Frame): string {
  const source = `data:image/png;base64,${Buffer.from(png).toString('base64')}`
  return `<image x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" href="${source}"/>`
}

function inPoints({ x, y, w, h }: Box): Frame {
  return { x: x / points, y: y / points, w: w / points, h: h / points }
}

function linesOf(text: string, size: number, room: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/gu) ?? []) {
    if (line !== '' && widthOf(line + word.trimEnd(), size) > room) {
      lines.push(line)
      line = ''
    }
    line += word
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line]
}

function textPicture({ box, paragraphs, fill = null, anchor = 't', inset = 0 }: TextBox, paint: Paint): string {
  const { x, y, w, h } = inPoints(box)
  const room = inset / points
  const lines = paragraphs.flatMap((paragraph) =>
    linesOf(paragraph.text, paragraph.size, w - room * 2 - (paragraph.bullet === true ? 14 : 0)).map((text, place) => ({
      ...paragraph,
      text,
      isFirst: place === 0,
    })),
  )
  const height = lines.reduce((sum, { size, bullet, isFirst }) => sum + size * 1.25 + (bullet === true && isFirst ? 5 : 0), 0)
  let at = anchor === 't' ? y + room : anchor === 'ctr' ? y + (h - height) / 2 : y + h - height
  const written = lines.map(({ text, size, bold = false, colour = 'text', bullet = false, isFirst }) => {
    at += size * 1.25 + (bullet && isFirst ? 5 : 0)
    const dot =
      bullet && isFirst ? `<circle cx="${round(x + room + 4)}" cy="${round(at - size * 0.62)}" r="1.8" fill="${paint(colour)}"/>` : ''
    return `${dot}${textAt({ x: x + room + (bullet ? 14 : 0), y: at - size * 0.3 }, text, size, paint(colour), bold)}`
  })
  const ground =
    fill === null ? '' : `<rect x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" fill="${paint(fill)}"/>`
  return `${ground}${written.join('')}`
}

function tablePicture({ box, widths, head, rows, rowHeight, size }: SlideTable, paint: Paint): string {
  const { x, y, w } = inPoints(box)
  const high = rowHeight / points
  const sum = widths.reduce((all, width) => all + width, 0) || 1
  return [head, ...rows]
    .map((cells, line) => {
      let left = x
      const top = y + line * high
      const drawn = cells.map(({ text, align = 'left', bold = false, fill, colour }, place) => {
        const wide = (w * (widths[place] ?? 1)) / sum
        const ground =
          fill === undefined
            ? ''
            : `<rect x="${round(left)}" y="${round(top)}" width="${round(wide)}" height="${round(high)}" fill="${paint(fill)}"/>`
        const at = { x: align === 'right' ? left + wide - 4 : left + 4, y: top + high / 2 + size * 0.35 }
        const ink = paint(colour ?? (line === 0 ? 'faint' : 'text'))
        left += wide
        return `${ground}${textAt(at, clipped(text, size, wide - 8), size, ink, bold || line === 0, align === 'right' ? 'end' : 'start')}`
      })
      const rule = `<path d="M${round(x)} ${round(top + high)}h${round(w)}" stroke="${paint(line === 0 ? 'faint' : 'line')}" stroke-width="${line === 0 ? 1 : 0.5}"/>`
      return drawn.join('') + rule
    })
    .join('')
}
