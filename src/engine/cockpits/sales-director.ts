import type { ReportTemplate, CockpitTemplate } from './template.ts'
import { kpi } from './template.ts'

const wonByMonthAndTarget: ReportTemplate = {
  id: 'won-by-month-target',
  kind: 'bar',
  title: { zh: '每月赢单金额与目标', en: 'Won value and target by month' },
  spec: {
    rows: [{ field: 'date', grain: 'month' }],
    values: [{ metric: 'won_value' }, { metric: 'target_value' }],
    period: 'last-12-months',
  },
}
const wonByMonth: ReportTemplate = {
  id: 'won-by-month',
  kind: 'bar',
  title: { zh: '每月赢单金额', en: 'Won value by month' },
  spec: {
    rows: [{ field: 'date', grain: 'month' }],
    values: [{ metric: 'won_value' }],
    period: 'last-12-months',
    compare: ['previous-year'],
  },
}
const dealsWonByMonth: ReportTemplate = {
  id: 'deals-won-by-month',
  kind: 'bar',
  title: { zh: '每月赢单数', en: 'Deals won by month' },
  spec: {
    rows: [{ field: 'date', grain: 'month' }],
    values: [{ metric: 'won_count' }, { metric: 'lost_count' }],
    period: 'last-12-months',
  },
}
const pipelineByStage: ReportTemplate = {
  id: 'pipeline-by-stage',
  kind: 'bar',
  title: { zh: '各阶段管道金额', en: 'Pipeline by stage' },
  spec: { rows: [{ field: 'stage.name' }], values: [{ metric: 'pipeline_value' }] },
}
const openByStage: ReportTemplate = {
  id: 'open-by-stage',
  kind: 'bar',
  title: { zh: '各阶段在手商机', en: 'Open deals by stage' },
  spec: { rows: [{ field: 'stage.name' }], values: [{ metric: 'open_opportunity_count' }] },
}
const openByAge: ReportTemplate = {
  id: 'open-by-age',
  kind: 'bar',
  title: { zh: '在手商机年龄', en: 'Age of open deals' },
  spec: { rows: [{ field: 'opportunity.age_band' }], values: [{ metric: 'open_opportunity_count' }] },
}
const winRateByOwner: ReportTemplate = {
  id: 'win-rate-by-owner',
  kind: 'bar',
  title: { zh: '负责人赢单率', en: 'Win rate by owner' },
  spec: {
    rows: [{ field: 'owner.name' }],
    values: [{ metric: 'win_rate' }, { metric: 'won_count' }],
    period: 'last-12-months',
    top: { field: 'owner.name', n: 12, by: 'won_count', other: false },
    sort: [{ by: 'win_rate' }],
  },
}
const wonByChannel: ReportTemplate = {
  id: 'won-by-channel',
  kind: 'doughnut',
  title: { zh: '各渠道赢单金额', en: 'Won value by channel' },
  spec: {
    rows: [{ field: 'channel.name' }],
    values: [{ metric: 'won_value' }],
    period: 'last-12-months',
    top: { field: 'channel.name', n: 5, by: 'won_value', other: true },
    sort: [{ by: 'won_value' }],
  },
}
const wonByProductLine: ReportTemplate = {
  id: 'won-by-product-line',
  kind: 'doughnut',
  title: { zh: '各产品线赢单金额', en: 'Won value by product line' },
  spec: {
    rows: [{ field: 'product.line' }],
    values: [{ metric: 'won_value' }],
    period: 'last-12-months',
    top: { field: 'product.line', n: 5, by: 'won_value', other: true },
    sort: [{ by: 'won_value' }],
  },
}
const wonByProduct: ReportTemplate = {
  id: 'won-by-product',
  kind: 'doughnut',
  title: { zh: '各产品赢单金额', en: 'Won value by product' },
  spec: {
    rows: [{ field: 'product.name' }],
    values: [{ metric: 'won_value' }],
    period: 'last-12-months',
    top: { field: 'product.name', n: 5, by: 'won_value', other: true },
    sort: [{ by: 'won_value' }],
  },
}
const wonByIndustry: ReportTemplate = {
  id: 'won-by-industry',
  kind: 'bar',
  title: { zh: '各行业赢单金额', en: 'Won value by industry' },
  spec: { rows: [{ field: 'account.industry' }], values: [{ metric: 'won_value' }], period: 'last-12-months', sort: [{ by: 'won_value' }] },
}
const topAccounts: ReportTemplate = {
  id: 'top-accounts',
  kind: 'bar',
  title: { zh: '赢单金额最高的客户', en: 'Accounts with the highest won value' },
  spec: {
    rows: [{ field: 'account.name' }],
    values: [{ metric: 'won_value' }],
    period: 'last-12-months',
    top: { field: 'account.name', n: 10, by: 'won_value', other: false },
    sort: [{ by: 'won_value' }],
  },
}
const lostReasons: ReportTemplate = {
  id: 'lost-reasons',
  kind: 'bar',
  title: { zh: '输单原因', en: 'Why deals are lost' },
  spec: {
    rows: [{ field: 'opportunity.lost_reason' }],
    values: [{ metric: 'lost_count' }],
    period: 'last-12-months',
    sort: [{ by: 'lost_count' }],
  },
}

