import type { StudyCell } from '../../contract/study-result.ts'
import { plainChart, type ChartSeries } from '../export/pptx/chart.ts'
import { cellText, excelFormat, figureText, largestOf } from './deck-text.ts'
import { columnOf, nameOf, numberOf } from './study-cells.ts'
import { formatFor, headOf, labelsOf, told, valuesOf, type Drawn } from './study-drawn.ts'
import { studyTable } from './study-table.ts'
import { colourAt, quietColour, type Visual } from './visual.ts'
import { funnelChart, waterfallChart } from './waterfall-chart.ts'

const ends: readonly unknown[] = ['opening', 'closing']

export function waterfall(drawn: Drawn): Visual {
  const { chart, table, look } = drawn
  const [y = ''] = chart.y
  const labels = labelsOf(drawn)
  const steps = table.rows.map((row, place) => ({
    label: labels[place] ?? '',
    value: numberOf(row[y]) ?? 0,
    isEnd: ends.includes(row[chart.x]),
  }))
  return { is: 'chart', chart: waterfallChart(steps, columnOf(table, y)?.unit ?? 'none', told(drawn), look) }
}

export function funnel(drawn: Drawn): Visual {
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
  return { is: 'chart', chart: funnelChart(labels, values, { name: headOf(drawn, y), format, description: told(drawn) }) }
}

export function pareto(drawn: Drawn): Visual {
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

export function band(drawn: Drawn): Visual {
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

export function histogram(drawn: Drawn): Visual {
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

export function scatter(drawn: Drawn): Visual {
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
