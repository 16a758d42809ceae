import { z } from 'zod'
import { HelmdeckError } from '../../../contract/errors.ts'
import type { DimensionUse } from '../../../contract/report-spec.ts'
import type { WinLossParams } from '../../../contract/study-win-loss.ts'
import { missingNeeds } from '../../catalog/availability.ts'
import { dimensions } from '../../catalog/dimensions.ts'
import type { Statement } from '../../report/cells-sql.ts'
import { readingStatement } from '../../report/stack.ts'
import { readDrill } from '../drill.ts'
import { stepOf, type StudyScope } from '../scope.ts'
import type { Study } from '../study.ts'
import { allThemes, themeOf } from './themes.ts'
import { winLossAnswer } from './win-loss-answer.ts'
import type { BandRow, CompetitorRow, GroupRow, MonthRow, ReasonRow, WinLossFacts } from './win-loss-facts.ts'

const columns = [
  'status',
  'created_day',
  'closed_day',
  'closed_month',
  'expected_close_day',
  'amount',
  'amount_reporting',
  'currency',
  'won_reason',
  'lost_reason',
  'competitor',
]

/** How often deals are won, why they are lost, and what goes with winning [C6]. */
export const winLoss: Study<'win-loss'> = {
  label: { zh: '赢单与输单', en: 'Win/loss' },
  description: {
    zh: '赢单率按数量和金额，输单原因、竞争对手、规模和周期，以及哪些特征与赢单相伴。',
    en: 'Win rate by count and value, reasons, competitors, size and cycle, and what goes with winning.',
  },
  needs: ['opportunity', 'opportunity.status|opportunity.stage'],
  async run(scope, params) {
    await checkStage(scope, params)
    const population = populationOf(scope, params, params.by)
    if (scope.data.unconverted.has('opportunity')) {
      const asked = { is_created: params.basis === 'created', ...bounds(scope) }
      await scope.refuseUnrated(readingStatement(stepOf('win-loss/money.sql', asked), 'population', population))
    }
    return winLossAnswer(scope, params, await readFacts(scope, params, dealsOf(scope, params, params.by)))
  },
  async things(scope, params, drill) {
    const { outcomes, group, reason, competitor } = readDrill(WinLossDrill, drill)
    const asked = {
      outcomes,
      has_group: group !== undefined,
      group: group ?? null,
      has_reason: reason !== undefined,
      reason: reason ?? null,
      has_competitor: competitor !== undefined,
      competitor: competitor ?? null,
    }
    const rows = await scope.rows<{ id: number }>('win-loss/things.sql', asked, { deals: dealsOf(scope, params, params.by) })
    return { fact: 'opportunity', ids: rows.map(({ id }) => id) }
  },
  async classes(scope, params) {
    await checkStage(scope, params)
    const deals = dealsOf(scope, params, null)
    const lost = (await scope.rows<ReasonRow>('win-loss/reasons.sql', {}, { deals })).filter(({ outcome }) => outcome === 'lost')
    const themes = lost.map(({ reason }) => themeOf(reason, params.reasonGroups))
    const order = allThemes(params.reasonGroups).map(({ id }) => id)
    const named = {
      reasons: lost.map(({ reason }) => reason ?? ''),
      // A group of one's own is called by its name.
      names: themes.map(({ id, label }) => (id.startsWith('own-') ? label.zh : id)),
      places: themes.map(({ id }) => order.indexOf(id)),
    }
    return [readingStatement(stepOf('win-loss/classes.sql', named), 'deals', deals)]
  },
}

/** Deals of these outcomes; of one group, reason or competitor, null = the empty one. */
const WinLossDrill = z.strictObject({
  outcomes: z.array(z.enum(['won', 'lost', 'apart', 'open'])).min(1),
  group: z.string().nullable().optional(),
  reason: z.string().nullable().optional(),
  competitor: z.string().nullable().optional(),
})

async function checkStage(scope: StudyScope, { fromStage }: WinLossParams): Promise<void> {
  if (fromStage === null) return
  const known = (await scope.rows<{ name: string }>('funnel/stages.sql')).map(({ name }) => name)
  if (!known.includes(fromStage)) throw new HelmdeckError('invalid-study', { reason: 'unknown-stage', stage: fromStage, known })
}

// Every deal is one value of it, so that everything is one group.
const everything: DimensionUse = { field: 'source.system' }

function populationOf(scope: StudyScope, { filters }: WinLossParams, by: DimensionUse | null): Statement {
  return scope.population({ fact: 'opportunity', filters, by: [by ?? everything], columns })
}

function bounds({ range }: StudyScope): { from: number; to: number } {
  return { from: range.from ?? -1_000_000, to: range.to ?? 1_000_000 }
}

function dealsOf(scope: StudyScope, params: WinLossParams, by: DimensionUse | null): Statement {
  const deals = stepOf('win-loss/deals.sql', {
    ...bounds(scope),
    is_created: params.basis === 'created',
    as_of: scope.asOf,
    is_overdue_lost: params.against === 'overdue-lost',
    apart: params.setApart,
    stage: params.fromStage,
  })
  return readingStatement(deals, 'population', populationOf(scope, params, by))
}

async function readFacts(scope: StudyScope, params: WinLossParams, deals: Statement): Promise<WinLossFacts> {
  const drivers: WinLossFacts['drivers'][number][] = []
  for (const field of driverFields(scope, params)) {
    const own = dealsOf(scope, params, { field })
    drivers.push({ field, groups: await scope.rows<GroupRow>('win-loss/groups.sql', {}, { deals: own }) })
  }
  return {
    groups: await scope.rows<GroupRow>('win-loss/groups.sql', {}, { deals }),
    reasons: await scope.rows<ReasonRow>('win-loss/reasons.sql', {}, { deals }),
    months: await scope.rows<MonthRow>('win-loss/reason_months.sql', {}, { deals }),
    competitors: await scope.rows<CompetitorRow>('win-loss/competitors.sql', {}, { deals }),
    bands: await scope.rows<BandRow>('win-loss/bands.sql', { sizes: params.sizeBands }, { deals }),
    drivers,
  }
}

const usualDrivers = [
  'account.industry',
  'account.size_band',
  'account.region',
  'channel.name',
  'owner.name',
  'opportunity.competitor',
  'opportunity.type',
]

function driverFields({ data }: StudyScope, { drivers }: WinLossParams): readonly string[] {
  return drivers ?? usualDrivers.filter((field) => missingNeeds(dimensions.get(field)?.needs ?? [], data).length === 0)
}
