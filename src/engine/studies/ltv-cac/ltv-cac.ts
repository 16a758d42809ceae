import { z } from 'zod'
import type { LtvCacParams, SettledLtvCacParams } from '../../../contract/study-ltv-cac.ts'
import { readDrill } from '../drill.ts'
import type { StudyScope } from '../scope.ts'
import type { Study } from '../study.ts'
import { readCohortValues, type CohortValues } from './cohort-value.ts'
import { readModel } from './customer-model.ts'
import { ltvAnswer } from './ltv-answer.ts'
import type { ListedCustomer, LtvFacts } from './ltv-facts.ts'
import { always, membersOf, purchasesOf, readMargin, wonDays } from './ltv-steps.ts'
import { byWorthToCome, tierStatements } from './value-tiers.ts'
import { isOfCohort, predict, sumOf, type Predictions } from './predictions.ts'

/** What customers are worth, and what it cost to win them [C14, C15, C16]. */
export const ltvCac: Study<'ltv-cac'> = {
  label: { zh: '客户价值与获客成本', en: 'Customer value and cost' },
  description: {
    zh: '一批新客户花了多少钱赢得、至今带来多少毛利、第几个月回本；并预测他们今后的购买和价值。',
    en: 'What new customers cost to win, what margin they brought so far, when that was earned back, and what is still to come.',
  },
  needs: ['account', 'order|opportunity'],
  async run(scope, asked) {
    const params = await settled(scope, asked)
    const values = await readCohortValues(scope, params)
    return {
      ...ltvAnswer(scope, params, await readFacts(scope, params, values), asked.basis === undefined),
      taken: { basis: params.basis },
    }
  },
  async things(scope, asked, drill) {
    const params = await settled(scope, asked)
    const { kind, group, months, id } = readDrill(LtvDrill, drill)
    if (kind === 'customer') return { fact: 'customer', ids: id === undefined ? [] : [id] }
    const days = kind === 'everyone' ? always : wonDays(scope)
    const steps = {
      members: membersOf(scope, params.filters, params.by, days),
      purchases: purchasesOf(scope, params, await readMargin(scope)),
    }
    const which = {
      as_of: scope.asOf,
      is_paid_only: kind === 'paid' || (kind === 'members' && params.cac === 'paid'),
      has_group: group !== undefined,
      group: group ?? null,
      months: months ?? null,
    }
    const rows = await scope.rows<{ id: number }>('ltv-cac/things.sql', which, steps)
    return { fact: 'customer', ids: rows.map((row) => row.id) }
  },
  async classes(scope, asked) {
    const params = await settled(scope, asked)
    const { margin } = await readCohortValues(scope, params)
    const steps = { members: membersOf(scope, params.filters, params.by, always), purchases: purchasesOf(scope, params, margin) }
    const model = await readModel(scope, params, steps)
    const predictions = model === null ? null : await predict(scope, params, model)
    return model === null || predictions === null ? [] : tierStatements(model.customers.ids, predictions)
  },
}

/** Without a basis the margin, or revenue where nobody knows any cost. */
async function settled(scope: StudyScope, params: LtvCacParams): Promise<SettledLtvCacParams> {
  if (params.basis !== undefined) return { ...params, basis: params.basis }
  const isKnown = params.marginRate !== null || (await readMargin(scope)).rate !== null
  return { ...params, basis: isKnown ? 'margin' : 'revenue' }
}

/** `won` in the period, of these through a `paid` channel, `members` = whose worth is told, `everyone` ever, or one customer. */
const LtvDrill = z.strictObject({
  kind: z.enum(['won', 'paid', 'members', 'everyone', 'customer']),
  group: z.string().nullable().optional(),
  months: z.int().min(1).optional(),
  id: z.int().optional(),
})

async function readFacts(scope: StudyScope, params: SettledLtvCacParams, values: CohortValues): Promise<LtvFacts> {
  const steps = { members: membersOf(scope, params.filters, params.by, always), purchases: purchasesOf(scope, params, values.margin) }
  const model = await readModel(scope, params, steps)
  const predictions = model === null ? null : await predict(scope, params, model)
  const none = { values, model, predictions, ofCohort: null, ofGroups: new Map(), ofAll: null, list: [] }
  if (model === null || predictions === null) return none
  const { groups } = model.customers
  const isMember = isOfCohort(model, params, values.days)
  return {
    ...none,
    ofCohort: sumOf(predictions, isMember),
    ofGroups: new Map(
      params.by === null
        ? []
        : values.groups.map(({ group }) => [group, sumOf(predictions, (place) => isMember(place) && groups[place] === group)]),
    ),
    ofAll: sumOf(predictions, () => true),
    list: await listOf(scope, params, model.customers.ids, predictions),
  }
}

/** By worth to come, where money is not told by purchases. */
async function listOf(
  scope: StudyScope,
  { list }: SettledLtvCacParams,
  ids: Float64Array,
  { worth, purchases }: Predictions,
): Promise<ListedCustomer[]> {
  const chosen = [...byWorthToCome(ids, worth ?? purchases).subarray(0, list)]
  const found = await scope.rows<{ id: number; name: string | null }>('ltv-cac/names.sql', { ids: chosen.map((place) => ids[place]!) })
  const names = new Map(found.map(({ id, name }) => [id, name]))
  return chosen.map((place) => ({ place, id: ids[place]!, name: names.get(ids[place]!) ?? null }))
}
