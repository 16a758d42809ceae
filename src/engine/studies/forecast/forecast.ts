import type { Study } from '../study.ts'
import { forecastAnswer } from './forecast-answer.ts'
import { thingsOf } from './forecast-drill.ts'
import { readFacts, rulesOf } from './forecast-facts.ts'
import { keepsakeOf } from './kept-forecasts.ts'
import { knownAt } from './known.ts'
import { standings } from './standing.ts'
import { readHistory } from './read-history.ts'

/** How much will be won in a period, by several methods, each with its track record [C20] [C21] [C22]. */
export const forecast: Study<'forecast'> = {
  label: { zh: '销售预测', en: 'Forecast' },
  description: {
    zh: '这个季度会赢多少：几种方法的预测、区间，以及它们过去差了多少。',
    en: 'How much will be won this quarter: several methods, their ranges, and how far each missed before.',
  },
  needs: ['opportunity', 'opportunity.amount', 'opportunity.status|opportunity.stage'],
  async run(scope, params) {
    return forecastAnswer(params, await readFacts(scope, params))
  },
  async things(scope, params, drill) {
    const known = knownAt(await readHistory(scope, params), scope.asOf)
    const { period, category } = rulesOf(scope, params, known)
    return thingsOf(known, period.days, category, drill)
  },
  async classes(scope, params) {
    const known = knownAt(await readHistory(scope, params), scope.asOf)
    const { period, category } = rulesOf(scope, params, known)
    return standings(known, period.days, category)
  },
  keepsake: keepsakeOf,
}
