import type { StudyChart, StudyTable } from '../contract/study-result.ts'
import { drawBand } from './study-band.ts'
import { drawCartesian } from './study-cartesian.ts'
import { drawFunnel } from './study-funnel.ts'
import { drawHeat } from './study-heat.ts'
import { drawHistogram } from './study-histogram.ts'
import { columnOf, type Drawn, type StudyDrawing, type StudyLook } from './study-look.ts'
import { drawPareto } from './study-pareto.ts'
import { drawSankey } from './study-sankey.ts'
import { drawScatter } from './study-scatter.ts'
import { drawWaterfall } from './study-waterfall.ts'

type Draw = (drawn: Drawn) => StudyDrawing | null

/** A kind without an entry is shown as its table. */
const drawers: Readonly<Partial<Record<StudyChart['kind'], Draw>>> = {
  funnel: drawFunnel,
  waterfall: drawWaterfall,
  bar: drawCartesian,
  'stacked-bar': drawCartesian,
  line: drawCartesian,
  area: drawCartesian,
  scatter: drawScatter,
  heat: drawHeat,
  cohort: drawHeat,
  histogram: drawHistogram,
  pareto: drawPareto,
  band: drawBand,
  sankey: drawSankey,
}

/** A study's chart over its table; null where there is nothing to draw, or no way to draw it yet: then the table says it alone. */
export function drawStudyChart(chart: StudyChart, table: StudyTable, look: StudyLook): StudyDrawing | null {
  const isThere = [chart.x, ...chart.y, ...(chart.series === undefined ? [] : [chart.series])].every((id) => columnOf(table, id))
  if (table.rows.length === 0 || !isThere) return null
  return drawers[chart.kind]?.({ chart, table, look }) ?? null
}
