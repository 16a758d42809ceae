import type { ApiHandlers } from '../../contract/api.ts'
import type { EngineContext } from '../engine-context.ts'
import { readTemplate } from '../export/pptx/template.ts'
import { keepTemplate, listTemplates, removeTemplate, setUsualTemplate, templateBytes } from './kept-templates.ts'
import { makeDeck } from './make-deck.ts'
import { planOf } from './plan-deck.ts'
import type { DeckSources } from './section-writer.ts'
import { shippedDeckEntries } from './shipped-decks.ts'
import { slidePicture } from './slide-picture.ts'

/** The shipped decks, what a deck will look like, and the templates that the workspace keeps. */
export function deckHandlers(engine: EngineContext, sources: DeckSources): ApiHandlers['decks'] {
  return {
    list: async () => ({ decks: shippedDeckEntries() }),
    preview: async (request, context) => {
      const plan = await planOf(engine, request)
      const kept = await templateBytes(engine, request.template)
      const template = readTemplate(kept?.bytes ?? null, kept?.name ?? '')
      const { slides, left } = await makeDeck(sources, template, plan, context)
      return {
        slides: slides.map((slide) => ({
          key: slide.content,
          item: slide.item,
          title: slide.title,
          lead: slide.lead ?? '',
          picture: slidePicture(slide, template),
        })),
        left: [...left],
      }
    },
    templates: async () => ({ templates: await listTemplates(engine) }),
    keepTemplate: async ({ fileName, bytes }) => await keepTemplate(engine, fileName, bytes),
    removeTemplate: async ({ name }) => {
      await removeTemplate(engine, name)
      return {}
    },
    setTemplate: async ({ name }) => {
      await setUsualTemplate(engine, name)
      return {}
    },
  }
}
