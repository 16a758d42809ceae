import { tooltipElement } from './tooltip-element.ts'
import type { ChartTheme } from '../../src/charts/chart-data.ts'

/** Reads the theme's colours as they are now; ask again when the colour scheme changes. */
export function readChartTheme(root: HTMLElement = document.documentElement): ChartTheme {
  const style = getComputedStyle(root)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  return {
    text: colour('--text'),
    secondary: colour('--text-secondary'),
    faint: colour('--text-faint'),
    line: colour('--line'),
    surface: colour('--raised'),
    series: Array.from({ length: 8 }, (_, index) => colour(`--series-${index + 1}`)),
    other: colour('--series-other'),
    hover: colour('--hover'),
    rise: colour('--rise'),
    fall: colour('--fall'),
    heat: [colour('--accent-tint'), colour('--accent')],
    onHeat: colour('--on-accent'),
    fontFamily: colour('--font'),
    tip: tooltipElement,
    animate: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
  }
}
