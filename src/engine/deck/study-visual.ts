import { bucketLabel } from '../../contract/bucket-text.ts'
import type { StudyCell, StudyChart, StudyColumn, StudyFigure, StudyResult, StudyTable } from '../../contract/study-result.ts'
import { plainChart, type ChartSeries } from '../export/pptx/chart.ts'
import type { TableCell } from '../export/pptx/slide-shapes.ts'
import { cellText, deckWords, excelFormat, figureText, headUnit, largestOf, type DeckLook } from './deck-text.ts'
import { heatTable } from './heat-table.ts'
import { columnOf, isNumeric, nameOf, numberOf } from './study-cells.ts'
import { badColour, colourAt, goodColour, quietColour, type TableVisual, type Visual } from './visual.ts'

const mostBars = 20
const mostRows = 60
const mostColumns = 9

interface Drawn {
  readonly chart: StudyChart
  readonly table: StudyTable
  readonly look: DeckLook
}

/** How a study's chart stands on a slide: native where Office has such a chart, else as its table. */
export function studyVisual(chart: StudyChart, table: StudyTable, look: DeckLook): Visual {
  const drawn = { chart, table, look }
  const isThere = [chart.x, ...chart.y].every((id) => columnOf(table, id) !== undefined)
  if (table.rows.length === 0) return { is: 'nothing' }
  if (!isThere) return { is: 'table', table: studyTable(table, look) }
  switch (chart.kind) {
    case 'waterfall':
      return waterfall(drawn)
    case 'funnel':
      return funnel(drawn)
    case 'pareto':
      return pareto(drawn)
    case 'band':
      return band(drawn)
    case 'histogram':
      return histogram(drawn)
    case 'scatter':
      return scatter(drawn)
    case 'bar':
    case 'stacked-bar':
    case 'line':
    case 'area':
      return cartesian(drawn)
    case 'heat':
    case 'cohort':
      return { is: 'table', table: heatTable(chart, table, look) }
    case 'sankey':
      return { is: 'table', table: studyTable(table, look) }
  }
}

function labelsOf({ chart, table, look }: Drawn): string[] {
  const isTold = new Set(table.rows.map((row) => row[chart.x])).size === table.rows.length
  const keys = table.columns.filter(({ id, role }) => id === chart.x || (!isTold && role === 'key' && id !== chart.series))
  const told = keys.filter(({ id }) => id === chart.x || new Set(table.rows.map((row) => row[id])).size > 1)
  return monthsOf(
    table.rows.map((row) => told.map((column) => nameOf(column, row[column.id], look)).join(' · ')),
    look,
  )
}

/** First days of months are months. */
function monthsOf(labels: string[], { language }: DeckLook): string[] {
  return labels.length > 1 && labels.every((label) => /^\d{4}-\d{2}-01$/.test(label))
    ? labels.map((label) => bucketLabel(label, 'month', language))
    : labels
}

function valuesOf({ table }: Drawn, id: string | undefined): (number | null)[] {
  return table.rows.map((row) => (id === undefined ? null : numberOf(row[id])))
}

function headOf({ table, look }: Drawn, id: string | undefined): string {
  return columnOf(table, id)?.label[look.language] ?? id ?? ''
}

function formatFor(drawn: Drawn, id: string | undefined, values: readonly (number | null)[]): string {
  return excelFormat(columnOf(drawn.table, id)?.unit ?? 'none', largestOf(values), drawn.look)
}

function told({ chart, table, look }: Drawn): string {
  const [y] = chart.y
  const unit = columnOf(table, y)?.unit ?? 'none'
  const labels = labelsOf({ chart, table, look })
  const some = table.rows.slice(0, 8).map((row, place) => `${labels[place] ?? ''} ${figureText(numberOf(row[y ?? '']), unit, look)}`)
  return `${chart.label[look.language]}: ${some.join('; ')}`
}

