import { by, byMonth, chart, kpi, study, target, type CockpitTemplate } from './template.ts'

const month = { relative: 'this', unit: 'month', n: 1 } as const

/** 销售业绩分析看板: six rows, each a figure and what it is broken down by: new leads, lead conversion, deal size, sales done, forecast, customer activity. */
export const salesPerformance: CockpitTemplate = {
  name: 'sales-performance',
  title: { zh: '销售业绩分析看板', en: 'Sales performance board' },
  period: 'this-quarter',
  rows: [
    {
      h: 7,
      slots: [
        { w: 2, tiles: [kpi('lead_count', '新增线索数', 'New leads'), kpi('opportunity_count', '新增商机数', 'New deals')] },
        {
          w: 3,
          tiles: [
            by('lead_count', 'channel.name', '新增线索数（渠道）', 'New leads by channel'),
            by('opportunity_count', 'channel.name', '新增商机数（渠道）', 'New deals by channel'),
          ],
        },
        {
          w: 3,
          tiles: [
            by('lead_count', 'owner.name', '新增线索数（销售）', 'New leads by owner'),
            by('opportunity_count', 'owner.name', '新增商机数（销售）', 'New deals by owner'),
          ],
        },
        {
          w: 4,
          tiles: [
            byMonth(['lead_count'], '新增线索数（时间）', 'New leads over time', 'line'),
            byMonth(['opportunity_count'], '新增商机数（时间）', 'New deals over time', 'line'),
          ],
        },
      ],
    },
    {
      h: 7,
      slots: [
        { w: 2, tiles: [kpi('lead_to_won_rate', '线索转化率', 'Lead conversion'), kpi('win_rate', '赢单率', 'Win rate')] },
        {
          w: 5,
          tiles: [
            by('lead_to_won_rate', 'channel.name', '线索转化率（渠道）', 'Lead conversion by channel'),
            by('win_rate', 'channel.name', '赢单率（渠道）', 'Win rate by channel'),
          ],
        },
        {
          w: 5,
          tiles: [
            by('lead_to_won_rate', 'owner.name', '线索转化率（销售）', 'Lead conversion by owner'),
            by('win_rate', 'owner.name', '赢单率（销售）', 'Win rate by owner'),
          ],
        },
      ],
    },
    {
      h: 7,
      slots: [
        { w: 2, tiles: [kpi('average_deal_size', '平均客单价', 'Average deal size')] },
        {
          w: 5,
          tiles: [
            by('average_deal_size', 'product.line', '平均客单价（产品线）', 'Deal size by product line'),
            by('average_deal_size', 'product.name', '平均客单价（产品）', 'Deal size by product'),
          ],
        },
        {
          w: 5,
          tiles: [
            by('average_deal_size', 'account.region', '平均客单价（区域）', 'Deal size by region'),
            by('average_deal_size', 'owner.region', '平均客单价（负责人大区）', 'Deal size by the owner’s region'),
            by('average_deal_size', 'account.province', '平均客单价（省份）', 'Deal size by state or province'),
            by('average_deal_size', 'account.country', '平均客单价（国家）', 'Deal size by country'),
            by('average_deal_size', 'account.industry', '平均客单价（行业）', 'Deal size by industry'),
          ],
        },
      ],
    },
    {
      h: 7,
      slots: [
        {
          w: 2,
          tiles: [
            target('won_value', 'won', '销售额已完成', 'Sales done'),
            kpi('won_value', '销售额已完成', 'Sales done'),
            kpi('won_count', '赢单数', 'Deals won'),
          ],
        },
        {
          w: 5,
          tiles: [
            by('won_value', 'owner.name', '销售额已完成（销售）', 'Sales by owner'),
            by('won_count', 'owner.name', '赢单数（销售）', 'Deals won by owner'),
          ],
        },
        {
          w: 5,
          tiles: [
            by('won_value', 'team.name', '销售额已完成（团队）', 'Sales by team'),
            by('won_value', 'owner.manager', '销售额已完成（主管）', 'Sales by manager'),
            by('won_value', 'channel.name', '销售额已完成（渠道）', 'Sales by channel'),
          ],
        },
      ],
    },
    {
      h: 10,
      slots: [
        { w: 6, tiles: [study('forecast', '销售额预测（本月）', 'Sales forecast, this month', { period: month }, 'forecast-month')] },
        { w: 6, tiles: [study('forecast', '销售额预测（本季）', 'Sales forecast, this quarter', {}, 'forecast-quarter')] },
      ],
    },
    {
      h: 7,
      slots: [
        {
          w: 2,
          tiles: [kpi('active_customer_rate', '客户活跃度', 'Active customers'), kpi('new_customer_count', '新客户数', 'New customers')],
        },
        {
          w: 3,
          tiles: [
            by('activity_count', 'activity.kind', '客户活跃度（跟进次数）', 'Activities by type'),
            byMonth(['new_customer_count'], '新客户数（时间）', 'New customers over time', 'line'),
          ],
        },
        {
          w: 3,
          tiles: [
            byMonth(['activity_count'], '客户活跃度（跟进次数、时间）', 'Activities over time', 'line'),
            byMonth(['customer_count'], '购买客户数（时间）', 'Buying customers over time', 'line'),
          ],
        },
        {
          w: 4,
          tiles: [
            by(
              'active_customer_rate',
              'account.region',
              '客户活跃度（最近 7 天有联系，区域）',
              'Customers touched within 7 days, by region',
            ),
            by(
              'active_customer_rate',
              'account.industry',
              '客户活跃度（最近 7 天有联系，行业）',
              'Customers touched within 7 days, by industry',
            ),
            chart('line', '客户活跃度（时间）', 'Active customers over time', {
              rows: [{ field: 'date', grain: 'month' }],
              values: [{ metric: 'active_customer_rate' }],
              period: 'last-12-months',
            }),
          ],
        },
      ],
    },
  ],
}
