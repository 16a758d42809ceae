import type { ChannelsParams } from '../../../contract/study-channels.ts'
import { noSuchDrill } from '../drill.ts'
import type { StudyScope } from '../scope.ts'
import type { Study, Things } from '../study.ts'
import { channelsAnswer } from './channels-answer.ts'
import { readChannelsDrill, type CountedDrill, type CreditedDrill, type PathDrill } from './channels-drill.ts'
import { readChannelFacts } from './channel-facts.ts'
import { channelSteps, type ChannelSteps } from './channels-steps.ts'
import { walkCredits } from './credit-walk.ts'
import { readJourneys, type Journeys } from './journeys.ts'
import { leftOut } from './paths.ts'

/** What each channel costs at every step and what it brings back, by eleven models of credit [C3, C18, C19]. */
export const channels: Study<'channels'> = {
  label: { zh: '渠道回报与归因', en: 'Channel returns and attribution' },
  description: {
    zh: '各渠道从投入、线索到赢单、回款的成本，归因收入、ROAS 与 ROI，以及客户走过的路径。',
    en: 'What each channel costs from spend to lead to win, the revenue it is credited with, ROAS and ROI, and the paths customers took.',
  },
  needs: ['lead.channel|touch.channel|opportunity.channel|spend.channel', 'lead|opportunity'],
  async run(scope, params) {
    return channelsAnswer(scope, params, await readChannelFacts(scope, params))
  },
  async things(scope, params, text) {
    const drill = readChannelsDrill(text)
    const steps = channelSteps(scope, params)
    if (drill.kind === 'path') return await walkers(scope, params, steps, drill, text)
    if (drill.kind === 'credited' || drill.kind === 'converted' || drill.kind === 'unattributed') {
      const journeys = await readJourneys(scope, params, steps)
      return { fact: 'opportunity', ids: largestFirst(journeys, dealsOf(journeys, params, drill)) }
    }
    return await counted(scope, params, steps, drill, text)
  },
}

async function counted(
  scope: StudyScope,
  params: ChannelsParams,
  steps: ChannelSteps,
  { kind, channel, group }: CountedDrill,
  text: string,
): Promise<Things> {
  const asked = { has_channel: channel !== undefined, channel: channel ?? null, has_group: group !== undefined, group: group ?? null }
  const ids = async (file: string, own: Record<string, string | number | boolean>, read: ChannelSteps['deals']): Promise<number[]> =>
    (await scope.rows<{ id: number }>(file, { ...asked, ...own }, read)).map(({ id }) => id)
  if (kind === 'spend') {
    if (steps.spending === null) throw noSuchDrill(text)
    return { fact: 'spend', ids: await ids('channels/spend_things.sql', { is_campaign: steps.isCampaign }, steps.spending) }
  }
  if (kind === 'opportunity' || kind === 'won')
    return { fact: 'opportunity', ids: await ids('channels/deal_things.sql', { only_won: kind === 'won' }, steps.deals) }
  const own = { ...steps.days, what: kind, is_cohort: params.basis === 'lead-created' }
  return { fact: 'lead', ids: await ids('channels/lead_things.sql', own, steps.cohort) }
}

async function walkers(
  scope: StudyScope,
  params: ChannelsParams,
  steps: ChannelSteps,
  { path, of }: PathDrill,
  text: string,
): Promise<Things> {
  const names = (await scope.rows<{ name: string }>('channels/codes.sql', {}, steps.names)).map(({ name }) => name)
  const codes = path.map((name) => (name === null ? leftOut : names.indexOf(name)))
  if (codes.some((code, place) => code < 0 && path[place] !== null)) throw noSuchDrill(text)
  const asked = { path: codes.join(','), longest: params.longestPath, of_deals: of === 'opportunity' }
  const rows = await scope.rows<{ id: number }>('channels/path_things.sql', asked, steps.walked)
  return { fact: of, ids: rows.map(({ id }) => id) }
}

/** The places of deals that count; under Markov those on whose path the channel stands. */
function dealsOf(journeys: Journeys, params: ChannelsParams, drill: CreditedDrill): number[] {
  const { starts, codes, names } = journeys
  const all = [...journeys.deals.keys()]
  if (drill.kind === 'converted') return all
  if (drill.kind === 'unattributed') return all.filter((deal) => starts[deal] === starts[deal + 1])
  const code = names.indexOf(drill.channel)
  const found = new Set<number>()
  walkCredits(journeys, drill.model === 'markov' ? 'linear' : drill.model, params, ({ deal, touch }) => {
    if (codes[touch] === code) found.add(deal)
  })
  return [...found]
}

function largestFirst({ deals, worth }: Journeys, places: readonly number[]): number[] {
  return places.toSorted((one, other) => (worth[other] ?? 0) - (worth[one] ?? 0)).map((place) => deals[place] ?? 0)
}
