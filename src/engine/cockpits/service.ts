import { by, byMonth, chart, kpi, type CockpitTemplate } from './template.ts'

/** What customers ask for, how fast they are answered, how content they are; without tickets, whether customers stay. */
export const service: CockpitTemplate = {
  name: 'service',
  title: { zh: '客户服务驾驶舱', en: 'Customer service' },
  period: 'this-quarter',
  rows: [
    {
      h: 4,
      slots: [
        {
          w: 3,
          tiles: [kpi('ticket_count', '新增工单', 'New tickets', 'backlog_count'), kpi('customer_count', '购买客户数', 'Buying customers')],
        },
        {
          w: 3,
          tiles: [kpi('first_response_hours', '首次响应时间', 'First response'), kpi('new_customer_count', '新客户数', 'New customers')],
        },
        { w: 2, tiles: [kpi('resolution_hours', '解决时间', 'Time to solve'), kpi('repeat_purchase_rate', '复购率', 'Repeat purchases')] },
        {
          w: 2,
          tiles: [kpi('sla_attainment_rate', 'SLA 达成率', 'SLA met'), kpi('active_customer_rate', '客户活跃度', 'Active customers')],
        },
        { w: 2, tiles: [kpi('csat', '客户满意度', 'Satisfaction'), kpi('average_deal_size', '平均客单价', 'Average deal size')] },
      ],
    },
    {
      h: 8,
      slots: [
        {
          w: 7,
          tiles: [
            byMonth(['ticket_count', 'backlog_count'], '每月新增与未结工单', 'New and open tickets by month'),
            byMonth(['customer_count', 'new_customer_count'], '每月购买客户', 'Buying customers by month'),
          ],
        },
        {
          w: 5,
          tiles: [
            by('ticket_count', 'ticket.kind', '工单类型', 'Tickets by type', 'bar', 'last-12-months'),
            by('ticket_count', 'ticket.priority', '工单优先级', 'Tickets by priority', 'bar', 'last-12-months'),
            by('customer_count', 'account.industry', '各行业购买客户', 'Buying customers by industry', 'bar', 'last-12-months'),
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
            byMonth(['csat'], '每月客户满意度', 'Satisfaction by month', 'line'),
            byMonth(['sla_attainment_rate'], '每月 SLA 达成率', 'SLA met by month', 'line'),
            byMonth(['repeat_purchase_rate'], '每月复购率', 'Repeat purchases by month', 'line'),
          ],
        },
        {
          w: 6,
          tiles: [
            chart('table', '工单最多的客户', 'Customers with the most tickets', {
              rows: [{ field: 'account.name' }],
              values: [{ metric: 'ticket_count' }, { metric: 'backlog_count' }],
              top: { field: 'account.name', n: 15, by: 'ticket_count', other: false },
              sort: [{ by: 'ticket_count' }],
              period: 'last-12-months',
            }),
            chart('table', '购买最多的客户', 'Customers who buy most', {
              rows: [{ field: 'account.name' }],
              values: [{ metric: 'won_value' }, { metric: 'won_count' }],
              top: { field: 'account.name', n: 15, by: 'won_value', other: false },
              sort: [{ by: 'won_value' }],
              period: 'last-12-months',
            }),
          ],
        },
      ],
    },
  ],
}
