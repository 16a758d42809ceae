import { by, byMonth, chart, kpi, study, type CockpitTemplate } from './template.ts'

/** Where leads come from, what they cost, and what becomes of them. */
export const marketing: CockpitTemplate = {
  name: 'marketing',
  title: { zh: '市场驾驶舱', en: 'Marketing' },
  period: 'this-quarter',
  rows: [
    {
      h: 4,
      slots: [
        {
          w: 3,
          tiles: [kpi('lead_count', '新增线索数', 'New leads'), kpi('opportunity_count', '新增商机数', 'New deals')],
        },
        {
          w: 2,
          tiles: [
            kpi('mql_count', 'MQL 数', 'MQLs'),
            kpi('valid_lead_count', '有效线索数', 'Valid leads'),
            kpi('won_count', '赢单数', 'Deals won'),
          ],
        },
        { w: 2, tiles: [kpi('lead_to_won_rate', '线索转化率', 'Lead conversion'), kpi('win_rate', '赢单率', 'Win rate')] },
        { w: 3, tiles: [kpi('spend', '渠道投入', 'Spend'), kpi('won_value', '赢单金额', 'Won value')] },
        {
          w: 2,
          tiles: [kpi('cost_per_lead', '单条线索成本', 'Cost per lead'), kpi('average_deal_size', '平均客单价', 'Average deal size')],
        },
      ],
    },
    {
      h: 8,
      slots: [
        {
          w: 6,
          tiles: [
            chart('stacked-bar', '每月新增线索（渠道）', 'New leads by month and channel', {
              rows: [{ field: 'date', grain: 'month' }],
              columns: [{ field: 'channel.name' }],
              values: [{ metric: 'lead_count' }],
              top: { field: 'channel.name', n: 6, by: 'lead_count', other: true },
              period: 'last-12-months',
            }),
            byMonth(['opportunity_count'], '每月新增商机', 'New deals by month'),
          ],
        },
        {
          w: 6,
          tiles: [
            by('lead_to_won_rate', 'channel.name', '各渠道线索转化率', 'Lead conversion by channel', 'bar', 'last-12-months'),
            by('win_rate', 'channel.name', '各渠道赢单率', 'Win rate by channel', 'bar', 'last-12-months'),
            by('won_value', 'account.industry', '各行业赢单金额', 'Won value by industry', 'bar', 'last-12-months'),
          ],
        },
      ],
    },
    {
      h: 9,
      slots: [
        {
          w: 7,
          tiles: [
            study('channels', '渠道投入产出', 'What channels bring'),
            by('won_value', 'channel.name', '各渠道赢单金额', 'Won value by channel', 'bar', 'last-12-months'),
          ],
        },
        {
          w: 5,
          tiles: [
            byMonth(['spend'], '每月渠道投入', 'Spend by month'),
            by('opportunity_count', 'channel.name', '各渠道新增商机', 'New deals by channel', 'bar', 'last-12-months'),
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
            chart('table', '渠道一览', 'Channels', {
              rows: [{ field: 'channel.name' }],
              values: [{ metric: 'lead_count' }, { metric: 'spend' }, { metric: 'cost_per_lead' }, { metric: 'lead_to_won_rate' }],
              sort: [{ by: 'lead_count' }],
              totals: { rows: 'grand' },
              period: 'last-12-months',
            }),
            chart('table', '渠道一览', 'Channels', {
              rows: [{ field: 'channel.name' }],
              values: [{ metric: 'opportunity_count' }, { metric: 'won_count' }, { metric: 'win_rate' }],
              sort: [{ by: 'opportunity_count' }],
              totals: { rows: 'grand' },
              period: 'last-12-months',
            }),
          ],
        },
        {
          w: 6,
          tiles: [
            by('lead_count', 'campaign.name', '市场活动带来的线索', 'Leads by campaign', 'bar', 'last-12-months'),
            by('lead_count', 'lead.status', '线索状态', 'Leads by status', 'bar', 'last-12-months'),
            by('won_value', 'product.line', '各产品线赢单金额', 'Won value by product line', 'bar', 'last-12-months'),
          ],
        },
      ],
    },
  ],
}
