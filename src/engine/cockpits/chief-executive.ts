import { by, byMonth, chart, kpi, study, target, type CockpitTemplate } from './template.ts'

/** What a company is steered by: sales against target, cash, margin, customers, and where the quarter will end. */
export const chiefExecutive: CockpitTemplate = {
  name: 'chief-executive',
  title: { zh: 'CEO 驾驶舱', en: 'CEO' },
  period: 'this-quarter',
  rows: [
    {
      h: 4,
      slots: [
        {
          w: 3,
          tiles: [
            target('won_value', 'won', '本季赢单与目标', 'Won against target, this quarter'),
            kpi('won_value', '本季赢单金额', 'Won this quarter'),
            kpi('won_count', '本季赢单数', 'Deals won this quarter'),
          ],
        },
        {
          w: 3,
          tiles: [
            kpi('received_amount', '本季回款', 'Cash received'),
            kpi('order_value', '本季订单', 'Orders this quarter'),
            kpi('pipeline_value', '管道金额', 'Pipeline'),
          ],
        },
        { w: 2, tiles: [kpi('gross_margin_rate', '毛利率', 'Gross margin'), kpi('average_deal_size', '平均客单价', 'Average deal size')] },
        { w: 2, tiles: [kpi('win_rate', '赢单率', 'Win rate')] },
        {
          w: 2,
          tiles: [kpi('new_customer_count', '新客户数', 'New customers'), kpi('sales_cycle_days', '平均销售周期', 'Average sales cycle')],
        },
      ],
    },
    {
      h: 9,
      slots: [
        {
          w: 6,
          tiles: [
            byMonth(['won_value', 'target_value'], '每月赢单与目标', 'Won value and target by month'),
            byMonth(['won_value'], '每月赢单金额', 'Won value by month'),
            byMonth(['won_count'], '每月赢单数', 'Deals won by month'),
          ],
        },
        { w: 6, tiles: [study('forecast', '本季销售预测', 'Forecast of the quarter')] },
      ],
    },
    {
      h: 8,
      slots: [
        {
          w: 4,
          tiles: [
            by('won_value', 'product.line', '各产品线赢单金额', 'Won value by product line', 'doughnut', 'last-12-months'),
            by('won_value', 'product.name', '各产品赢单金额', 'Won value by product', 'doughnut', 'last-12-months'),
          ],
        },
        {
          w: 4,
          tiles: [
            by('won_value', 'team.name', '各团队赢单金额', 'Won value by team', 'bar', 'last-12-months'),
            by('won_value', 'owner.manager', '各主管赢单金额', 'Won value by manager', 'bar', 'last-12-months'),
            by('won_value', 'owner.name', '各负责人赢单金额', 'Won value by owner', 'bar', 'last-12-months'),
          ],
        },
        {
          w: 4,
          tiles: [
            byMonth(['received_amount', 'order_value'], '每月订单与回款', 'Orders and cash by month'),
            by('won_value', 'account.industry', '各行业赢单金额', 'Won value by industry', 'bar', 'last-12-months'),
          ],
        },
      ],
    },
    {
      h: 9,
      slots: [
        { w: 6, tiles: [study('pipeline-bridge', '管道变动', 'Pipeline bridge')] },
        {
          w: 6,
          tiles: [
            chart('table', '赢单金额最高的客户', 'Accounts with the highest won value', {
              rows: [{ field: 'account.name' }],
              values: [{ metric: 'won_value' }, { metric: 'won_count' }],
              top: { field: 'account.name', n: 10, by: 'won_value', other: true },
              sort: [{ by: 'won_value' }],
              totals: { rows: 'grand' },
              period: 'last-12-months',
            }),
          ],
        },
      ],
    },
  ],
}
