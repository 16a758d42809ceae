import type { ApiHandlers } from '../../contract/api.ts'
import type { EngineContext } from '../engine-context.ts'
import { writeDeck } from './deck-handler.ts'
import { pageHandlers } from './page-handlers.ts'
import { tableHandlers } from './table-handlers.ts'
import { workbookHandlers, type WorkbookSources } from './workbook-handlers.ts'

/** Exports ask the same report engine as the screen does: a workbook can't say another number. */
export function exportHandlers(engine: EngineContext, sources: WorkbookSources): ApiHandlers['exports'] {
  return {
    ...workbookHandlers(engine, sources),
    ...pageHandlers(engine, sources),
    ...tableHandlers(engine, sources),
    deck: writeDeck(engine, sources),
  }
}
