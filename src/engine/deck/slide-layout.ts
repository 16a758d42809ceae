import { inch, points, type Box, type Paragraph } from '../export/pptx/drawing.ts'
import type { Slide, SlidePiece } from '../export/pptx/slide-pieces.ts'
import type { Template } from '../export/pptx/template.ts'
import { deckWords, type DeckLook } from './deck-text.ts'
import { badColour, goodColour, type Content, type KpiContent, type TableVisual, type Visual } from './visual.ts'

const rowHeight = inch * 0.29
const gap = inch * 0.2
const footHeight = inch * 0.24

/** Slides of a content: one, or several where its table is long, each with the table's head. */
export function contentSlides(content: Content, { content: room }: Template, look: DeckLook): Slide[] {
  const lead = content.lead === '' ? [] : [leadPiece(content.lead, room)]
  const top = room.y + (content.lead === '' ? 0 : leadHeight(content.lead, room))
  const body: Box = { x: room.x, y: top, w: room.w, h: room.y + room.h - top - footHeight }
  const slide: MakeSlide = (title, pieces, foot, page = 1) => ({
    key: page === 1 ? content.key : `${content.key}#${page}`,
    layout: 'content',
    title,
    pieces: [...lead, ...pieces, footPiece(foot, room)],
    notes: content.notes,
  })
  const { visual } = content
  if (visual.is === 'nothing') {
    const none: Paragraph = { text: deckWords[look.language].noRows, size: 14, colour: 'faint' }
    return [slide(content.title, [{ is: 'text', text: { box: body, paragraphs: [none] } }], content.foot)]
  }
  if (visual.is === 'table') return tableSlides(content, visual.table, body, slide, look)
  const hasComments = content.comments.length > 0
  const wide = hasComments ? body.w * 0.71 : body.w
  const pieces: SlidePiece[] = [visualPiece(visual, { ...body, w: wide })]
  if (hasComments) pieces.push(commentPiece(content.comments, { ...body, x: body.x + wide + gap, w: body.w - wide - gap }))
  return [slide(content.title, pieces, content.foot)]
}

/** A picture keeps its shape. */
function visualPiece(visual: Extract<Visual, { is: 'chart' | 'picture' }>, box: Box): SlidePiece {
  if (visual.is === 'chart') return { is: 'chart', box, chart: visual.chart }
  const scale = Math.min(box.w / visual.width, box.h / visual.height)
  return {
    is: 'picture',
    box: { ...box, w: visual.width * scale, h: visual.height * scale },
    png: visual.png,
    description: visual.description,
  }
}

type MakeSlide = (title: string, pieces: readonly SlidePiece[], foot: string, page?: number) => Slide

function tableSlides(content: Content, table: TableVisual, body: Box, slide: MakeSlide, look: DeckLook): Slide[] {
  const word = deckWords[look.language]
  const size = table.head.length > 8 ? 10 : 11
  const perSlide = Math.max(4, Math.floor(body.h / rowHeight) - 1)
  const pages = Math.max(1, Math.ceil(table.rows.length / perSlide))
  return Array.from({ length: pages }, (_, page) => {
    const rows = table.rows.slice(page * perSlide, (page + 1) * perSlide)
    const title = pages === 1 ? content.title : `${content.title} (${page + 1}/${pages})`
    const isCut = table.total > table.rows.length && page === pages - 1
    const cut =
      look.language === 'zh'
        ? `${word.drawn} ${table.rows.length} ${word.rows}，共 ${table.total} ${word.rows}；${word.whole}`
        : `${word.drawn} ${table.rows.length} of ${table.total} ${word.rows}; ${word.whole}`
    const piece: SlidePiece = {
      is: 'table',
      table: { box: body, widths: table.widths, head: table.head, rows, rowHeight, size, description: content.title },
    }
    return slide(title, [piece], isCut ? `${content.foot} · ${cut}` : content.foot, page + 1)
  })
}

/** Long sentences take two lines. */
function leadHeight(lead: string, room: Box): number {
  const wide = [...lead].reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0)
  const lines = Math.min(3, Math.ceil((wide * points * 8) / room.w))
  return inch * (0.12 + 0.29 * lines)
}

