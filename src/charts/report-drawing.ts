import type { ChartKind } from '../contract/documents.ts'
import { drawBox } from './report-box.ts'
import { drawBullet } from './report-bullet.ts'
import { drawCartesian } from './report-cartesian.ts'
import { drawCombo } from './report-combo.ts'
import { drawDoughnut } from './report-doughnut.ts'
import { drawFunnel } from './report-funnel.ts'
import { drawGrid } from './report-grid.ts'
import { drawHistogram } from './report-histogram.ts'
import type { DrawnReport, Refusal, ReportDrawing } from './report-look.ts'
import { drawSankey } from './report-sankey.ts'
import { drawScatter } from './report-scatter.ts'
import { drawTreemap } from './report-treemap.ts'
import { drawWaterfall } from './report-waterfall.ts'

export type DrawnKind = Exclude<ChartKind, 'table' | 'pivot' | 'kpi'>

const drawers: Readonly<Record<DrawnKind, (drawn: DrawnReport) => ReportDrawing | Refusal>> = {
  bar: drawCartesian('bar'),
  'stacked-bar': drawCartesian('stacked-bar'),
  'full-stacked-bar': drawCartesian('full-stacked-bar'),
  line: drawCartesian('line'),
  area: drawCartesian('area'),
  combo: drawCombo,
  doughnut: drawDoughnut,
  treemap: drawTreemap,
  scatter: drawScatter('scatter'),
  bubble: drawScatter('bubble'),
  heat: drawGrid,
  cohort: drawGrid,
  funnel: drawFunnel,
  waterfall: drawWaterfall,
  sankey: drawSankey,
  histogram: drawHistogram,
  box: drawBox,
  bullet: drawBullet,
}

export function drawReport(kind: DrawnKind, drawn: DrawnReport): ReportDrawing | Refusal {
  return drawers[kind](drawn)
}

/** Whether a chart can be drawn of a report without row dimensions. */
export function standsWithoutRows(kind: ChartKind): boolean {
  return kind === 'funnel' || kind === 'bullet'
}
