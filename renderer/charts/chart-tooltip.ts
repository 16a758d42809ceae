import type { ChartData, ChartTheme, FormatFigure } from './chart-data.ts'

export interface TooltipRow {
  readonly label: string
  readonly figure: string
  readonly colour: string
}

export interface TooltipText {
  readonly title: string
  readonly rows: readonly TooltipRow[]
}

/** The whole row of a category: every series with its figure; n/a is a dash. */
export function tooltipText(data: ChartData, category: number, format: FormatFigure): TooltipText {
  const rows = data.series.map((series) => {
    const value = series.values[category] ?? null
    return {
      label: series.label,
      figure: value === null ? '–' : (series.write?.(value) ?? format(value, series.unit)),
      colour: series.colour,
    }
  })
  return { title: data.categories[category] ?? '', rows }
}

/** Elements rather than HTML text: the policy forbids inline styles, and a customer may well be called `<img onerror=…>`. */
export function tooltipElement(text: TooltipText, theme: ChartTheme): HTMLElement {
  const box = document.createElement('div')
  box.className = 'chart-tip'
  box.style.color = theme.text
  const title = document.createElement('strong')
  title.textContent = text.title
  const table = document.createElement('table')
  for (const row of text.rows) {
    const line = table.insertRow()
    const mark = line.insertCell()
    mark.textContent = '■'
    mark.style.color = row.colour
    line.insertCell().textContent = row.label
    const figure = line.insertCell()
    figure.className = 'chart-tip-figure'
    figure.textContent = row.figure
  }
  box.append(title, table)
  return box
}
