import type { StudyTableInput } from '../../../contract/study-result.ts'
import { quantileOf } from '../statistics/bootstrap.ts'
import { keyColumn, valueColumn } from '../study-columns.ts'
import { local } from '../words.ts'
import type { ForecastFacts } from './forecast-facts.ts'
import { rounded } from './forecast-words.ts'
import { boundsOf } from './method-tables.ts'

const money = (id: string, zh: string, en: string) => valueColumn(id, zh, en, 'money')
const shares = [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975] as const

/** How likely at least so much is won: one row a share of the draws. */
export function likelihoodTable({ draws }: ForecastFacts): StudyTableInput {
  return {
    id: 'likelihood',
    label: local('至少能赢多少', 'How likely at least so much is won'),
    columns: [{ ...keyColumn('probability', '可能性', 'Probability', 'double'), unit: 'percent' }, money('at_least', '至少', 'At least')],
    rows: draws === null ? [] : shares.map((share) => ({ probability: share, at_least: rounded(quantileOf(draws, 1 - share)) })),
  }
}

const bins = 24

/** The draws in ranges of one width, a round one; the farthest share of a hundredth on either side stands in the first and last range. */
export function drawsTable({ draws }: ForecastFacts): StudyTableInput {
  return {
    id: 'draws',
    label: local('模拟结果的分布', 'How the draws fell'),
    columns: [
      { ...keyColumn('from', '从', 'From', 'double'), unit: 'money' },
      { ...keyColumn('to', '到', 'To', 'double'), unit: 'money' },
      valueColumn('draws', '次数', 'Draws', 'count'),
    ],
    rows: draws === null ? [] : binned(draws),
  }
}

function binned(draws: Float64Array): { from: number; to: number; draws: number }[] {
  const [low, high] = [quantileOf(draws, 0.005), quantileOf(draws, 0.995)]
  if (!(high > low)) return [{ from: low, to: high, draws: draws.length }]
  const width = roundWidth((high - low) / bins)
  const first = Math.floor(low / width)
  const counts = new Float64Array(Math.floor(high / width) - first + 1)
  for (const draw of draws) counts[Math.max(0, Math.min(counts.length - 1, Math.floor(draw / width) - first))]! += 1
  return Array.from(counts, (count, place) => ({ from: (first + place) * width, to: (first + place + 1) * width, draws: count }))
}

/** The next 1, 2 or 5 with zeros. */
function roundWidth(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width))
  const step = [1, 2, 5, 10].find((one) => one * power >= width) ?? 10
  return step * power
}

const longestShown = 24

/** One row a period: what was won, beside what the ones before it let expect where that was tried, then how they carry on. */
export function seriesTable({ foretold: { series }, rules: { period }, replayed, estimates }: ForecastFacts): StudyTableInput {
  return {
    id: 'series',
    label: local('历史走势与延续', 'What was won, and how it carries on'),
    columns: [
      keyColumn('period', '期间', 'Period'),
      money('value', '预测', 'Forecast'),
      money('value_from', '80% 区间下限', '80% from'),
      money('value_to', '80% 区间上限', '80% to'),
      money('low95', '95% 区间下限', '95% from'),
      money('high95', '95% 区间上限', '95% to'),
      money('won', '赢单金额', 'Won'),
    ],
    rows: series.points.slice(-longestShown - series.points.length + series.known).map((point) => {
      const tried =
        replayed.find(({ days }) => days.from === point.days.from)?.estimates ?? (point.days.from === period.days.from ? estimates : [])
      const said = tried.find(({ method }) => method === 'series') ?? { ...point, value: point.point }
      return { period: period.key(point.days), value: rounded(said.value), ...boundsOf(said), won: rounded(point.won) }
    }),
  }
}