function cartesian(drawn: Drawn): Visual {
  const { chart, table } = drawn
  const column = columnOf(table, chart.x)
  const runsOn = isNumeric(column) || column?.type === 'date' || column?.type === 'timestamp'
  const isBar = chart.kind === 'bar' || chart.kind === 'stacked-bar'
  const { categories, series } = chart.series === undefined ? measures(drawn) : pivoted(drawn)
  const shown = isBar && !runsOn ? mostBars : categories.length
  return {
    is: 'chart',
    chart: plainChart({
      kind: isBar ? (runsOn ? 'column' : 'bar') : chart.kind === 'area' ? 'area' : 'line',
      categories: categories.slice(0, shown),
      series: series.map((one) => ({
        ...one,
        values: one.values.slice(0, shown),
        isLabelled: isBar && series.length === 1 && categories.length <= 16,
      })),
      axisFormat: series[0]?.format ?? 'General',
      description: told(drawn),
      ...(chart.kind === 'stacked-bar' ? { grouping: 'stacked' as const } : {}),
      hasLegend: series.length > 1,
    }),
  }
}

function measures(drawn: Drawn): { categories: string[]; series: ChartSeries[] } {
  const { chart, table } = drawn
  const unit = columnOf(table, chart.y[0])?.unit
  const ids = chart.y.filter((id) => columnOf(table, id)?.unit === unit)
  const format = formatFor(
    drawn,
    chart.y[0],
    ids.flatMap((id) => valuesOf(drawn, id)),
  )
  return {
    categories: labelsOf(drawn),
    series: ids.map((id, place) => ({ name: headOf(drawn, id), values: valuesOf(drawn, id), format, colour: colourAt(place) })),
  }
}

function pivoted(drawn: Drawn): { categories: string[]; series: ChartSeries[] } {
  const { chart, table, look } = drawn
  const [y = ''] = chart.y
  const by = chart.series ?? ''
  const keys = [...new Set(table.rows.map((row) => row[chart.x] ?? null))]
  const groups = [...new Set(table.rows.map((row) => row[by] ?? null))]
  const cells = new Map(table.rows.map((row) => [JSON.stringify([row[by] ?? null, row[chart.x] ?? null]), numberOf(row[y])]))
  const format = formatFor(drawn, y, [...cells.values()])
  return {
    categories: monthsOf(
      keys.map((key) => nameOf(columnOf(table, chart.x), key, look)),
      look,
    ),
    series: groups.map((group, place) => ({
      name: nameOf(columnOf(table, by), group, look),
      values: keys.map((key) => cells.get(JSON.stringify([group, key])) ?? null),
      format,
      colour: colourAt(place),
    })),
  }
}

const ends: readonly unknown[] = ['opening', 'closing']

/** Stacked columns on an invisible foot; what lies under zero hangs from it. */
function waterfall(drawn: Drawn): Visual {
  const { chart, table, look } = drawn
  const [y = ''] = chart.y
  const word = deckWords[look.language]
  const labels = labelsOf(drawn)
  let level = 0
  const steps = table.rows.flatMap((row, place) => {
    const value = numberOf(row[y]) ?? 0
    const isEnd = ends.includes(row[chart.x])
    if (!isEnd && value === 0) return []
    const from = isEnd ? 0 : level
    level = from + value
    const [low, high] = [Math.min(from, level), Math.max(from, level)]
    const foot = low >= 0 ? low : high <= 0 ? high : 0
    const kind = isEnd ? ('end' as const) : value < 0 ? ('fall' as const) : ('rise' as const)
    // One that crosses zero is drawn to where it goes: Office stacks no bar on both sides of its foot.
    const size = low >= 0 ? high - low : high <= 0 ? low - high : level
    return [{ label: labels[place] ?? '', kind, foot, size, value }]
  })
  const format = excelFormat(columnOf(table, y)?.unit ?? 'none', largestOf(steps.map(({ size, foot }) => size + foot)), look)
  const part = (kind: 'end' | 'rise' | 'fall', colour: ChartSeries['colour']): ChartSeries => ({
    name: word[kind],
    values: steps.map((step) => (step.kind === kind ? step.size : null)),
    format,
    colour,
    isLabelled: true,
    ...(kind === 'end' ? {} : { labelColour: 'text' as const }),
  })
  return {
    is: 'chart',
    chart: plainChart({
      kind: 'column',
      grouping: 'stacked',
      categories: steps.map(({ label }) => label),
      series: [
        { name: ' ', values: steps.map(({ foot }) => foot), format, colour: null },
        part('end', '#5E7083'),
        part('rise', goodColour),
        part('fall', badColour),
      ],
      axisFormat: format,
      description: told(drawn),
      hasLegend: false,
      gap: 40,
    }),
  }
}

