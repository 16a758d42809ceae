import type { Context } from '../../contract/api.ts'
import type { DeckItem, DeckProgress, SlideWords } from '../../contract/decks.ts'
import { errorText } from '../../contract/error-text.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import type { ReportSpec } from '../../contract/report-spec.ts'
import type { LocalText } from '../../contract/text.ts'
import type { Slide } from '../export/pptx/slide-pieces.ts'
import type { Template } from '../export/pptx/template.ts'
import { deckWords, type DeckLook } from './deck-text.ts'
import { itemKeys } from './item-keys.ts'
import { SectionWriter, type DeckSources, type Section } from './section-writer.ts'
import { agendaSlide } from './slide-layout.ts'

export interface DeckSlide extends Slide {
  /** The place of the item that it shows; null for title and agenda. */
  readonly item: number | null
  /** The key of its words: pages of a table share them. */
  readonly content: string
}

export interface Deck {
  readonly slides: readonly DeckSlide[]
  /** What could not be answered, and why. */
  readonly left: readonly { readonly title: string; readonly text: LocalText }[]
}

export interface DeckPlan {
  readonly title: string
  readonly items: readonly DeckItem[]
  readonly look: DeckLook
  readonly clock: string
  readonly workspace: string
  /** As the settings have it: rises are red, falls green. */
  readonly redRises: boolean
  readonly words: Readonly<Record<string, SlideWords>>
  readonly without: readonly string[]
  readonly period: ReportSpec['period']
  readonly asOf: ReportSpec['asOf']
}

/** The slides of a deck: title, agenda, then each item. What fails is left out and named; a deck without anything fails with its first reason. */
export async function makeDeck(sources: DeckSources, template: Template, plan: DeckPlan, context: Context<DeckProgress>): Promise<Deck> {
  const writer = new SectionWriter(sources, template, plan, context)
  const sections: (Section & { readonly item: number })[] = []
  const keys = itemKeys(plan.items)
  for (const [place, item] of plan.items.entries()) {
    if (context.signal.aborted) throw new HelmdeckError('cancelled')
    context.progress({ done: place, total: plan.items.length, title: writer.titleOf(item) })
    for (const section of await writer.sections(item, keys[place] ?? '')) sections.push({ ...section, item: place })
  }
  if (sections.length === 0) throw writer.failed[0]?.error ?? new HelmdeckError('missing-data', {})
  const shown = sections.filter(({ slides }) => slides.length > 0)
  const titles = [...new Set(shown.map(({ title }) => title))]
  const isShown = (key: string): boolean => !plan.without.includes(key)
  const front: Slide[] = [
    ...(isShown('title') ? [titleSlide(plan)] : []),
    ...(titles.length < 2 || !isShown('agenda') ? [] : [agendaSlide(titles, template, plan.look)]),
  ]
  return {
    slides: [
      ...front.map((slide) => ({ ...slide, item: null, content: slide.key })),
      ...shown.flatMap(({ item, slides }) => slides.map((slide) => ({ ...slide, item, content: slide.key.replace(/#\d+$/, '') }))),
    ],
    left: writer.failed.map(({ title: name, error }) => ({ title: name, text: errorText(error.code, error.details) })),
  }
}

function titleSlide({ title, workspace, clock, asOf, look }: DeckPlan): Slide {
  const day = `${deckWords[look.language].asOf} ${asOf ?? clock}`
  return {
    key: 'title',
    layout: 'title',
    title,
    subtitle: [[workspace, day].filter((text) => text !== '').join(' · ')],
    pieces: [],
    notes: [],
  }
}
