import type { ChartTheme } from '../../../charts/chart-data.ts'

export type Scheme = 'light' | 'dark'

/** The family of the fonts that are shipped; where a picture is drawn without them, those of the reader's machine. */
export const fontFamily = 'Noto Sans SC'
const families = `${fontFamily}, PingFang SC, Microsoft YaHei, sans-serif`

/** The colours of renderer/theme/tokens.css; a test holds them against it. */
const schemes = {
  light: {
    text: '#14202e',
    secondary: '#526172',
    faint: '#647283',
    line: '#e3e7ec',
    surface: '#ffffff',
    hover: '#eff2f5',
    accent: '#0b7a75',
    tint: '#e7f5f4',
    onAccent: '#ffffff',
    good: '#1d7f4e',
    bad: '#c2413b',
    series: ['#0b7a75', '#c27c00', '#3b6fb6', '#b5485d', '#6c5ba7', '#7a8b23', '#9a6b43', '#5e7083'],
    other: '#a9b3be',
  },
  dark: {
    text: '#e6edf5',
    secondary: '#a3b1c2',
    faint: '#8494a7',
    line: '#243140',
    surface: '#1a2430',
    hover: '#1c2733',
    accent: '#2fb3ab',
    tint: '#12312f',
    onAccent: '#05201e',
    good: '#4fc58a',
    bad: '#f0827c',
    series: ['#2fb3ab', '#e3a13a', '#6c9be0', '#dd7a8d', '#9b8bd4', '#a9bb4e', '#c7966b', '#8a9cb0'],
    other: '#56677a',
  },
} as const

/** What charts of the screen look like, for a surface that no document describes. `redRises` as the settings have it. */
export function pictureTheme(scheme: Scheme, redRises: boolean): ChartTheme {
  const { tint, accent, onAccent, good, bad, ...colours } = schemes[scheme]
  return {
    ...colours,
    rise: redRises ? bad : good,
    fall: redRises ? good : bad,
    heat: [tint, accent],
    onHeat: onAccent,
    fontFamily: families,
    animate: false,
  }
}
