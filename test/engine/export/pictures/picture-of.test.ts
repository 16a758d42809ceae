import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { chartKinds } from '../../../../src/contract/documents.ts'
import type { DeckReport } from '../../../../src/engine/deck/report-data.ts'
import { drawable } from '../../../../src/engine/export/pictures/font-coverage.ts'
import { pictureOf, type PictureLook } from '../../../../src/engine/export/pictures/picture-of.ts'
import { pictureAsPng } from '../../../../src/engine/export/pictures/picture-png.ts'
import { pictureTheme } from '../../../../src/engine/export/pictures/picture-theme.ts'
import { deckReportOf, rowColumn, valueColumn } from './deck-report-of.ts'

const look: PictureLook = { language: 'zh', currency: 'CNY', scheme: 'light', redRises: true, width: 560, height: 300 }
const money = { unit: 'money' } as const
const cities = ['深圳', '北京', '上海']
const plain = deckReportOf(
  [rowColumn('city'), valueColumn('won', money)],
  [
    ['深圳', 1_234_567],
    ['北京', 620_000],
    ['上海', 500_000],
    [null, 2_354_567, 0],
  ],
)
const pairs = deckReportOf(
  [rowColumn('city'), valueColumn('won', money), valueColumn('rate', { unit: 'percent' })],
  cities.map((city, place) => [city, 100 * (place + 1), 0.2]),
)
const goals = deckReportOf(
  [rowColumn('city'), valueColumn('won', money), valueColumn('goal', money), valueColumn('deals')],
  cities.map((city, place) => [city, 9 * (place + 1), 8, 3]),
)
const crossed = deckReportOf(
  [rowColumn('city'), ...['线上', '展会'].map((path) => valueColumn(`won|${path}`, { path: [path], ...money }))],
  cities.map((city) => [city, 3, 4]),
)
const flow = deckReportOf(
  [rowColumn('from'), rowColumn('city'), valueColumn('n')],
  cities.map((city) => ['A', city, 2, 2]),
)
const five = ['min', 'p25', 'p50', 'p75', 'max'].map((stat) => valueColumn(`days:${stat}`, { unit: 'days', metric: 'days' }))
const spread = deckReportOf(
  [rowColumn('city'), ...five],
  cities.map((city) => [city, 1, 2, 3, 4, 5]),
)
const of: Partial<Record<(typeof chartKinds)[number], DeckReport>> = {
  combo: pairs,
  scatter: goals,
  bubble: goals,
  bullet: goals,
  'stacked-bar': crossed,
  'full-stacked-bar': crossed,
  heat: crossed,
  cohort: crossed,
  sankey: flow,
  box: spread,
}

/** Tags that open and close in order, and nothing that XML forbids. */
function faultOf(svg: string): string | null {
  const open: string[] = []
  for (const [, closing, name = '', , self] of svg.matchAll(/<(\/?)([a-zA-Z]+)((?:"[^"]*"|[^">])*?)(\/?)>/g)) {
    if (closing === '/') {
      if (open.pop() !== name) return `</${name}>`
    } else if (self !== '/') open.push(name)
  }
  return open.length > 0 ? `<${open.join()}>` : /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(svg) ? 'forbidden' : null
}

describe('pictures of reports', () => {
  it('draw every kind of chart as whole SVG that loads nothing and names every city', async () => {
    for (const chart of chartKinds) {
      const { svg, refused } = await pictureOf({ is: 'report', title: '签单', chart, report: of[chart] ?? plain }, look)
      expect([chart, refused]).toEqual([chart, null])
      expect([chart, faultOf(svg)]).toEqual([chart, null])
      expect(svg).not.toMatch(/href|<style|<script|url\(http/)
      for (const city of chart === 'kpi' ? [] : cities) expect([chart, city, svg.includes(city)]).toEqual([chart, city, true])
    }
  })

  it('say figures as people write them in either language', async () => {
    const subject = { is: 'report', title: 'Won', chart: 'bar', report: plain } as const
    expect((await pictureOf(subject, look)).svg).toContain('>¥123.5万<')
    expect((await pictureOf(subject, { ...look, language: 'en' })).svg).toContain('>¥1.23M<')
  })

  it('stand on the ground of their scheme, or on none', async () => {
    const subject = { is: 'report', title: 'Won', chart: 'bar', report: plain } as const
    expect((await pictureOf(subject, { ...look, scheme: 'dark' })).svg).toContain('<rect width="100%" height="100%" fill="#1a2430"/>')
    expect((await pictureOf(subject, { ...look, ground: false })).svg).not.toContain('width="100%"')
  })

  it('use the colours of the screen', () => {
    const tokens = readFileSync(new URL('../../../../renderer/theme/tokens.css', import.meta.url), 'utf8')
    const block = (scheme: string) => tokens.slice(tokens.indexOf(`color-scheme='${scheme}'`)).split('}')[0] ?? ''
    for (const scheme of ['light', 'dark'] as const) {
      const theme = pictureTheme(scheme, false)
      const told = { text: theme.text, raised: theme.surface, line: theme.line, good: theme.rise, bad: theme.fall, accent: theme.heat[1] }
      for (const [name, colour] of Object.entries(told)) expect(block(scheme)).toContain(`--${name}: ${colour};`)
      theme.series.forEach((colour, place) => expect(block(scheme)).toContain(`--series-${place + 1}: ${colour};`))
    }
  })

  it('survive no rows, ten thousand names, and names with every character that XML forbids', async () => {
    const evil = `${Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join('')}\ufffe\uffff\ud800<&">'שלום 😀`
    const columns = [rowColumn('city'), valueColumn('won', money)]
    const many = Array.from({ length: 10_000 }, (_, place) => [`客户${place}`, 10_000 - place])
    for (const chart of ['bar', 'doughnut', 'table'] as const) {
      for (const rows of [
        [],
        many,
        [
          [evil, 1],
          ['b', 2],
        ],
      ]) {
        const { svg, height } = await pictureOf({ is: 'report', title: evil, chart, report: deckReportOf(columns, rows) }, look)
        expect([chart, rows.length, faultOf(svg)]).toEqual([chart, rows.length, null])
        expect(height).toBeLessThanOrEqual(4000)
      }
    }
  })
})

describe('pictures as PNG', () => {
  it('have as many pixels as were asked for, and name what the font can not draw', async () => {
    const report = deckReportOf(
      [rowColumn('city'), valueColumn('won')],
      [
        ['深圳 😀', 3],
        ['𠮷野家', 2],
      ],
    )
    const { svg } = await pictureOf({ is: 'report', title: 't', chart: 'bar', report }, look)
    const { bytes, missing } = await pictureAsPng(svg, 2)
    const png = Buffer.from(bytes)
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1120, 600])
    expect(missing).toEqual(['😀', '𠮷'])
  })

  it('leave what the font has, and drop what draws nothing', () => {
    expect(drawable('喆堃 é €')).toEqual({ text: '喆堃 é €', missing: [] })
    expect(drawable('a\u200d\ufe0fb')).toEqual({ text: 'ab', missing: [] })
  })
})
