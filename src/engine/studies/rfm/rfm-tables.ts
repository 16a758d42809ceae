import { liftInterval } from '../statistics/proportions.ts'
import type { StudyCell, StudyTableInput } from '../../../contract/study-result.ts'
import type { LocalText } from '../../../contract/text.ts'
import { dimensions } from '../../catalog/dimensions.ts'
import { fromUnits, toUnits } from '../../sheets/exact.ts'
import { drillText } from '../drill.ts'
import { exactNumber } from '../exact-number.ts'
import type { StudyScope } from '../scope.ts'
import { keyColumn, valueColumn } from '../study-columns.ts'
import { count, local } from '../words.ts'
import type { MoveRow, RfmFacts, SegmentSum } from './rfm-facts.ts'
import { cellOf, segmentOf, type SegmentDefinition } from './segments.ts'

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

/** See the answer's `segments`. */
export function segmentsTable(
  { asOf }: StudyScope,
  { n }: RfmFacts,
  sums: readonly SegmentSum[],
  words: Record<string, LocalText>,
): StudyTableInput {
  const total = sums.reduce((sum, { amount }) => sum + amount, 0n)
  const rows = sums.map(({ segment, customers, amount, orders, days }): Record<string, StudyCell> => ({
    segment: segment.id,
    customers,
    customers_share: share(customers, n),
    amount: exactNumber(fromUnits(amount)),
    amount_share: share(Number(amount), Number(total)),
    mean_days: customers === 0 ? null : asOf - days / customers,
    mean_orders: share(orders, customers),
    mean_amount: share(Number(amount) / 10_000, customers),
  }))
  return {
    id: 'segments',
    label: local('客户分层', 'Segments'),
    columns: [
      keyColumn('segment', '分层', 'Segment', 'text', words),
      valueColumn('customers', '客户数', 'Customers', 'count'),
      valueColumn('customers_share', '客户占比', 'Share of customers', 'percent'),
      valueColumn('amount', '金额', 'Money', 'money', 'decimal'),
      valueColumn('amount_share', '金额占比', 'Share of money', 'percent'),
      valueColumn('mean_days', '平均距上次购买天数', 'Mean days since last purchase', 'days'),
      valueColumn('mean_orders', '平均购买次数', 'Mean purchases', 'none'),
      valueColumn('mean_amount', '客均金额', 'Mean money', 'money'),
    ],
    rows,
    drills: sums.map(({ segment }) => drillText({ segment: segment.id })),
  }
}

/** See the answer's `grid`. */
export function gridTable({ cells, segments }: RfmFacts, words: Record<string, LocalText>): StudyTableInput {
  const rows: Record<string, StudyCell>[] = []
  for (let r = 5; r >= 1; r -= 1) {
    for (let f = 1; f <= 5; f += 1) {
      const own = cells.filter((cell) => cell.r === r && cell.f === f)
      const names = new Set(own.map((cell) => segmentOf(cell, segments).id))
      rows.push({
        r,
        f,
        customers: own.reduce((sum, { customers }) => sum + customers, 0),
        amount: exactNumber(fromUnits(own.reduce((sum, { amount }) => sum + toUnits(amount), 0n))),
        segment: names.size === 1 ? ([...names][0] ?? null) : null,
      })
    }
  }
  return {
    id: 'grid',
    label: local('最近购买 × 购买次数', 'Recency by frequency'),
    columns: [
      keyColumn('r', 'R（最近）', 'R (recency)', 'integer'),
      keyColumn('f', 'F（次数）', 'F (frequency)', 'integer'),
      valueColumn('customers', '客户数', 'Customers', 'count'),
      valueColumn('amount', '金额', 'Money', 'money', 'decimal'),
      keyColumn('segment', '分层', 'Segment', 'text', words),
    ],
    rows,
  }
}

/** See the answer's `cuts`. */
export function cutsTable({ asOf }: StudyScope, { cuts, n }: RfmFacts): StudyTableInput {
  const scales = [
    { scale: 'recency', values: cuts.r.map((cut) => asOf - cut) },
    { scale: 'frequency', values: cuts.f },
    { scale: 'monetary', values: cuts.m },
  ]
  const words = {
    recency: local('距上次购买天数（少于此数）', 'Days since last purchase, fewer than'),
    frequency: local('购买次数（多于此数）', 'Purchases, more than'),
    monetary: local('金额（高于此数）', 'Money, more than'),
  }
  return {
    id: 'cuts',
    label: local('分数界限', 'Where the scores are cut'),
    columns: [
      keyColumn('scale', '维度', 'Scale', 'text', words),
      ...[2, 3, 4, 5].map((score) => valueColumn(`score_${score}`, `得 ${score} 分`, `Scores ${score}`, 'none')),
    ],
    rows:
      n === 0
        ? []
        : scales.map(({ scale, values }) => ({
            scale,
            ...Object.fromEntries(values.map((value, place) => [`score_${place + 2}`, value])),
          })),
  }
}

