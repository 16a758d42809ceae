import { by, byMonth, chart, kpi, target, type CockpitTemplate } from './template.ts'

/** 回款: what came in, what is owed, since when, by whom; and the margin of what was sold. */
export const finance: CockpitTemplate = {
  name: 'finance',
  title: { zh: '财务回款驾驶舱', en: 'Finance' },
  period: 'this-quarter',
  rows: [
    {
      h: 4,
      slots: [
        {
          w: 3,
          tiles: [
            target('received_amount', 'cash', '本季回款与目标', 'Cash against target, this quarter'),
            kpi('received_amount', '本季回款', 'Cash received'),
            kpi('won_value', '本季赢单金额', 'Won this quarter'),
          ],
        },
        { w: 3, tiles: [kpi('receivable_balance', '应收余额', 'Receivables'), kpi('order_value', '本季订单', 'Orders this quarter')] },
        { w: 2, tiles: [kpi('overdue_balance', '逾期应收', 'Overdue'), kpi('gross_margin', '毛利', 'Gross margin')] },
        {
          w: 2,
          tiles: [
            kpi('collection_rate', '回款率', 'Collection rate'),
            kpi('gross_margin_rate', '毛利率', 'Gross margin rate'),
            kpi('average_deal_size', '平均客单价', 'Average deal size'),
          ],
        },
        {
          w: 2,
          tiles: [kpi('dso', '应收账款周转天数', 'DSO'), kpi('order_count', '订单数', 'Orders'), kpi('won_count', '赢单数', 'Deals won')],
        },
      ],
    },
    {
      h: 8,
      slots: [
        {
          w: 7,
          tiles: [
            byMonth(['received_amount', 'due_amount'], '每月应收与回款', 'Due and received by month'),
            byMonth(['received_amount', 'order_value'], '每月订单与回款', 'Orders and cash by month'),
            byMonth(['won_value'], '每月赢单金额', 'Won value by month'),
          ],
        },
        {
          w: 5,
          tiles: [
            chart('bar', '应收账龄', 'Receivables by days overdue', {
              rows: [{ field: 'instalment.ageing_bucket' }],
              values: [{ metric: 'receivable_balance' }],
            }),
            by('received_amount', 'owner.name', '各负责人回款', 'Cash by owner'),
            by('won_value', 'owner.name', '各负责人赢单金额', 'Won value by owner'),
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
            chart('table', '欠款最多的客户', 'Who owes most', {
              rows: [{ field: 'account.name' }],
              values: [{ metric: 'receivable_balance' }, { metric: 'overdue_balance' }],
              top: { field: 'account.name', n: 15, by: 'receivable_balance', other: true },
              sort: [{ by: 'receivable_balance' }],
              totals: { rows: 'grand' },
            }),
            chart('table', '回款最多的客户', 'Who pays most', {
              rows: [{ field: 'account.name' }],
              values: [{ metric: 'received_amount' }],
              top: { field: 'account.name', n: 15, by: 'received_amount', other: true },
              sort: [{ by: 'received_amount' }],
              totals: { rows: 'grand' },
              period: 'last-12-months',
            }),
            chart('table', '赢单金额最高的客户', 'Accounts with the highest won value', {
              rows: [{ field: 'account.name' }],
              values: [{ metric: 'won_value' }],
              top: { field: 'account.name', n: 15, by: 'won_value', other: true },
              sort: [{ by: 'won_value' }],
              totals: { rows: 'grand' },
              period: 'last-12-months',
            }),
          ],
        },
        {
          w: 6,
          tiles: [
            byMonth(['gross_margin_rate'], '每月毛利率', 'Gross margin rate by month', 'line'),
            byMonth(['order_value'], '每月订单金额', 'Order value by month'),
            by('won_value', 'product.line', '各产品线赢单金额', 'Won value by product line', 'bar', 'last-12-months'),
            by('won_value', 'product.name', '各产品赢单金额', 'Won value by product', 'bar', 'last-12-months'),
          ],
        },
      ],
    },
  ],
}
