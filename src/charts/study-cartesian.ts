import type { StudyCell } from '../contract/study-result.ts'
import { cartesianOption, type CartesianKind } from './cartesian-option.ts'
import type { ChartData } from './chart-data.ts'
import { colourOfMeasure, colourOfValue } from './series-colours.ts'
import {
  columnOf,
  figureOf,
  isNumeric,
  keyLabel,
  labelsOf,
  nameOf,
  valuesOf,
  type Drawn,
  type StudyDrawing,
  type StudyLook,
} from './study-look.ts'

const barHeight = 26
const mostBars = 40

interface Pivoted {
  readonly data: ChartData
  readonly rowOf: StudyDrawing['rowOf']
}

/** Bars, stacked bars, lines and areas. With a `series` its values are the series of the first of `y`, else each of `y` is one. */
export function drawCartesian(drawn: Drawn): StudyDrawing {
  const { chart, table, look } = drawn
  const column = columnOf(table, chart.x)
  const runsOn = column !== undefined && (isNumeric(column) || column.type === 'date' || column.type === 'timestamp')
  const isBar = chart.kind === 'bar' || chart.kind === 'stacked-bar'
  const { data, rowOf } = chart.series === undefined ? measures(drawn) : pivoted(drawn)
  const shown = isBar && !runsOn ? Math.min(mostBars, data.categories.length) : data.categories.length
  return {
    height: isBar && !runsOn ? 48 + shown * barHeight : 240,
    ...(shown < data.categories.length ? { drawn: shown } : {}),
    rowOf,
    option: cartesianOption({
      kind: chart.kind as CartesianKind,
      data: {
        categories: data.categories.slice(0, shown),
        series: data.series.map((series) => ({ ...series, values: series.values.slice(0, shown) })),
      },
      theme: look.theme,
      format: look.format,
      categoriesAreTime: runsOn,
    }),
  }
}

/** Measures of another unit than the first have no place on its axis; the table has them. */
function measures(drawn: Drawn): Pivoted {
  const { chart, table, look } = drawn
  const unit = columnOf(table, chart.y[0])?.unit ?? 'none'
  const ids = chart.y.filter((id) => columnOf(table, id)?.unit === unit)
  return {
    rowOf: (_, item) => item,
    data: {
      categories: labelsOf(drawn),
      series: ids.map((id, place) => ({
        id,
        label: nameOf(drawn, id),
        unit,
        colour: colourOfMeasure(look.theme, place),
        values: valuesOf(drawn, id),
      })),
    },
  }
}

function pivoted({ chart, table, look }: Drawn): Pivoted {
  const [y = ''] = chart.y
  const [x, by] = [columnOf(table, chart.x), columnOf(table, chart.series)]
  const keys = [...new Set(table.rows.map((row) => row[chart.x] ?? null))]
  const groups = [...new Set(table.rows.map((row) => row[chart.series ?? ''] ?? null))]
  const colours = seriesColours(groups, look)
  const rows = new Map(table.rows.map((row, place) => [JSON.stringify([row[chart.series ?? ''] ?? null, row[chart.x] ?? null]), place]))
  const rowAt = (group: StudyCell | undefined, key: StudyCell | undefined) => rows.get(JSON.stringify([group, key])) ?? null
  return {
    rowOf: (group, item) => rowAt(groups[group], keys[item]),
    data: {
      categories: keys.map((key) => keyLabel(x, key, look)),
      series: groups.map((group, place) => ({
        id: String(group),
        label: keyLabel(by, group, look),
        unit: columnOf(table, y)?.unit ?? 'none',
        colour: colours[place] ?? look.theme.other,
        values: keys.map((key) => figureOf(table.rows[rowAt(group, key) ?? -1]?.[y])),
      })),
    },
  }
}

/** A value of the breakdown keeps the colour it has in the whole workspace; what is no such value takes colours in its order. */
export function seriesColours(groups: readonly StudyCell[], { theme, known }: Pick<StudyLook, 'theme' | 'known'>): string[] {
  const isKnown = groups.some((group) => typeof group === 'string' && known.includes(group))
  return groups.map((group, place) =>
    isKnown ? colourOfValue(theme, known, group === null ? null : String(group)) : colourOfMeasure(theme, place),
  )
}
