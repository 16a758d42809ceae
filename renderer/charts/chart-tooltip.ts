import type { ChartData, ChartTheme, FormatFigure } from './chart-data.ts'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text of the data inside the tooltip's HTML. A customer may well be called `<img onerror=…>`. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => escapes[character] ?? character)
}

/** The whole row of a category: every series with its figure, aligned; n/a is a dash. */
export function tooltipHtml(data: ChartData, category: number, theme: ChartTheme, format: FormatFigure): string {
  const rows = data.series.map((series) => {
    const value = series.values[category] ?? null
    const figure = value === null ? '–' : format(value, series.unit)
    return `<tr><td class="chart-tip-mark" style="color:${series.colour}">■</td><td>${escapeHtml(series.label)}</td><td class="chart-tip-figure">${escapeHtml(figure)}</td></tr>`
  })
  return `<div class="chart-tip" style="color:${theme.text}"><strong>${escapeHtml(data.categories[category] ?? '')}</strong><table>${rows.join('')}</table></div>`
}
