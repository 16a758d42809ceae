import { deckWords, type DeckLook } from '../../deck/deck-text.ts'
import type { KpiContent } from '../../deck/visual.ts'
import type { PageBlock, PageSection } from '../../pages/page-section.ts'
import type { Picture } from '../pictures/picture-of.ts'
import { fontFamily } from '../pictures/picture-theme.ts'
import { pdfTables } from './pdf-table.ts'
import type { Say } from './pdf-text.ts'

export interface Room {
  readonly width: number
  /** Of the page between its margins, in points. */
  readonly height: number
}

/** Points that must follow a heading on its page: a table's head and some rows. */
const company = 96

/** A section for pdfmake: its heading stays with what follows it, a table may run on. */
export function pdfSection(section: PageSection, parent: string | null, room: Room, say: Say, look: DeckLook): object[] {
  const [first, ...others] = section.blocks
  const head = [...(section.title === '' ? [] : [headingOf(section, parent, say)]), ...leadOf(section.lead, say)]
  const start = section.startsPage ? { pageBreak: 'before' } : {}
  const opening =
    first === undefined || first.is === 'table'
      ? // Room that is asked for below the heading and given back, since a table can't be kept with what stands before it.
        [
          { ...start, unbreakable: true, stack: [...head, { text: '', margin: [0, 0, 0, first === undefined ? 0 : company] }] },
          ...(first === undefined ? [] : [{ text: '', margin: [0, -company, 0, 0], fontSize: 0.1 }, ...blockOf(first, room, say, look)]),
        ]
      : [{ ...start, unbreakable: true, stack: [...head, ...blockOf(first, room, say, look)] }]
  return [...opening, ...others.flatMap((block) => blockOf(block, room, say, look)), ...notesOf(section.notes, say)]
}

function headingOf({ title, level }: PageSection, parent: string | null, say: Say): object {
  const text = say(title)
  return {
    text,
    fontSize: level === 1 ? 15 : 12,
    bold: true,
    color: '#14202e',
    margin: [0, level === 1 ? 10 : 6, 0, 4],
    outline: true,
    outlineText: text,
    ...(level === 1 ? { id: parent ?? '', outlineExpanded: true } : parent === null ? {} : { outlineParentId: parent }),
  }
}

function leadOf(lead: string, say: Say): object[] {
  return lead === '' ? [] : [{ text: say(lead), fontSize: 10.5, color: '#14202e', margin: [0, 0, 0, 6] }]
}

function blockOf(block: PageBlock, room: Room, say: Say, look: DeckLook): object[] {
  switch (block.is) {
    case 'picture':
      return [pictureBlock(block, room, say)]
    case 'table': {
      const { table } = block
      const word = deckWords[look.language]
      const [shown, total] = [table.rows.length, table.total]
      const cut = look.language === 'zh' ? `前 ${shown} ${word.rows}，共 ${total} ${word.rows}` : `The first ${shown} of ${total} rows`
      return [...pdfTables(table, room.width, say), ...(total > shown ? [quiet(cut)] : [])]
    }
    case 'figures':
      return [figureGrid(block.figures, room, say)]
    case 'comments':
      return [{ ul: block.lines.map(say), fontSize: 9.5, color: '#14202e', margin: [0, 2, 0, 6] }]
    case 'nothing':
      return [quiet(deckWords[look.language].noRows)]
  }
}

/** As vectors, as wide as the page; one that is too tall is made smaller as a whole. */
function pictureBlock({ picture: { svg, width, height }, caption }: { picture: Picture; caption?: string }, room: Room, say: Say): object {
  const scale = Math.min(room.width / width, (room.height - 110) / height)
  const own = svg.replaceAll(/font-family(:|=")[^;"]*/g, `font-family$1${fontFamily}`)
  const drawing = { svg: own.replaceAll(/>[^<>]+</g, (text) => say(text)), width: width * scale, margin: [0, 2, 0, 6] }
  if (caption === undefined) return drawing
  return { unbreakable: true, stack: [{ text: say(caption), bold: true, color: '#526172', margin: [0, 4, 0, 2] }, drawing] }
}

function quiet(text: string): object {
  return { text, fontSize: 8.5, color: '#647283', margin: [0, 2, 0, 6] }
}

function notesOf(notes: readonly string[], say: Say): object[] {
  return notes.length === 0 ? [] : [{ stack: notes.map(say), fontSize: 7.5, color: '#647283', lineHeight: 1.15, margin: [0, 0, 0, 10] }]
}

const tones = { good: '#1d7f4e', bad: '#c2413b', plain: '#647283' } as const

/** Figures side by side, as many as have room. */
function figureGrid(figures: readonly KpiContent[], { width }: Room, say: Say): object {
  const fit = Math.max(2, Math.floor(width / 100))
  const across = Math.max(2, Math.ceil(figures.length / Math.ceil(figures.length / fit)))
  const cell = (kpi: KpiContent | undefined): object =>
    kpi === undefined
      ? { text: '' }
      : {
          fillColor: '#f1f4f6',
          stack: [
            { text: say(kpi.title), fontSize: 8.5, color: '#526172' },
            { text: say(kpi.value), fontSize: kpi.value.length > 11 ? 13 : 16, bold: true, color: '#14202e' },
            ...(kpi.change === null ? [] : [{ text: say(kpi.change.text), fontSize: 8.5, color: tones[kpi.change.tone] }]),
            ...(kpi.beside === '' ? [] : [{ text: say(kpi.beside), fontSize: 8, color: '#647283' }]),
          ],
        }
  const lines = Array.from({ length: Math.ceil(figures.length / across) }, (_, line) =>
    Array.from({ length: across }, (_none, place) => cell(figures[line * across + place])),
  )
  return {
    margin: [0, 2, 0, 8],
    table: { widths: Array.from({ length: across }, () => '*'), dontBreakRows: true, body: lines },
    layout: {
      hLineWidth: (line: number) => (line === 0 || line === lines.length ? 0 : 4),
      vLineWidth: (line: number) => (line === 0 || line === across ? 0 : 4),
      hLineColor: () => '#ffffff',
      vLineColor: () => '#ffffff',
      paddingLeft: () => 8,
      paddingRight: () => 6,
      paddingTop: () => 5,
      paddingBottom: () => 5,
    },
  }
}