/** See the answer's `customers`. */
export function customersTable(
  { asOf }: StudyScope,
  { list, listed, segments, cells, n }: RfmFacts,
  words: Record<string, LocalText>,
): StudyTableInput {
  const own = cells.filter((cell) => segmentOf(cell, segments) === listed).reduce((sum, { customers }) => sum + customers, 0)
  const all = listed === null ? n : own
  const who = listed === null ? local('客户', 'Customers') : local(`“${listed.label.zh}”的客户`, `Customers of ${listed.label.en}`)
  return {
    id: 'customers',
    label: local(
      `${who.zh}（按金额，${count(list.length)} / ${count(all)}）`,
      `${who.en} by money (${count(list.length)} of ${count(all)})`,
    ),
    columns: [
      keyColumn('name', '客户', 'Customer'),
      keyColumn('segment', '分层', 'Segment', 'text', words),
      valueColumn('r', 'R', 'R', 'none', 'integer'),
      valueColumn('f', 'F', 'F', 'none', 'integer'),
      valueColumn('m', 'M', 'M', 'none', 'integer'),
      { ...valueColumn('last_on', '上次购买', 'Last purchase', 'none'), type: 'date' },
      valueColumn('days', '距今天数', 'Days since', 'days', 'integer'),
      valueColumn('orders', '购买次数', 'Purchases', 'count'),
      valueColumn('amount', '金额', 'Money', 'money', 'decimal'),
    ],
    rows: list.map((row) => ({
      name: row.name,
      segment: segmentOf(row, segments).id,
      r: row.r,
      f: row.f,
      m: row.m,
      last_on: row.last_on,
      days: asOf - row.last_day,
      orders: row.orders,
      amount: exactNumber(row.amount),
    })),
  }
}

/** Customers by the segment of then and of now; `none` = was or is no customer in the window. */
export function movesTable(
  moves: readonly MoveRow[],
  segments: readonly SegmentDefinition[],
  words: Record<string, LocalText>,
): StudyTableInput {
  const idOf = (cell: number | null): string => (cell === null ? 'none' : segmentOf(cellOf(cell), segments).id)
  const sums = new Map<string, { before: string; now: string; customers: number }>()
  for (const { before_cell, now_cell, customers } of moves) {
    const [before, now] = [idOf(before_cell), idOf(now_cell)]
    const sum = sums.get(`${before} ${now}`) ?? { before, now, customers: 0 }
    sum.customers += customers
    sums.set(`${before} ${now}`, sum)
  }
  const order = [...segments.map(({ id }) => id), 'none']
  const rows = [...sums.values()].toSorted(
    (a, b) => order.indexOf(a.before) - order.indexOf(b.before) || order.indexOf(a.now) - order.indexOf(b.now),
  )
  const named = { ...words, none: local('不在窗口内', 'Not in the window') }
  return {
    id: 'moves',
    label: local('层间迁移', 'Moves between segments'),
    columns: [
      keyColumn('before', '当时', 'Then', 'text', named),
      keyColumn('now', '现在', 'Now', 'text', named),
      valueColumn('customers', '客户数', 'Customers', 'count'),
    ],
    rows: rows.map((row) => ({ ...row })),
    drills: rows.map(({ before, now }) => drillText({ segment: now, before })),
  }
}

/** Lift: the share of a value within the segment over its share among all customers, between what chance leaves possible. */
export function traitsTable({ segment, rows }: NonNullable<RfmFacts['traits']>): StudyTableInput {
  const totals = new Map<string, { base: number; members: number }>()
  for (const { field, base, members } of rows) {
    const sum = totals.get(field) ?? { base: 0, members: 0 }
    totals.set(field, { base: sum.base + base, members: sum.members + members })
  }
  const words = Object.fromEntries([...totals.keys()].map((field) => [field, dimensions.get(field)?.label ?? local(field, field)]))
  return {
    id: 'traits',
    label: local(`“${segment.label.zh}”的特征`, `What ${segment.label.en} are like`),
    columns: [
      keyColumn('field', '字段', 'Field', 'text', words),
      keyColumn('value', '值', 'Value'),
      valueColumn('members', '层内客户数', 'Customers of the segment', 'count'),
      valueColumn('members_share', '层内占比', 'Share within the segment', 'percent'),
      valueColumn('base', '全部客户数', 'All customers', 'count'),
      valueColumn('base_share', '全部占比', 'Share among all', 'percent'),
      valueColumn('lift', '提升度', 'Lift', 'ratio'),
      valueColumn('lift_from', '95% 区间下限', '95% from', 'ratio'),
      valueColumn('lift_to', '95% 区间上限', '95% to', 'ratio'),
    ],
    rows: rows.map(({ field, value, base, members }) => {
      const total = totals.get(field) ?? { base: 0, members: 0 }
      const [within, among] = [share(members, total.members), share(base, total.base)]
      const lift = liftInterval({ successes: members, trials: total.members }, { successes: base, trials: total.base })
      return {
        field,
        value,
        members,
        members_share: within,
        base,
        base_share: among,
        lift: lift.value,
        lift_from: lift.value === null ? null : lift.lower,
        lift_to: lift.value === null ? null : lift.upper,
      }
    }),
  }
}
