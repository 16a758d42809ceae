import { describe, expect, it } from 'vitest'
import { cockpitDifferences } from '../../../renderer/editing/cockpit-differences.ts'
import type { DifferenceWords } from '../../../renderer/editing/difference-words.ts'
import { reportDifferences } from '../../../renderer/editing/report-differences.ts'
import { editingEn } from '../../../renderer/editing/text.en.ts'
import { editingZh } from '../../../renderer/editing/text.zh.ts'
import { CockpitDocument, SavedReport } from '../../../src/contract/documents.ts'

const names: Readonly<Record<string, { en: string; zh: string }>> = {
  region: { en: 'Region', zh: '地区' },
  channel: { en: 'Channel', zh: '渠道' },
  date: { en: 'Date', zh: '日期' },
  revenue: { en: 'Revenue', zh: '收入' },
  deals: { en: 'Deals', zh: '商机数' },
}

function wordsIn(language: 'en' | 'zh'): DifferenceWords {
  const texts = language === 'en' ? editingEn : editingZh
  const text: DifferenceWords['text'] = (key, values = {}) =>
    texts[key].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]))
  const nameOf = (id: string) => names[id]?.[language] ?? id
  return {
    text,
    local: (given) => given[language],
    dimension: ({ field, grain }) => (grain === undefined ? nameOf(field) : `${nameOf(field)} ${grain}`),
    value: ({ metric }) => nameOf(metric),
    filter: ({ field, values }) => `${nameOf(field)}: ${values.join()}`,
    condition: ({ metric, op, values }) => `${nameOf(metric)} ${op} ${values.join()}`,
    period: (period) =>
      period === undefined ? '' : 'relative' in period ? `${period.relative} ${period.unit}` : `${period.from}–${period.to}`,
    comparison: (one) => (typeof one === 'string' ? one : one.id),
    calculation: ({ of, as }) => `${nameOf(of)} ${as}`,
    chart: (kind) => kind,
    format: (format) => (format?.scale === undefined ? text('diffUsual') : text(`diffScale-${format.scale}`)),
    day: (day) => day,
  }
}

const report = (body: Record<string, unknown>, spec: Record<string, unknown> = {}) =>
  SavedReport.parse({ title: 'Wins', ...body, spec: { values: [{ metric: 'revenue' }], ...spec } })

const told = (before: SavedReport, after: SavedReport, language: 'en' | 'zh' = 'en') => reportDifferences(before, after, wordsIn(language))

