import type { StudyCell, StudyTableInput } from '../../../contract/study-result.ts'
import type { ReasonGroup } from '../../../contract/study-win-loss.ts'
import type { LocalText } from '../../../contract/text.ts'
import { dimensions } from '../../catalog/dimensions.ts'
import { fromUnits, toUnits } from '../../sheets/exact.ts'
import { drillText } from '../drill.ts'
import { exactNumber } from '../exact-number.ts'
import { wilson } from '../proportion.ts'
import { keyColumn, valueColumn } from '../study-columns.ts'
import { local } from '../words.ts'
import { callOutAt, type Driver } from './drivers.ts'
import { allThemes, themeOf } from './themes.ts'
import { tallyOf, type BandRow, type CompetitorRow, type GroupRow, type MonthRow, type ReasonRow } from './win-loss-facts.ts'

const outcomes: Record<string, LocalText> = {
  won: local('赢单', 'Won'),
  lost: local('输单', 'Lost'),
  apart: local('另计', 'Set apart'),
}

const rateColumns = [
  valueColumn('rate', '赢单率', 'Win rate', 'percent'),
  valueColumn('rate_from', '95% 区间下限', '95% from', 'percent'),
  valueColumn('rate_to', '95% 区间上限', '95% to', 'percent'),
]

function rates(won: number, against: number): Record<string, StudyCell> {
  const interval = wilson(won, against)
  return { rate: against === 0 ? null : won / against, rate_from: interval?.from ?? null, rate_to: interval?.to ?? null }
}

function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

/** One row a group, in their natural order. */
export function groupsTable(rows: readonly GroupRow[], isAll: boolean): StudyTableInput {
  const values = [...new Set(rows.map(({ value }) => value))]
  return {
    id: 'groups',
    label: local('分组', 'By group'),
    columns: [
      keyColumn('group', '分组', 'Group'),
      valueColumn('won', '赢单', 'Won', 'count'),
      valueColumn('lost', '输单', 'Lost', 'count'),
      ...rateColumns,
      valueColumn('won_amount', '赢单金额', 'Won money', 'money', 'decimal'),
      valueColumn('lost_amount', '输单金额', 'Lost money', 'money', 'decimal'),
      valueColumn('value_rate', '金额赢单率', 'Win rate by value', 'percent'),
    ],
    rows: values.map((value) => {
      const own = tallyOf(
        rows.filter((row) => row.value === value),
        isAll,
      )
      return {
        group: value,
        won: own.won,
        lost: own.lost,
        ...rates(own.won, own.against),
        won_amount: exactNumber(fromUnits(own.wonAmount)),
        lost_amount: exactNumber(fromUnits(own.lostAmount)),
        value_rate: own.againstAmount === 0n ? null : Number(own.wonAmount) / Number(own.againstAmount),
      }
    }),
    drills: values.map((value) => drillText({ outcomes: ['won', 'lost'], group: value })),
  }
}

/** Reasons with the most deals first, and how much they add up to so far (Pareto). */
export function reasonsTable(
  id: string,
  label: LocalText,
  reasons: readonly ReasonRow[],
  order: readonly ReasonRow['outcome'][],
): StudyTableInput {
  const rows = order.flatMap((outcome) => {
    const own = reasons.filter((row) => row.outcome === outcome)
    const total = own.reduce((sum, { deals }) => sum + deals, 0)
    const money = own.reduce((sum, { amount }) => sum + toUnits(amount), 0n)
    let soFar = 0
    return own.map(({ reason, deals, amount }) => {
      soFar += deals
      return {
        outcome,
        reason,
        deals,
        deals_share: shareOf(deals, total),
        cumulative_share: shareOf(soFar, total),
        amount: exactNumber(amount),
        amount_share: shareOf(Number(toUnits(amount)), Number(money)),
      }
    })
  })
  return {
    id,
    label,
    columns: [
      keyColumn('outcome', '结果', 'Outcome', 'text', outcomes),
      keyColumn('reason', '原因', 'Reason'),
      valueColumn('deals', '商机数', 'Deals', 'count'),
      valueColumn('deals_share', '占比', 'Share', 'percent'),
      valueColumn('cumulative_share', '累计占比', 'Share so far', 'percent'),
      valueColumn('amount', '金额', 'Money', 'money', 'decimal'),
      valueColumn('amount_share', '金额占比', 'Share of money', 'percent'),
    ],
    rows,
    drills: rows.map(({ outcome, reason }) => drillText({ outcomes: [outcome], reason })),
  }
}

