import type { ChannelsParams } from '../../../contract/study-channels.ts'
import type { StudyTableInput } from '../../../contract/study-result.ts'
import { keyColumn, valueColumn } from '../study-columns.ts'
import { local } from '../words.ts'
import { money } from './chain-tables.ts'
import type { ChannelFacts } from './channel-facts.ts'
import { drillOf } from './channels-drill.ts'
import { leftOut, shownPaths } from './paths.ts'

/** The most frequent ways, as many as are asked for. */
export function pathsTable(facts: ChannelFacts, params: ChannelsParams): StudyTableInput {
  const { names } = facts.journeys
  const shown = shownPaths(facts.paths, params.longestPath).paths.slice(0, params.paths)
  const named = shown.map(({ codes }) => codes.map((code) => (code === leftOut ? null : (names[code] ?? ''))))
  return {
    id: 'paths',
    label: local('最常见的路径', 'The most frequent paths'),
    columns: [
      keyColumn('path', '路径', 'Path'),
      valueColumn('journeys', '走过（线索与商机）', 'Walked by leads and deals', 'count'),
      valueColumn('deals', '商机', 'Deals', 'count'),
      params.basis === 'cash' ? valueColumn('won', '有回款的', 'Paid', 'count') : valueColumn('won', '赢单', 'Won', 'count'),
      valueColumn('revenue', '收入', 'Revenue', 'money', 'decimal'),
      valueColumn('mean_days', '到成交平均天数', 'Mean days to the win', 'days'),
    ],
    rows: shown.map(({ journeys, deals, converted, worth, days }, row) => ({
      path: (named[row] ?? []).map((name) => name ?? '…').join(' > '),
      journeys,
      deals,
      won: converted,
      revenue: money(worth),
      mean_days: converted === 0 ? null : days / converted,
    })),
    drills: shown.map(({ deals }, row) => drillOf({ kind: 'path', path: named[row] ?? [], of: deals > 0 ? 'opportunity' : 'lead' })),
  }
}
