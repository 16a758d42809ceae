import type { CockpitTemplate, MovingSpec, TileTemplate } from './template.ts'
import { kpi } from './template.ts'

function tile(id: string, kind: TileTemplate['kind'], zh: string, en: string, spec: MovingSpec): TileTemplate {
  return { id, kind, title: { zh, en }, spec: { period: 'last-12-months', ...spec } }
}

function by(metric: string, field: string, zh: string, en: string, kind: TileTemplate['kind'] = 'bar'): TileTemplate {
  return tile(`${metric}-by-${field.replace('.', '-')}`, kind, zh, en, { rows: [{ field }], values: [{ metric }], sort: [{ by: metric }] })
}

const byMonth = (metric: string, zh: string, en: string): TileTemplate =>
  tile(`${metric}-by-month`, 'line', zh, en, { rows: [{ field: 'date', grain: 'month' }], values: [{ metric }] })

const wonByOwner = tile('won-by-owner', 'table', '销售额已完成（负责人）', 'Sales by owner', {
  rows: [{ field: 'owner.name' }],
  values: [{ metric: 'won_value' }, { metric: 'won_count' }, { metric: 'win_rate' }],
  sort: [{ by: 'won_value' }],
  totals: { rows: 'grand' },
})

/** 销售业绩分析看板: new leads, lead conversion, deal size, sales done and customer activity, each by the dimensions people ask for. */
export const salesPerformance: CockpitTemplate = {
  name: 'sales-performance',
  title: { zh: '销售业绩分析看板', en: 'Sales performance board' },
  period: 'this-quarter',
  rows: [
    {
      h: 4,
      slots: [
        { w: 3, tiles: [kpi('lead_count', '新增线索数', 'New leads'), kpi('opportunity_count', '新增商机数', 'New deals')] },
        { w: 2, tiles: [kpi('lead_to_won_rate', '线索转化率', 'Lead conversion'), kpi('win_rate', '赢单率', 'Win rate')] },
        { w: 2, tiles: [kpi('average_deal_size', '平均客单价', 'Average deal size')] },
        {
          w: 3,
          tiles: [
            kpi('won_value', '销售额已完成', 'Sales done', 'attainment_rate'),
            kpi('won_value', '销售额已完成', 'Sales done'),
            kpi('won_count', '赢单数', 'Deals won'),
          ],
        },
        {
          w: 2,
          tiles: [kpi('active_customer_rate', '客户活跃度', 'Active customers'), kpi('new_customer_count', '新客户数', 'New customers')],
        },
      ],
    },
    {
      h: 8,
      slots: [
        {
          w: 4,
          tiles: [
            by('lead_count', 'channel.name', '新增线索数（渠道）', 'New leads by channel'),
            by('opportunity_count', 'channel.name', '新增商机数（渠道）', 'New deals by channel'),
          ],
        },
        {
          w: 4,
          tiles: [
            by('lead_count', 'owner.name', '新增线索数（销售）', 'New leads by owner'),
            by('opportunity_count', 'owner.name', '新增商机数（销售）', 'New deals by owner'),
          ],
        },
        {
          w: 4,
          tiles: [
            byMonth('lead_count', '新增线索数（时间）', 'New leads over time'),
            byMonth('opportunity_count', '新增商机数（时间）', 'New deals over time'),
          ],
        },
      ],
    },
    {
      h: 8,
      slots: [
        {
          w: 4,
          tiles: [
            by('lead_to_won_rate', 'channel.name', '线索转化率（渠道）', 'Lead conversion by channel'),
            by('win_rate', 'channel.name', '赢单率（渠道）', 'Win rate by channel'),
          ],
        },
        {
          w: 4,
          tiles: [
            by('average_deal_size', 'product.line', '平均客单价（产品线）', 'Deal size by product line'),
            by('average_deal_size', 'product.name', '平均客单价（产品）', 'Deal size by product'),
          ],
        },
        {
          w: 4,
          tiles: [
            by('average_deal_size', 'owner.region', '平均客单价（区域）', 'Deal size by region'),
            by('average_deal_size', 'account.region', '平均客单价（客户大区）', 'Deal size by account region'),
            by('average_deal_size', 'account.industry', '平均客单价（行业）', 'Deal size by industry'),
          ],
        },
      ],
    },
    {
      h: 9,
      slots: [
        { w: 6, tiles: [wonByOwner] },
        {
          w: 6,
          tiles: [
            by('won_value', 'team.name', '销售额已完成（团队）', 'Sales by team'),
            by('won_value', 'owner.manager', '销售额已完成（主管）', 'Sales by manager'),
          ],
        },
      ],
    },
    {
      h: 8,
      slots: [
        {
          w: 6,
          tiles: [
            byMonth('active_customer_rate', '客户活跃度（时间）', 'Active customers over time'),
            byMonth('new_customer_count', '新客户数（时间）', 'New customers over time'),
          ],
        },
        {
          w: 6,
          tiles: [
            by('activity_count', 'activity.kind', '跟进次数（方式）', 'Activities by type', 'doughnut'),
            by('won_value', 'account.industry', '赢单金额（行业）', 'Won value by industry'),
          ],
        },
      ],
    },
  ],
}
