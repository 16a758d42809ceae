import type { ReportSpecInput } from '../../../src/contract/report-spec.ts'

const year = { from: '2025-10-01', to: '2026-09-30' }
const quarters = { field: 'date', grain: 'quarter' } as const
const months = { field: 'date', grain: 'month' } as const
const all = { rows: 'all-levels', columns: 'grand' } as const
const grand = { rows: 'grand' } as const
const team = { field: 'team.name' }
const owner = { field: 'owner.name' }
const industry = { field: 'account.industry' }
const line = { field: 'product.line' }

/** Questions that leave nothing of the report model out: shelves, totals, comparisons, calculations, ranks, conditions, money. */
export const thirtySpecs: Readonly<Record<string, ReportSpecInput>> = {
  one: { values: [{ metric: 'won_value' }] },
  several: { values: [{ metric: 'won_value' }, { metric: 'win_rate' }, { metric: 'sales_cycle_days', stat: 'p50' }] },
  owners: { rows: [owner], values: [{ metric: 'won_value' }, { metric: 'won_count' }], totals: grand },
  ratios: { rows: [owner], values: [{ metric: 'win_rate' }, { metric: 'average_deal_size' }], totals: grand },
  levels: { rows: [team, owner], values: [{ metric: 'won_value' }, { metric: 'win_rate' }], totals: all, period: year },
  threeLevels: { rows: [team, owner, industry], values: [{ metric: 'won_value' }, { metric: 'won_count' }], totals: all, period: year },
  pivot: { rows: [team, owner], columns: [quarters], values: [{ metric: 'won_value' }], totals: all, period: year },
  pivotOfTwo: {
    rows: [industry],
    columns: [quarters],
    values: [{ metric: 'won_value' }, { metric: 'win_rate' }],
    totals: all,
    period: year,
  },
  pivotAcross: { rows: [team], columns: [industry], values: [{ metric: 'opportunity_count' }], totals: all },
  months: { rows: [months], values: [{ metric: 'won_value' }, { metric: 'lost_value' }], totals: grand, period: year },
  weeks: { rows: [{ field: 'date', grain: 'week' }], values: [{ metric: 'lead_count' }], totals: grand, period: year },
  days: {
    rows: [{ field: 'date', grain: 'day' }],
    values: [{ metric: 'lead_count' }],
    totals: grand,
    period: { from: '2026-08-01', to: '2026-09-30' },
  },
  weekdays: { rows: [{ field: 'date', grain: 'weekday' }], values: [{ metric: 'lead_count' }], totals: grand, period: year },
  years: { rows: [{ field: 'date', grain: 'year' }, quarters], values: [{ metric: 'won_value' }], totals: all },
  compared: {
    rows: [owner],
    values: [{ metric: 'won_value' }],
    compare: ['previous-year', 'previous-period'],
    totals: grand,
    period: year,
  },
  changed: {
    rows: [industry],
    values: [{ metric: 'won_value' }],
    compare: ['previous-year'],
    calculations: [
      { of: 'won_value', as: 'difference', against: 'previous-year' },
      { of: 'won_value', as: 'relative-difference', against: 'previous-year' },
    ],
    totals: grand,
    period: year,
  },
  shares: {
    rows: [team, owner],
    values: [{ metric: 'won_value' }],
    calculations: [
      { of: 'won_value', as: 'share-of-parent' },
      { of: 'won_value', as: 'share-of-total' },
    ],
    totals: all,
  },
  running: {
    rows: [months],
    values: [{ metric: 'won_value' }],
    calculations: [
      { of: 'won_value', as: 'running-total' },
      { of: 'won_value', as: 'moving-average' },
    ],
    totals: grand,
    period: year,
  },
  ranked: {
    rows: [owner],
    values: [{ metric: 'won_value' }],
    calculations: [{ of: 'won_value', as: 'rank' }],
    sort: [{ by: 'won_value' }],
    totals: grand,
  },
  top: {
    rows: [{ field: 'account.name' }],
    values: [{ metric: 'won_value' }, { metric: 'won_count' }],
    top: { field: 'account.name', n: 5, by: 'won_value', other: true },
    totals: grand,
  },
  topWithin: {
    rows: [team, { field: 'account.name' }],
    values: [{ metric: 'won_value' }],
    top: { field: 'account.name', n: 3, by: 'won_value', other: true },
    totals: all,
  },
  topAlone: {
    rows: [{ field: 'account.name' }],
    values: [{ metric: 'won_value' }],
    top: { field: 'account.name', n: 5, by: 'won_value' },
    totals: grand,
  },
  limited: { rows: [owner], values: [{ metric: 'won_value' }], sort: [{ by: 'won_value' }], limit: 4, totals: grand },
  pipeline: {
    rows: [{ field: 'stage.name' }],
    values: [{ metric: 'pipeline_value' }, { metric: 'weighted_pipeline_value' }, { metric: 'open_opportunity_count' }],
    totals: grand,
  },
  pipelineByMonth: {
    rows: [months],
    columns: [team],
    values: [{ metric: 'pipeline_value' }],
    totals: all,
    period: { from: '2026-06-01', to: '2026-09-30' },
  },
  products: { rows: [line], values: [{ metric: 'won_value' }, { metric: 'won_count' }], totals: grand },
  cycles: {
    rows: [industry],
    values: [
      { metric: 'sales_cycle_days', stat: 'average' },
      { metric: 'sales_cycle_days', stat: 'p90' },
      { metric: 'sales_cycle_days', stat: 'count' },
    ],
    totals: grand,
  },
  orders: {
    rows: [industry],
    columns: [quarters],
    values: [{ metric: 'order_value' }, { metric: 'gross_margin_rate' }],
    totals: all,
    period: year,
  },
  cash: {
    rows: [months],
    values: [{ metric: 'due_amount' }, { metric: 'received_amount' }, { metric: 'collection_rate' }],
    totals: grand,
    period: year,
  },
  spend: {
    rows: [{ field: 'channel.name' }],
    values: [{ metric: 'spend' }, { metric: 'cost_per_lead' }, { metric: 'lead_count' }],
    totals: grand,
    period: year,
  },
  filtered: {
    rows: [owner],
    values: [{ metric: 'won_value' }],
    filters: [{ field: 'account.industry', op: 'is-not-empty' }],
    having: [{ metric: 'won_value', op: 'at-least', values: [1] }],
    totals: grand,
  },
  fiscal: {
    rows: [{ field: 'date', grain: 'fiscal_quarter' }],
    columns: [{ field: 'opportunity.type' }],
    values: [{ metric: 'won_value' }],
    totals: all,
    period: year,
  },
}
