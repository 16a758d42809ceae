import { by, byMonth, chart, kpi, target, type CockpitTemplate } from './template.ts'

/** One's own quarter: what is reached, what is open, what needs a call. Who that is stands in the settings. */
export const salesRep: CockpitTemplate = {
  name: 'sales-rep',
  title: { zh: '我的销售驾驶舱', en: 'My sales' },
  period: 'this-quarter',
  filters: [{ field: 'owner.name', op: 'in', values: ['@me'] }],
  rows: [
    {
      h: 4,
      slots: [
        {
          w: 3,
          tiles: [
            target('won_value', 'won', '我的本季赢单与目标', 'My quarter against target'),
            kpi('won_value', '我的本季赢单', 'Won this quarter'),
            kpi('won_count', '我的本季赢单数', 'Deals won this quarter'),
          ],
        },
        {
          w: 3,
          tiles: [kpi('pipeline_value', '我的管道金额', 'My pipeline'), kpi('open_opportunity_count', '我的在手商机', 'My open deals')],
        },
        { w: 2, tiles: [kpi('win_rate', '我的赢单率', 'My win rate')] },
        { w: 2, tiles: [kpi('average_deal_size', '我的平均客单价', 'My average deal size')] },
        { w: 2, tiles: [kpi('activity_count', '我的跟进次数', 'My activities'), kpi('lead_count', '我的新增线索', 'My new leads')] },
      ],
    },
    {
      h: 9,
      slots: [
        {
          w: 7,
          tiles: [
            chart('table', '我的在手商机', 'My open deals', {
              rows: [{ field: 'opportunity.name' }, { field: 'stage.name' }],
              values: [{ metric: 'pipeline_value' }],
              sort: [{ by: 'pipeline_value' }],
              limit: 50,
            }),
            chart('table', '我的在手商机（客户）', 'My open deals by account', {
              rows: [{ field: 'account.name' }, { field: 'stage.name' }],
              values: [{ metric: 'pipeline_value' }, { metric: 'open_opportunity_count' }],
              sort: [{ by: 'pipeline_value' }],
              limit: 50,
            }),
          ],
        },
        {
          w: 5,
          tiles: [
            chart('bar', '我的各阶段管道', 'My pipeline by stage', {
              rows: [{ field: 'stage.name' }],
              values: [{ metric: 'pipeline_value' }],
            }),
            chart('bar', '我的在手商机年龄', 'Age of my open deals', {
              rows: [{ field: 'opportunity.age_band' }],
              values: [{ metric: 'open_opportunity_count' }],
            }),
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
            byMonth(['won_value', 'target_value'], '我的每月赢单与目标', 'My won value and target by month'),
            byMonth(['won_value'], '我的每月赢单金额', 'My won value by month'),
          ],
        },
        {
          w: 6,
          tiles: [
            by('activity_count', 'activity.kind', '我的跟进方式', 'My activities by type'),
            by('lost_count', 'opportunity.lost_reason', '我的输单原因', 'Why I lose deals', 'bar', 'last-12-months'),
            by('won_value', 'account.industry', '我的各行业赢单', 'My won value by industry', 'bar', 'last-12-months'),
          ],
        },
      ],
    },
  ],
}
