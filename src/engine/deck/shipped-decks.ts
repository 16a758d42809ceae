import { shippedDecks, type DeckEntry, type DeckItem, type ShippedDeck } from '../../contract/decks.ts'
import type { LocalText } from '../../contract/text.ts'

interface ShippedContent {
  readonly title: LocalText
  readonly items: readonly DeckItem[]
}

const study = (name: Extract<DeckItem, { kind: 'study' }>['study'], charts = 1, params: Record<string, unknown> = {}): DeckItem => ({
  kind: 'study',
  study: name,
  params,
  charts,
})

/** What each shipped deck shows; what a workspace has no data for is left out and named. */
export const shippedContents: Readonly<Record<ShippedDeck, ShippedContent>> = {
  weekly: {
    title: { zh: '销售周会', en: 'Weekly sales review' },
    items: [
      { kind: 'cockpit', name: 'sales-director' },
      study('pipeline-bridge'),
      study('forecast'),
      study('stage-flow', 2),
      study('win-loss', 2),
    ],
  },
  monthly: {
    title: { zh: '月度经营分析', en: 'Monthly business review' },
    items: [
      { kind: 'cockpit', name: 'sales-director' },
      study('funnel', 2),
      study('channels', 2),
      study('pipeline-bridge'),
      study('win-loss', 2),
      study('forecast', 2),
      study('rfm', 2),
    ],
  },
  quarterly: {
    title: { zh: '季度经营回顾', en: 'Quarterly business review' },
    items: [
      { kind: 'cockpit', name: 'sales-director' },
      study('pipeline-bridge', 2),
      study('forecast', 3),
      study('funnel', 2),
      study('stage-flow', 3),
      study('win-loss', 3),
      study('channels', 2),
      study('rfm', 2),
      study('cohorts', 2),
      study('ltv-cac', 2),
    ],
  },
}

/** The shipped decks in their order. */
export function shippedDeckEntries(): DeckEntry[] {
  return shippedDecks.map((name) => ({ name, title: shippedContents[name].title, items: [...shippedContents[name].items] }))
}
