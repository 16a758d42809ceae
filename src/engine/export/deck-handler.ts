import type { ApiHandlers } from '../../contract/api.ts'
import { makeDeck } from '../deck/make-deck.ts'
import { templateBytes } from '../deck/kept-templates.ts'
import { planOf } from '../deck/plan-deck.ts'
import type { DeckSources } from '../deck/section-writer.ts'
import type { EngineContext } from '../engine-context.ts'
import { noteDeed } from '../workspace/audit.ts'
import { safeFileName } from './file-name.ts'
import { writePresentation } from './pptx/presentation.ts'
import { readTemplate } from './pptx/template.ts'
import { updatePresentation } from './pptx/update-presentation.ts'

/** Writes a deck anew, or its figures into an earlier one; the audit log says so. */
export function writeDeck(engine: EngineContext, sources: DeckSources): ApiHandlers['exports']['deck'] {
  return async ({ bytes: given, ...request }, context) => {
    const plan = await planOf(engine, request)
    const name = request.fileName ?? plan.title
    const isUpdate = request.bytesAre === 'earlier' && given.length > 0
    const kept = given.length > 0 ? { name, bytes: given } : await templateBytes(engine, request.template)
    const place = readTemplate(kept?.bytes ?? null, kept?.name ?? name)
    const { slides, left } = await makeDeck(sources, place, plan, context)
    const written = isUpdate
      ? await updatePresentation(place, slides, name)
      : { bytes: await writePresentation(place, slides, plan.title), update: null }
    const detail = { format: 'pptx', slides: slides.length, left: left.length, isUpdate }
    await noteDeed(engine.database, engine.now(), { kind: 'export', subject: plan.title, detail })
    const fileName = isUpdate && request.fileName !== undefined ? request.fileName : `${safeFileName(plan.title)}.pptx`
    return { ...written, fileName, slides: slides.length, left: [...left] }
  }
}
