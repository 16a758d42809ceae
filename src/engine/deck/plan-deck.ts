import type { DeckRequest } from '../../contract/decks.ts'
import type { EngineContext } from '../engine-context.ts'
import type { DeckPlan } from './make-deck.ts'
import { shippedContents } from './shipped-decks.ts'

const untitled = { zh: '汇报', en: 'Review' } as const

/** What is asked for, with what the workspace says: its money, its day, its name. */
export async function planOf(
  { settings, clock, folder }: Pick<EngineContext, 'settings' | 'clock' | 'folder'>,
  { deck, title, language, words, without, period, asOf }: Omit<DeckRequest, 'bytesAre' | 'fileName'>,
): Promise<DeckPlan> {
  const shipped = typeof deck === 'string' ? shippedContents[deck] : null
  const [{ reportingCurrency: currency, redUpGreenDown: redRises }, { day }] = await Promise.all([settings(), clock()])
  return {
    title: title ?? shipped?.title[language] ?? untitled[language],
    items: typeof deck === 'string' ? shippedContents[deck].items : deck,
    look: { language, currency },
    clock: day,
    workspace: folder.name,
    redRises,
    words,
    without,
    period,
    asOf,
  }
}