describe('two versions of a report', () => {
  it('that hold the same differ in nothing, whatever the order of their keys', () => {
    const one = report({ look: { values: { revenue: { bars: true, shades: 'accent' } } } })
    const other = report({ look: { values: { revenue: { shades: 'accent', bars: true } } } })
    expect(told(one, other)).toEqual([])
  })

  it('differ in words a person says, in both languages', () => {
    const before = report({ look: { values: { revenue: { format: { scale: 'thousands' } } } } })
    const after = report({ look: { values: { revenue: { format: { scale: 'wan' } } } } }, { rows: [{ field: 'region' }] })
    expect(told(before, after)).toEqual(['Rows: + Region', 'Revenue, format: K → 万'])
    expect(told(before, after, 'zh')).toEqual(['行：+ 地区', '收入的格式：K → 万'])
    expect(told(after, before)).toEqual(['Rows: − Region', 'Revenue, format: 万 → K'])
  })

  it('name one for another, several that came and went, and a new order', () => {
    const rows = (...fields: string[]) => report({}, { rows: fields.map((field) => ({ field })) })
    expect(told(rows('region'), rows('channel'))).toEqual(['Rows: Region → Channel'])
    expect(told(rows('region', 'channel'), rows('date'))).toEqual(['Rows: + Date, − Region, − Channel'])
    expect(told(rows('region', 'channel'), rows('channel', 'region'))).toEqual(['Rows: now in the order Channel, Region'])
    const quarter = report({}, { rows: [{ field: 'date', grain: 'quarter' }] })
    expect(told(report({}, { rows: [{ field: 'date', grain: 'month' }] }), quarter)).toEqual(['Rows: Date month → Date quarter'])
  })

  it('tell every part of the question', () => {
    const after = report(
      { title: 'Won', chart: 'bar' },
      {
        values: [{ metric: 'revenue' }, { metric: 'deals' }],
        columns: [{ field: 'channel' }],
        filters: [{ field: 'region', op: 'in', values: ['East'] }],
        having: [{ metric: 'deals', op: 'at-least', values: [3] }],
        period: { from: '2026-01-01', to: '2026-03-31' },
        asOf: '2026-04-01',
        asKnownOn: '2026-04-02',
        compare: ['previous-year'],
        calculations: [{ of: 'revenue', as: 'rank' }],
        sort: [{ by: 'revenue', direction: 'asc' }],
        top: { field: 'channel', n: 5, by: 'revenue' },
        totals: { rows: 'grand', columns: 'grand' },
        limit: 100,
      },
    )
    expect(told(report({}), after)).toEqual([
      'Name: Wins → Won',
      'Drawn as: table → bar',
      'Columns: + Channel',
      'Values: + Deals',
      'Filters: + Region: East',
      'Conditions: + Deals at-least 3',
      'Period: none → 2026-01-01–2026-03-31',
      'As of: none → 2026-04-01',
      'As known on: none → 2026-04-02',
      'Compared: + previous-year',
      'Calculations: + Revenue rank',
      'Order: + Revenue ↑',
      'Top N: none → 5 Channel',
      'Totals: none → grand total',
      'Total of the columns: off → on',
      'Number of rows: none → 100',
    ])
  })

  it('never read as the same where something without a name of its own differs', () => {
    const one = report({}, { values: [{ metric: 'revenue', params: { basis: 'won' } }] })
    const other = report({}, { values: [{ metric: 'revenue', params: { basis: 'cash' } }] })
    expect(told(one, other)).toEqual(['Details that have no name'])
  })
})

describe('two versions of a cockpit', () => {
  const local = (text: string) => ({ zh: text, en: text })
  const layout = { x: 0, y: 0, w: 3, h: 4 }
  const text = (id: string, words: string, place = layout) => ({ id, kind: 'text', title: local(id), text: local(words), layout: place })
  const chart = (id: string, kind: string, spec: Record<string, unknown> = {}) => ({
    id,
    kind,
    title: local(id),
    layout,
    spec: { values: [{ metric: 'revenue' }], ...spec },
  })
  const cockpit = (body: Record<string, unknown>) => CockpitDocument.parse({ title: local('Monday'), tiles: [], ...body })
  const differ = (before: Record<string, unknown>, after: Record<string, unknown>, language: 'en' | 'zh' = 'en') =>
    cockpitDifferences(cockpit(before), cockpit(after), wordsIn(language))

  it('tell what came, what went and what stayed with other contents', () => {
    const before = { tiles: [text('Notes', 'a'), chart('Wins', 'bar'), text('Old', 'x')] }
    const after = {
      tiles: [text('Notes', 'b', { ...layout, x: 3, w: 4 }), chart('Wins', 'line', { rows: [{ field: 'region' }] }), text('New', 'x')],
    }
    expect(differ(before, after)).toEqual([
      'Tiles: “Old” → “New”',
      '“Notes”: stands elsewhere',
      '“Notes”: has another size',
      '“Notes”: other words',
      '“Wins”: Drawn as: bar → line',
      '“Wins”: Rows: + Region',
    ])
    expect(differ(before, after, 'zh').at(-1)).toBe('“Wins”：行：+ 地区')
  })

  it('tell its name, period, filters and pages', () => {
    const after = {
      title: local('Tuesday'),
      period: { relative: 'this', unit: 'quarter' },
      filters: [{ field: 'region', op: 'in', values: ['East'] }],
      tabs: [{ id: 'a', title: local('First') }],
    }
    expect(differ({}, after)).toEqual([
      'Name: Monday → Tuesday',
      'Period: none → this quarter',
      'Filters: + Region: East',
      'Pages: + First',
    ])
    expect(differ(after, after)).toEqual([])
  })
})