function leadPiece(lead: string, room: Box): SlidePiece {
  const box = { ...room, h: leadHeight(lead, room) }
  return { is: 'text', text: { name: 'headline', box, paragraphs: [{ text: lead, size: 15, colour: 'text' }] } }
}

function footPiece(foot: string, room: Box): SlidePiece {
  const box = { x: room.x, y: room.y + room.h - footHeight, w: room.w * 0.9, h: footHeight }
  return { is: 'text', text: { name: 'source', box, anchor: 'b', paragraphs: [{ text: foot, size: 9, colour: 'faint' }] } }
}

function commentPiece(comments: readonly string[], box: Box): SlidePiece {
  const paragraphs = comments.map((text): Paragraph => ({ text, size: 12, bullet: true }))
  return { is: 'text', text: { name: 'commentary', box, paragraphs } }
}

const mostKpis = 10

interface KpiStrip {
  readonly key: string
  readonly title: string
  readonly lead?: string
  readonly kpis: readonly KpiContent[]
}

/** Up to ten figures in one or two rows. */
export function kpiSlide({ key, title: head, lead = '', kpis }: KpiStrip, { content: room }: Template): Slide {
  const top = room.y + (lead === '' ? 0 : leadHeight(lead, room))
  const foot = kpis[0]?.notes[0] ?? ''
  const shown = kpis.slice(0, mostKpis)
  const across = shown.length <= 4 ? shown.length : Math.ceil(shown.length / 2)
  const lines = Math.ceil(shown.length / across)
  const w = (room.w - gap * (across - 1)) / across
  const h = Math.min(inch * 1.9, (room.y + room.h - top - footHeight - gap * lines) / lines)
  const tones = { good: goodColour, bad: badColour, plain: 'faint' } as const
  const pieces = shown.map(({ title, value, change, beside }, place): SlidePiece => {
    const box: Box = { x: room.x + (place % across) * (w + gap), y: top + inch * 0.15 + Math.floor(place / across) * (h + gap), w, h }
    const paragraphs: Paragraph[] = [
      { text: title, size: 12, colour: 'faint' },
      { text: value, size: value.length > 11 ? 22 : 28, bold: true },
      ...(change === null ? [] : [{ text: change.text, size: 12, colour: tones[change.tone] }]),
      ...(beside === '' ? [] : [{ text: beside, size: 11, colour: 'faint' as const }]),
    ]
    return { is: 'text', text: { name: 'figure', box, paragraphs, fill: '#F1F4F6', anchor: 'ctr', inset: inch * 0.15 } }
  })
  return {
    key,
    layout: 'content',
    title: head,
    lead,
    pieces: [...(lead === '' ? [] : [leadPiece(lead, room)]), ...pieces, footPiece(foot, room)],
    notes: shown.flatMap(({ title, notes }) => notes.map((line) => `${title}: ${line}`)),
  }
}

/** What the deck holds, in one or two columns. */
export function agendaSlide(titles: readonly string[], { content: room }: Template, look: DeckLook): Slide {
  const half = titles.length > 9 ? Math.ceil(titles.length / 2) : titles.length
  const column = (some: readonly string[], from: number, x: number, w: number): SlidePiece => ({
    is: 'text',
    text: {
      name: 'agenda',
      box: { x, y: room.y + inch * 0.1, w, h: room.h - inch * 0.2 },
      paragraphs: some.map((text, place): Paragraph => ({
        text: `${from + place + 1}.  ${text}`,
        size: titles.length > 16 ? 13 : 16,
        bullet: false,
      })),
    },
  })
  const isTwo = titles.length > half
  const w = isTwo ? (room.w - gap) / 2 : room.w
  return {
    key: 'agenda',
    layout: 'content',
    title: deckWords[look.language].agenda,
    pieces: [column(titles.slice(0, half), 0, room.x, w), ...(isTwo ? [column(titles.slice(half), half, room.x + w + gap, w)] : [])],
    notes: [],
  }
}