/** Bars in the middle, one under the other, on an invisible half of what is missing. */
function funnel(drawn: Drawn): Visual {
  const { chart, table, look } = drawn
  const [y = '', rate] = chart.y
  const values = valuesOf(drawn, y)
  const most = largestOf(values)
  const format = excelFormat(columnOf(table, y)?.unit ?? 'none', most, look)
  const unit = columnOf(table, rate)?.unit ?? 'none'
  const labels = labelsOf(drawn).map((label, place) => {
    const row = table.rows[place] ?? {}
    // What is no count (spend before the first step) has no bar, and stands beside its name.
    const instead = values[place] === null ? chart.y.find((id) => numberOf(row[id]) !== null) : undefined
    if (instead !== undefined) return `${label}  ${cellText(numberOf(row[instead]), columnOf(table, instead)?.unit ?? 'none', look)}`
    const share = numberOf(row[rate ?? ''])
    return share === null ? label : `${label}  ${cellText(share, unit, look)}${unit === 'percent' ? '' : ''}`
  })
  return {
    is: 'chart',
    chart: plainChart({
      kind: 'bar',
      grouping: 'stacked',
      categories: labels,
      series: [
        { name: ' ', values: values.map((value) => (most - (value ?? 0)) / 2), format, colour: null },
        { name: headOf(drawn, y), values, format, colour: 'accent1', isLabelled: true },
      ],
      axisFormat: format,
      description: told(drawn),
      hasLegend: false,
      gap: 18,
    }),
  }
}

function pareto(drawn: Drawn): Visual {
  const { chart, table, look } = drawn
  const [y = '', share] = chart.y
  const rows = table.rows.slice(0, 16)
  const cut = { ...drawn, table: { ...table, rows } }
  const groups = chart.series === undefined ? [null] : [...new Set(rows.map((row) => row[chart.series ?? ''] ?? null))]
  const of = (id: string, group: StudyCell): (number | null)[] =>
    rows.map((row) => (chart.series === undefined || (row[chart.series] ?? null) === group ? numberOf(row[id]) : null))
  const format = formatFor(cut, y, valuesOf(cut, y))
  const name = (group: StudyCell, head: string): string =>
    group === null ? head : `${nameOf(columnOf(table, chart.series), group, look)} · ${head}`
  return {
    is: 'chart',
    chart: plainChart({
      kind: 'column',
      grouping: groups.length > 1 ? 'stacked' : 'clustered',
      categories: labelsOf(cut),
      series: groups.map((group, place) => ({
        name: name(group, headOf(cut, y)),
        values: of(y, group),
        format,
        colour: colourAt(place * 2),
      })),
      lines:
        share === undefined
          ? []
          : groups.map((group, place) => ({
              name: name(group, headOf(cut, share)),
              values: of(share, group),
              format: '0%',
              colour: colourAt(place * 2 + 1),
              isSecond: true,
            })),
      axisFormat: format,
      secondFormat: '0%',
      description: told(cut),
      hasLegend: true,
    }),
  }
}

function band(drawn: Drawn): Visual {
  const { chart } = drawn
  const format = formatFor(
    drawn,
    chart.y[0],
    chart.y.flatMap((id) => valuesOf(drawn, id)),
  )
  const series = chart.y.map((id, place): ChartSeries => {
    const isEnd = place === 1 || place === 2
    return {
      name: headOf(drawn, id),
      values: valuesOf(drawn, id),
      format,
      colour: isEnd ? quietColour : colourAt(place === 0 ? 0 : place - 2),
      isDashed: isEnd,
    }
  })
  return {
    is: 'chart',
    chart: plainChart({ kind: 'line', categories: labelsOf(drawn), series, axisFormat: format, description: told(drawn), hasLegend: true }),
  }
}

