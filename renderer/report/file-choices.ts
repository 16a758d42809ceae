import type { DeckItem } from '../../src/contract/decks.ts'
import type { PageItem, PictureRequest } from '../../src/contract/pages.ts'
import type { TableFormat, TableRequest } from '../../src/contract/tables.ts'
import type { FileChoice } from './FileMenu.tsx'

const sheet = { size: 'A4', orientation: 'portrait', apart: false, figures: false } as const

/** Pages with what is shown. */
export function pdfChoice(label: string, title: string, items: PageItem[]): FileChoice {
  return { label, write: async (api, language) => await api.exports.pdf({ items, title, language, ...sheet }) }
}

/** Slides with what is shown, on the workspace's usual template. */
export function deckChoice(label: string, title: string, deck: DeckItem[]): FileChoice {
  return { label, write: async (api, language) => await api.exports.deck({ deck, title, language, bytes: new Uint8Array() }) }
}

/** What is shown as a picture in the colours of the page. */
export function pictureChoice(
  label: string,
  format: PictureRequest['format'],
  request: Pick<PictureRequest, 'subject' | 'title' | 'scheme'>,
): FileChoice {
  return { label, write: async (api, language) => await api.exports.picture({ ...request, format, width: 960, height: 540, language }) }
}

/** The figures of what is shown, for other programs. */
export function tableChoice(label: string, format: TableFormat, title: string, subject: TableRequest['subject']): FileChoice {
  return { label, write: async (api, language) => await api.exports.table({ subject, format, title, language }) }
}
