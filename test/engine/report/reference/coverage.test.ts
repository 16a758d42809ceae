import { expect, it } from 'vitest'
import { dimensions as catalogDimensions } from '../../../../src/engine/catalog/dimensions.ts'
import { metrics as catalogMetrics } from '../../../../src/engine/catalog/metrics.ts'
import { dimensions } from './dimensions.ts'
import { metrics } from './metrics.ts'

/** What a study works out, with tests of its own. */
const ofStudies = [
  'attributed_margin',
  'attributed_revenue',
  'channel_roi',
  'roas',
  'ltv_cohort',
  'ltv_to_cac',
  'cac_payback_months',
  'forecast_value',
  'forecast_accuracy',
  'forecast_bias',
]

/** What the second opinion does not give, and why; checked by hand in samples/ANSWERS.md and test/engine/studies instead. */
const leftOut: Readonly<Record<string, string>> = {
  slipped_deal_count: 'needs the days on which a deal was planned to close as they were; the reference loads one version of each row',
  push_count: 'needs the moves of the expected close, which come from field histories',
  dso: 'counts back over months of invoices; its balance and what is overdue of it are compared',
  date: 'answered by evaluate.ts, not as a dimension of a fact',
  'segment.rfm.class': 'what a study says of a customer',
  'segment.funnel.furthest': 'what a study says of a lead',
  'segment.stage-flow.stage': 'what a study says of a deal',
  'segment.win-loss.theme': 'what a study says of a deal',
  'segment.cohorts.cohort': 'what a study says of a customer',
  'segment.cohorts.state': 'what a study says of a customer',
  'segment.ltv-cac.tier': 'what a study says of a customer',
  'segment.forecast.standing': 'what a study says of a deal',
}

it('has a second opinion of every metric and dimension of the catalogue, or says why not', () => {
  const offered = [...catalogMetrics.keys(), ...catalogDimensions.keys()]
  const answered = new Set([...Object.keys(metrics), ...Object.keys(dimensions)])
  expect(offered.filter((id) => !answered.has(id)).toSorted()).toEqual([...Object.keys(leftOut), ...ofStudies].toSorted())
  expect([...answered].filter((id) => !offered.includes(id))).toEqual([])
})
