import type { ChartTheme } from '../../src/charts/chart-data.ts'
import type { TooltipText } from '../../src/charts/chart-tooltip.ts'

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
