import type { PdfMake } from 'pdfmake'
import type { PdfRequest } from '../../../contract/pages.ts'
import type { DeckLook } from '../../deck/deck-text.ts'
import type { PageSection } from '../../pages/page-section.ts'
import { fontFiles } from '../pictures/font-files.ts'
import { fontFamily } from '../pictures/picture-theme.ts'
import { pdfSection, type Room } from './pdf-section.ts'
import { speaker } from './pdf-text.ts'

export interface PdfPages extends Pick<PdfRequest, 'size' | 'orientation'> {
  readonly title: string
  readonly subtitle: string
  readonly sections: readonly PageSection[]
}

export interface Pdf {
  readonly bytes: Uint8Array
  readonly pages: number
  readonly missing: string[]
}

/** In points. */
const pageSizes = { A4: [595.28, 841.89], Letter: [612, 792] } as const
const margins = [42, 46, 42, 44] as const

/** Between the margins of a page, in points. */
export function roomOf({ size, orientation }: Pick<PdfRequest, 'size' | 'orientation'>): Room {
  const [short, long] = pageSizes[size]
  const [width, height] = orientation === 'portrait' ? [short, long] : [long, short]
  return { width: width - margins[0] - margins[2], height: height - margins[1] - margins[3] }
}

/** Sections as a PDF: vectors and text with the shipped font embedded as subsets, a bookmark for each heading. */
export async function writePdf(pages: PdfPages, look: DeckLook): Promise<Pdf> {
  const { say, missing } = speaker()
  const room = roomOf(pages)
  const title = say(pages.title)
  let parent: string | null = null
  let count = 0
  const content = pages.sections.flatMap((section, place) => {
    // The document is called so already.
    const isTold = place === 0 && section.title === pages.title
    if (section.level === 1) parent = isTold ? null : `section-${place}`
    const first = { startsPage: false, ...(isTold ? { title: '' } : {}) }
    return pdfSection(place === 0 ? { ...section, ...first } : section, parent, room, say, look)
  })
  const definition = {
    pageSize: pages.size === 'A4' ? 'A4' : 'LETTER',
    pageOrientation: pages.orientation,
    pageMargins: [...margins],
    info: { title, creator: 'Helmdeck', producer: 'Helmdeck' },
    language: look.language === 'zh' ? 'zh-CN' : 'en',
    displayTitle: true,
    defaultStyle: { font: fontFamily, fontSize: 9.5, lineHeight: 1.1 },
    header: (page: number) => headerOf(page, title, room),
    footer: (page: number, all: number) => {
      count = all
      return footerOf(page, all, say(pages.subtitle), look)
    },
    content: [...openingOf(title, say(pages.subtitle)), ...content],
  }
  const bytes = await (await pdfMaker()).createPdf(definition).getBuffer()
  return { bytes, pages: count, missing: [...missing] }
}

let maker: Promise<PdfMake> | undefined

/** Read when the first PDF is written. It may open the two fonts and nothing else. */
async function pdfMaker(): Promise<PdfMake> {
  maker ??= import('pdfmake').then(({ default: pdfmake }) => {
    const { regular, bold } = fontFiles()
    pdfmake.addFonts({ [fontFamily]: { normal: regular, bold, italics: regular, bolditalics: bold } })
    pdfmake.setUrlAccessPolicy(() => false)
    pdfmake.setLocalAccessPolicy((path) => path === regular || path === bold)
    return pdfmake
  })
  return await maker
}

function openingOf(title: string, subtitle: string): object[] {
  return [
    { text: title, fontSize: 22, bold: true, color: '#14202e', margin: [0, 0, 0, 2] },
    { text: subtitle, fontSize: 10, color: '#526172', margin: [0, 0, 0, 10] },
  ]
}

function headerOf(page: number, title: string, room: Room): object | null {
  if (page === 1) return null
  return {
    margin: [margins[0], 22, margins[2], 0],
    stack: [
      { text: title, fontSize: 8, color: '#647283' },
      { canvas: [{ type: 'line', x1: 0, y1: 3, x2: room.width, y2: 3, lineWidth: 0.4, lineColor: '#c9d0d9' }] },
    ],
  }
}

function footerOf(page: number, all: number, subtitle: string, { language }: DeckLook): object {
  const place = language === 'zh' ? `第 ${page} 页 / 共 ${all} 页` : `Page ${page} of ${all}`
  return {
    margin: [margins[0], 14, margins[2], 0],
    fontSize: 8,
    color: '#647283',
    columns: [{ text: subtitle }, { text: place, alignment: 'right', width: 'auto' }],
  }
}
