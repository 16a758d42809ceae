import type { ApiHandlers } from '../../contract/api.ts'
import type { EngineContext } from '../engine-context.ts'
import { makeDeck } from '../deck/make-deck.ts'
import { shippedContents } from '../deck/shipped-decks.ts'
import { pageHandlers } from './page-handlers.ts'
import { noteDeed } from '../workspace/audit.ts'
import { writePresentation } from './pptx/presentation.ts'
import { readTemplate } from './pptx/template.ts'
import { safeFileName } from './file-name.ts'
import { workbookHandlers, type WorkbookSources } from './workbook-handlers.ts'

/** Exports ask the same report engine as the screen does: a workbook can't say another number. */
export function exportHandlers(engine: EngineContext, sources: WorkbookSources): ApiHandlers['exports'] {
  const { database, now, settings, clock, folder } = engine
  return {
    ...workbookHandlers(engine, sources),
    ...pageHandlers(engine, sources),
    deck: async ({ deck, title: asked, language, bytes: template }, context) => {
      const shipped = typeof deck === 'string' ? shippedContents[deck] : null
      const items = typeof deck === 'string' ? shippedContents[deck].items : deck
      const title = asked ?? shipped?.title[language] ?? deckTitle[language]
      const [{ reportingCurrency: currency }, { day }] = await Promise.all([settings(), clock()])
      const place = readTemplate(template.length === 0 ? null : template, title)
      const request = { title, items, look: { language, currency }, clock: day, workspace: folder.name }
      const { slides, left } = await makeDeck(sources, place, request, context)
      const bytes = await writePresentation(place, slides, title)
      await noteDeed(database, now(), {
        kind: 'export',
        subject: title,
        detail: { format: 'pptx', slides: slides.length, left: left.length },
      })
      return { bytes, fileName: `${safeFileName(title)}.pptx`, slides: slides.length, left: [...left] }
    },
  }
}

const deckTitle = { zh: '汇报', en: 'Review' } as const
