import type { StudyTableInput } from '../../../contract/study-result.ts'
import { keyColumn, valueColumn } from '../study-columns.ts'
import { count, local } from '../words.ts'
import { rounded } from './forecast-words.ts'
import { boundsOf } from './method-tables.ts'
import type { Part } from './parts.ts'

const money = (id: string, zh: string, en: string) => valueColumn(id, zh, en, 'money')
/** No value of a field is written so. */
const pooled = '@pooled'

/** One row a value of the breakdown, in their natural order, those that are too small to be foretold alone last and together. */
export function partsTable(parts: readonly Part[]): StudyTableInput {
  const small = parts.find(({ kind }) => kind === 'pooled')
  const words =
    small === undefined
      ? {}
      : { [pooled]: local(`数据太少的 ${count(small.values)} 个合计`, `${count(small.values)} with too little data, together`) }
  const reasons = parts.flatMap(({ alone: { reason } }) => (reason === null ? [] : [[reason.zh, reason] as const]))
  return {
    id: 'parts',
    label: local('分组预测', 'By group'),
    columns: [
      keyColumn('group', '分组', 'Group', 'text', words),
      valueColumn('open', '在手商机', 'Open deals', 'count'),
      money('booked', '已赢单', 'Won so far'),
      money('value', '预测', 'Forecast'),
      money('alone', '单独预测', 'Foretold alone'),
      money('alone_from', '单独预测 80% 区间下限', '80% of it alone, from'),
      money('alone_to', '单独预测 80% 区间上限', '80% of it alone, to'),
      money('difference', '调整', 'Moved by'),
      { ...keyColumn('why', '为什么没有', 'Why not', 'text', Object.fromEntries(reasons)), role: 'value' },
    ],
    rows: parts.map(({ kind, value, open, alone, reconciled }) => {
      const { value_from, value_to } = boundsOf(alone)
      return {
        group: kind === 'pooled' ? pooled : value,
        open,
        booked: rounded(alone.booked),
        value: rounded(reconciled),
        alone: rounded(alone.value),
        difference: alone.value === null ? null : rounded(reconciled - alone.value),
        alone_from: value_from,
        alone_to: value_to,
        why: alone.reason?.zh ?? null,
      }
    }),
  }
}
