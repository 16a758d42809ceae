import { performance } from 'node:perf_hooks'
import type { Context } from '../src/contract/api.ts'
import { createEngine } from '../src/engine/engine.ts'
import { makeDeck, type DeckPlan } from '../src/engine/deck/make-deck.ts'
import type { DeckSources } from '../src/engine/deck/section-writer.ts'
import { shippedContents } from '../src/engine/deck/shipped-decks.ts'
import { writePresentation } from '../src/engine/export/pptx/presentation.ts'
import { readTemplate } from '../src/engine/export/pptx/template.ts'
import { sampleCompany } from './company/sample-company.ts'

/** Milliseconds of a deck of 20 slides: all of it, what of it the questions took, and laying out and writing the rest. */
export interface DeckTimes {
  readonly leads: number
  readonly slides: number
  /** The first one of an engine, whose answers are not kept yet. */
  readonly first: DeckTime
  /** The median of the later ones. */
  readonly again: DeckTime
}

interface DeckTime {
  readonly all: number
  readonly questions: number
}

const wanted = 20
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const never = { aborted: false, addEventListener: () => undefined, removeEventListener: () => undefined }

export async function benchDeck(leads: number, rounds: number): Promise<DeckTimes> {
  const { workspace } = await sampleCompany(leads)
  const engine = await createEngine({ folder: workspace, log: quiet })
  try {
    let asked = 0
    const { reports, studies, cockpits } = engine.handlers
    const timed = <Input, Answer>(ask: (input: Input, context: Context) => Promise<Answer>) => {
      return async (input: Input, context: Context): Promise<Answer> => {
        const from = performance.now()
        try {
          return await ask(input, context)
        } finally {
          asked += performance.now() - from
        }
      }
    }
    const sources: DeckSources = {
      reports: { ...reports, run: timed(reports.run) },
      studies: { ...studies, run: timed(studies.run) },
      cockpits: { ...cockpits, open: timed(cockpits.open) },
    }
    const look = { language: 'en', currency: 'CNY' } as const
    const { items } = shippedContents.quarterly
    const days = { clock: '2026-09-30', period: undefined, asOf: undefined }
    const plan: DeckPlan = { title: 'Review', items, look, workspace: 'bench', redRises: true, words: {}, without: [], ...days }
    const times: DeckTime[] = []
    let slides = 0
    for (let round = 0; round <= rounds; round += 1) {
      asked = 0
      const from = performance.now()
      const template = readTemplate(null, 'own')
      const deck = await makeDeck(sources, template, plan, { signal: never, progress: () => undefined })
      slides = Math.min(wanted, deck.slides.length)
      await writePresentation(template, deck.slides.slice(0, wanted), 'Review')
      times.push({ all: performance.now() - from, questions: asked })
    }
    const [first = { all: 0, questions: 0 }, ...later] = times
    return { leads, slides, first, again: later.toSorted((one, other) => one.all - other.all)[later.length >> 1] ?? first }
  } finally {
    await engine.close()
  }
}

export function deckText({ leads, slides, first, again }: DeckTimes): string {
  const line = ({ all, questions }: DeckTime): string =>
    `${Math.round(all)} ms, of which questions ${Math.round(questions)} ms (${Math.round((questions / all) * 100)} %)`
  return `a deck of ${slides} slides on a company of ${leads} leads\n  first   ${line(first)}\n  again   ${line(again)}`
}