function pivot(field: string, id: string, zh: string, en: string): ReportTemplate {
  return {
    id,
    kind: 'pivot',
    title: { zh, en },
    spec: {
      rows: [{ field }],
      columns: [{ field: 'date', grain: 'quarter' }],
      values: [{ metric: 'won_value' }],
      period: 'last-12-months',
      totals: { rows: 'grand', columns: 'grand' },
    },
  }
}

/** The Monday review: where the quarter stands, what is in the pipeline, who wins, from where. */
export const salesDirector: CockpitTemplate = {
  name: 'sales-director',
  title: { zh: '销售总监驾驶舱', en: 'Sales director' },
  period: 'this-quarter',
  rows: [
    {
      h: 4,
      slots: [
        {
          w: 3,
          tiles: [
            kpi('won_value', '本季赢单金额', 'Won this quarter', 'target_value'),
            kpi('won_value', '本季赢单金额', 'Won this quarter'),
            kpi('won_count', '本季赢单数', 'Deals won this quarter'),
          ],
        },
        {
          w: 3,
          tiles: [
            kpi('pipeline_value', '管道金额', 'Pipeline', 'pipeline_coverage'),
            kpi('pipeline_value', '管道金额', 'Pipeline'),
            kpi('open_opportunity_count', '在手商机数', 'Open deals'),
          ],
        },
        { w: 2, tiles: [kpi('win_rate', '赢单率', 'Win rate')] },
        { w: 2, tiles: [kpi('sales_cycle_days', '平均销售周期', 'Average sales cycle')] },
        { w: 2, tiles: [kpi('lead_count', '新增线索数', 'New leads'), kpi('average_deal_size', '平均客单价', 'Average deal size')] },
      ],
    },
    {
      h: 8,
      slots: [
        { w: 7, tiles: [wonByMonthAndTarget, wonByMonth, dealsWonByMonth] },
        { w: 5, tiles: [pipelineByStage, openByStage, openByAge] },
      ],
    },
    {
      h: 8,
      slots: [
        { w: 6, tiles: [winRateByOwner] },
        { w: 6, tiles: [wonByChannel, wonByProductLine, wonByProduct] },
      ],
    },
    {
      h: 9,
      slots: [
        {
          w: 12,
          tiles: [
            pivot('owner.manager', 'won-by-manager', '主管每季赢单金额', 'Won value by manager and quarter'),
            pivot('team.name', 'won-by-team', '团队每季赢单金额', 'Won value by team and quarter'),
            pivot('owner.name', 'won-by-owner', '负责人每季赢单金额', 'Won value by owner and quarter'),
          ],
        },
      ],
    },
    {
      h: 8,
      slots: [
        { w: 6, tiles: [wonByIndustry, topAccounts] },
        { w: 6, tiles: [lostReasons] },
      ],
    },
  ],
}
