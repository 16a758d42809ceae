import { describe, expect, it } from 'vitest'
import { chartKinds, CockpitDocument, SavedReport } from '../../src/contract/documents.ts'

const spec = { values: [{ metric: 'won_value' }] }

describe('a saved report', () => {
  it('of before there were looks is read as it was', () => {
    const read = SavedReport.parse({ title: 'Old', chart: 'pivot', spec })
    expect(read).toMatchObject({ version: 1, title: 'Old', chart: 'pivot' })
    expect(read).not.toHaveProperty('look')
    expect(SavedReport.parse({ title: 'Older', spec }).chart).toBe('table')
  })

  it('keeps its look to the letter', () => {
    const look = {
      widths: { won_value: 140 },
      follows: false,
      values: {
        won_value: { format: { digits: 2, scale: 'wan' }, bars: true, shades: 'diverging', totals: true },
        win_rate: {
          rules: [
            { when: 'above', than: 0.5, tone: 'good' },
            { when: 'between', from: 0.2, to: 0.3, tone: 'warning' },
            { when: 'top', n: 3, tone: 'rise' },
          ],
        },
      },
    }
    expect(SavedReport.parse({ title: '', spec, look }).look).toEqual(look)
  })

  it.each([
    [{ colour: 'red' }],
    [{ widths: { a: 3 } }],
    [{ widths: { a: 80.5 } }],
    [{ values: { a: { format: { digits: 9 } } } }],
    [{ values: { a: { rules: [{ when: 'above', tone: 'good' }] } } }],
    [{ values: { a: { rules: [{ when: 'top', n: 0, tone: 'good' }] } } }],
    [{ values: { a: { rules: [{ when: 'above', than: 1, tone: '#ff0000' }] } } }],
  ])('refuses a look that is none: %j', (look) => {
    expect(SavedReport.safeParse({ title: '', spec, look }).success).toBe(false)
  })

  it.each(chartKinds)('can be drawn as %s, and so can a tile', (kind) => {
    expect(SavedReport.parse({ title: '', chart: kind, spec }).chart).toBe(kind)
    const tile = { id: 't', title: { zh: '', en: '' }, kind, spec, layout: { x: 0, y: 0, w: 1, h: 1 } }
    expect(CockpitDocument.parse({ title: { zh: '', en: '' }, tiles: [tile] }).tiles[0]).not.toHaveProperty('look')
  })
})