function histogram(drawn: Drawn): Visual {
  const { chart, table, look } = drawn
  const column = columnOf(table, chart.x)
  const write = (cell: StudyCell | undefined): string => {
    const number = numberOf(cell)
    return column?.unit === 'money' && number !== null ? figureText(number, 'money', look) : nameOf(column, cell, look)
  }
  const values = valuesOf(drawn, chart.y[0])
  const format = formatFor(drawn, chart.y[0], values)
  const categories = table.rows.map((row) => {
    const [low, high] = [numberOf(row[chart.x]), numberOf(row['to'])]
    return low === null || high === null || high - low === 1 ? write(row[chart.x]) : `${write(low)}–${write(high)}`
  })
  return {
    is: 'chart',
    chart: plainChart({
      kind: 'column',
      categories,
      series: [{ name: headOf(drawn, chart.y[0]), values, format, colour: 'accent1', isLabelled: values.length <= 16 }],
      axisFormat: format,
      description: told(drawn),
      gap: 4,
    }),
  }
}

function scatter(drawn: Drawn): Visual {
  const { chart } = drawn
  const series = (id: string | undefined): ChartSeries => {
    const values = valuesOf(drawn, id)
    return { name: headOf(drawn, id), values, format: formatFor(drawn, id, values), colour: 'accent1' }
  }
  const [along, up] = [series(chart.x), series(chart.y[0])]
  if (along.values.every((value) => value === null)) return { is: 'table', table: studyTable(drawn.table, drawn.look) }
  return {
    is: 'chart',
    chart: plainChart({
      kind: 'scatter',
      categories: drawn.table.rows.map((_, place) => String(place + 1)),
      series: [along, up],
      axisFormat: up.format,
      description: told(drawn),
      hasLegend: false,
      axisTitles: [along.name, up.name],
    }),
  }
}

/** The first rows and columns of a table, as its study shows them. */
export function studyTable(table: StudyTable, look: DeckLook): TableVisual {
  const columns = table.columns.slice(0, mostColumns)
  const isRight = (column: StudyColumn): boolean => column.role === 'value' && isNumeric(column)
  const cell = (column: StudyColumn, value: StudyCell | undefined): string => {
    if (!isNumeric(column)) return value === null || value === undefined ? '–' : nameOf(column, value, look)
    return typeof value === 'boolean' || value === undefined ? '–' : cellText(value, column.unit, look)
  }
  return {
    widths: columns.map(({ role }) => (role === 'key' ? 2 : 1.1)),
    head: columns.map((column): TableCell => ({
      text: `${column.label[look.language]}${headUnit(column.unit, look)}`,
      align: isRight(column) ? 'right' : 'left',
    })),
    rows: table.rows
      .slice(0, mostRows)
      .map((row) =>
        columns.map((column): TableCell => ({ text: cell(column, row[column.id]), align: isRight(column) ? 'right' : 'left' })),
      ),
    total: table.rows.length,
  }
}

/** The first figures of a study in words. */
export function figureComments({ figures }: Pick<StudyResult, 'figures'>, look: DeckLook, most = 6): string[] {
  const line = ({ label, value, unit, interval }: StudyFigure): string => {
    const text = typeof value === 'boolean' ? String(value) : figureText(value, unit, look)
    const range = interval === null ? '' : ` (${figureText(interval.from, unit, look)} – ${figureText(interval.to, unit, look)})`
    return `${label[look.language]}${look.language === 'zh' ? '：' : ': '}${text}${range}`
  }
  const there = figures.filter(({ value }) => value !== null)
  const moved = there.filter(({ value }) => Number(value) !== 0)
  return (moved.length >= 2 ? moved : there).slice(0, most).map(line)
}
