import type { ForecastParams } from '../../../contract/study-forecast.ts'
import type { StudyChart, StudyTableInput } from '../../../contract/study-result.ts'
import { dayText } from '../../report/calendar-days.ts'
import type { StudyAnswer } from '../study.ts'
import { local } from '../words.ts'
import { categoriesTable, mathsTable, stagesTable } from './deal-tables.ts'
import { drawsTable, likelihoodTable, seriesTable } from './draw-tables.ts'
import { forecastFigures } from './forecast-figures.ts'
import type { ForecastFacts } from './forecast-facts.ts'
import { forecastCaveats, forecastDefinition, forecastHeadline } from './forecast-text.ts'
import { methodsTable, trackTable } from './method-tables.ts'
import { partsTable } from './parts-table.ts'
import { missesTable, saidTable, triedTable } from './record-tables.ts'

/**
 * A forecast as a sentence, figures and the tables `methods`, `parts`, `track`, `maths`, `categories`, `stages`, `likelihood`, `draws`, `series`,
 * `misses`, `tried`, `said`, without those that have nothing to show.
 */
export function forecastAnswer(params: ForecastParams, facts: ForecastFacts): StudyAnswer {
  const { days } = facts.rules.period
  const tried = triedTable(facts)
  const all = [
    methodsTable(facts),
    partsTable(facts.parts ?? []),
    trackTable(facts),
    mathsTable(facts),
    categoriesTable(facts),
    stagesTable(facts),
    likelihoodTable(facts),
    drawsTable(facts),
    seriesTable(facts),
    missesTable(facts),
    tried.table,
    saidTable(facts),
  ]
  const tables = all.filter(({ id, rows }) => rows.length > 0 || id === 'methods')
  return {
    headline: forecastHeadline(facts),
    figures: forecastFigures(facts),
    tables,
    charts: chartsOf(facts, tables, tried.methods),
    definition: forecastDefinition(params, facts),
    caveats: forecastCaveats(facts),
    segments: segments(facts),
    taken: { period: { from: dayText(days.from), to: dayText(days.to) } },
    period: days,
  }
}

function segments({ known, foretold }: ForecastFacts): NonNullable<StudyAnswer['segments']> {
  const planned = foretold.weights.reduce((sum, { rows }) => sum + rows.length, 0)
  return [
    { id: 'planned', label: local('计划在期内成交', 'Planned for the period'), entity: 'opportunity', n: planned },
    { id: 'open', label: local('在手商机', 'Open deals'), entity: 'opportunity', n: known.open.length },
  ]
}

/** Only what has something to show is drawn. */
function chartsOf(facts: ForecastFacts, tables: readonly StudyTableInput[], tried: readonly string[]): StudyChart[] {
  const band = ['value', 'value_from', 'value_to']
  const all: StudyChart[] = [
    {
      id: 'track',
      kind: 'band',
      label: local('预测与实际', 'Forecast and what came'),
      table: 'track',
      x: 'period',
      y: [...band, 'actual'],
    },
    { id: 'parts', kind: 'bar', label: local('分组预测', 'Forecast by group'), table: 'parts', x: 'group', y: ['value'] },
    {
      id: 'misses',
      kind: 'bar',
      label: local('各方法过去的误差', 'How far each method missed'),
      table: 'misses',
      x: 'method',
      y: ['error'],
    },
    { id: 'draws', kind: 'histogram', label: local('模拟结果的分布', 'How the draws fell'), table: 'draws', x: 'from', y: ['draws'] },
    { id: 'series', kind: 'band', label: local('历史走势', 'Won over time'), table: 'series', x: 'period', y: [...band, 'won'] },
    { id: 'categories', kind: 'bar', label: local('预测类别', 'Forecast categories'), table: 'categories', x: 'category', y: ['single'] },
    {
      id: 'tried',
      kind: 'line',
      label: local('每种方法的回测', 'Every method on the past'),
      table: 'tried',
      x: 'period',
      y: ['actual', ...tried],
    },
  ]
  const isFull: Readonly<Record<string, boolean>> = {
    track: facts.replayed.length > 0 && facts.choice !== null,
    series: facts.foretold.series.reason === null,
    tried: facts.replayed.length > 1,
  }
  return all.filter(({ id, table }) => isFull[id] ?? (tables.find((one) => one.id === table)?.rows.length ?? 0) > 0)
}