/** Lost reasons by what they are about. */
export function themesTable(reasons: readonly ReasonRow[], groups: readonly ReasonGroup[]): StudyTableInput {
  const themes = allThemes(groups)
  const lost = reasons.filter(({ outcome }) => outcome === 'lost')
  const total = lost.reduce((sum, { deals }) => sum + deals, 0)
  const rows = themes.flatMap(({ id }) => {
    const own = lost.filter(({ reason }) => themeOf(reason, groups).id === id)
    const deals = own.reduce((sum, row) => sum + row.deals, 0)
    if (deals === 0) return []
    return [
      {
        theme: id,
        deals,
        deals_share: shareOf(deals, total),
        amount: exactNumber(fromUnits(own.reduce((sum, { amount }) => sum + toUnits(amount), 0n))),
        wordings: own.length,
        example: own[0]?.reason ?? null,
      },
    ]
  })
  return {
    id: 'themes',
    label: local('输单原因归类', 'What losses are about'),
    columns: [
      keyColumn('theme', '主题', 'Theme', 'text', Object.fromEntries(themes.map(({ id, label }) => [id, label]))),
      valueColumn('deals', '商机数', 'Deals', 'count'),
      valueColumn('deals_share', '占比', 'Share', 'percent'),
      valueColumn('amount', '金额', 'Money', 'money', 'decimal'),
      valueColumn('wordings', '写法数', 'Wordings', 'count'),
      keyColumn('example', '最常见的写法', 'Most frequent wording'),
    ],
    rows: rows.toSorted((a, b) => b.deals - a.deals),
  }
}

/** Lost deals by month of closing and reason. */
export function monthsTable(months: readonly MonthRow[]): StudyTableInput {
  return {
    id: 'reason_months',
    label: local('输单原因的变化', 'Reasons over time'),
    columns: [
      keyColumn('month', '月份', 'Month', 'date'),
      keyColumn('reason', '原因', 'Reason'),
      valueColumn('deals', '商机数', 'Deals', 'count'),
    ],
    rows: months.map((row) => ({ ...row })),
  }
}

/** One row a competitor, the one met most often first. */
export function competitorsTable(competitors: readonly CompetitorRow[]): StudyTableInput {
  return {
    id: 'competitors',
    label: local('竞争对手', 'Competitors'),
    columns: [
      keyColumn('competitor', '竞争对手', 'Competitor'),
      valueColumn('won', '赢单', 'Won', 'count'),
      valueColumn('lost', '输单', 'Lost', 'count'),
      ...rateColumns,
      valueColumn('won_amount', '赢单金额', 'Won money', 'money', 'decimal'),
      valueColumn('lost_amount', '输单金额', 'Lost money', 'money', 'decimal'),
    ],
    rows: competitors.map(({ competitor, won, lost, won_amount, lost_amount }) => ({
      competitor,
      won,
      lost,
      ...rates(won, won + lost),
      won_amount: exactNumber(won_amount),
      lost_amount: exactNumber(lost_amount),
    })),
    drills: competitors.map(({ competitor }) => drillText({ outcomes: ['won', 'lost'], competitor })),
  }
}

/** Bands of the decided deals by size and by days to close: quarters, or sizes of one's own. */
export function bandsTable(bands: readonly BandRow[]): StudyTableInput {
  return {
    id: 'bands',
    label: local('规模与周期', 'Size and cycle'),
    columns: [
      keyColumn('kind', '按', 'By', 'text', { amount: local('金额', 'Amount'), cycle: local('成交天数', 'Days to close') }),
      valueColumn('low', '从', 'From', 'none'),
      valueColumn('high', '到', 'To', 'none'),
      valueColumn('won', '赢单', 'Won', 'count'),
      valueColumn('decided', '已决商机', 'Decided', 'count'),
      ...rateColumns,
    ],
    rows: bands.map(({ kind, low, high, won, decided }) => ({ kind, low, high, won, decided, ...rates(won, decided) })),
  }
}

/** What a field is called. */
export function fieldLabel(field: string): LocalText {
  return dimensions.get(field)?.label ?? local(field, field)
}

/** Every value that was held against the rest, the surest first. */
export function driversTable(drivers: readonly Driver[]): StudyTableInput {
  const words = Object.fromEntries(drivers.map(({ field }) => [field, fieldLabel(field)]))
  return {
    id: 'drivers',
    label: local('与赢单相伴的特征', 'What goes with winning'),
    columns: [
      keyColumn('field', '字段', 'Field', 'text', words),
      keyColumn('value', '值', 'Value'),
      valueColumn('decided', '已决商机', 'Decided', 'count'),
      valueColumn('rate', '赢单率', 'Win rate', 'percent'),
      valueColumn('difference', '与其余之差', 'Difference from the rest', 'percent'),
      valueColumn('difference_from', '95% 区间下限', '95% from', 'percent'),
      valueColumn('difference_to', '95% 区间上限', '95% to', 'percent'),
      valueColumn('p', '校正后 p 值', 'p, adjusted', 'none'),
      { ...valueColumn('stands_out', '差别明显', 'Stands out', 'none'), type: 'boolean' },
    ],
    rows: drivers.map(({ field, value, decided, rate, difference, from, to, p }) => ({
      field,
      value,
      decided,
      rate,
      difference,
      difference_from: from,
      difference_to: to,
      p,
      stands_out: p <= callOutAt,
    })),
  }
}
