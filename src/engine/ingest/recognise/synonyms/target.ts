import type { EntitySynonyms } from './synonym-types.ts'

export const targetSynonyms: EntitySynonyms = {
  fileNames: ['target', 'targets', 'quota', 'quotas', 'goal', 'goals', '目标', '销售目标', '业绩目标', '指标'],
  needs: [['amount'], ['period_start'], ['owner', 'team', 'metric']],
  columns: {
    source_id: { telling: ['Target ID', 'Quota ID', '目标编号'] },
    period_start: {
      telling: ['Target Month', 'Target Period', 'Quota Period', '目标月份', '目标期间', '目标周期', '考核月份', '考核周期'],
      plain: [
        'Period',
        'Month',
        'Quarter',
        'Year',
        'Period Start',
        'Start Date',
        'Date',
        '期间',
        '期间开始',
        '月份',
        '季度',
        '年度',
        '年月',
        '周期',
        '开始日期',
        '日期',
      ],
    },
    period_end: { plain: ['Period End', 'End Date', '期间结束', '结束日期'] },
    team: { plain: ['Team', 'Team Name', 'Department', 'Region', '团队', '部门', '大区'] },
    metric: { telling: ['Metric', 'KPI', 'Target Metric', '指标', '目标指标', '考核指标', '目标类型'], plain: ['Measure', 'Type', '类型'] },
    amount: {
      telling: [
        'Target',
        'Target Amount',
        'Target Value',
        'Quota',
        'Quota Amount',
        'Goal',
        'Sales Target',
        '目标',
        '目标金额',
        '目标值',
        '销售目标',
        '目标额',
        '业绩目标',
      ],
      plain: ['Amount', 'Value', '金额'],
    },
    currency: { plain: ['Currency', 'Currency Code', '币种'] },
  },
}

export const exchangeRateSynonyms: EntitySynonyms = {
  fileNames: ['rates', 'exchange rates', 'fx', '汇率'],
  needs: [['from_currency'], ['rate']],
  columns: {
    from_currency: {
      telling: ['From Currency', 'Base Currency', 'Source Currency', '原币种', '源币种', '外币'],
      plain: ['From', 'Currency', 'IsoCode', '币种'],
    },
    to_currency: { telling: ['To Currency', 'Target Currency', 'Quote Currency', '目标币种', '本位币'], plain: ['To'] },
    valid_on: { plain: ['Date', 'Valid On', 'Rate Date', 'Valid From', 'StartDate', '日期', '汇率日期', '生效日期'] },
    rate: { telling: ['Exchange Rate', 'Rate', 'Conversion Rate', 'ConversionRate', 'FX Rate', '汇率', '折算率'] },
  },
}
