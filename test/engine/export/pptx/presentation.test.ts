import { describe, expect, it } from 'vitest'
import * as XLSX from 'xlsx'
import { plainChart, type NativeChart } from '../../../../src/engine/export/pptx/chart.ts'
import { writePresentation } from '../../../../src/engine/export/pptx/presentation.ts'
import type { Slide } from '../../../../src/engine/export/pptx/slide-pieces.ts'
import { readTemplate } from '../../../../src/engine/export/pptx/template.ts'
import { faultsOf, textsOf, unpack } from './check-package.ts'
import { rewritten } from './rewritten.ts'

const hostile = '=1+1 & <b>"名\u0000\u000b字"</b>\n行 😀 ' + 'x'.repeat(200)
const series = { format: '#,##0', colour: 'accent1' } as const
const chart = (kind: NativeChart['kind'], more: Partial<NativeChart> = {}): NativeChart =>
  plainChart({
    kind,
    categories: [hostile, '二月', ''],
    series: [
      { ...series, name: 'One', values: [1.5, null, -3], isLabelled: true },
      { ...series, name: hostile, values: [0, 2, 1_000_000_000_000] },
    ],
    axisFormat: String.raw`0\.0,"万"`,
    description: hostile,
    ...more,
  })
const line = { ...series, name: 'Share', values: [0.1, 0.5, 1], format: '0%', isSecond: true }
const charts = [
  chart('bar'),
  chart('column', { grouping: 'stacked', lines: [line], secondFormat: '0%' }),
  chart('column', { grouping: 'percent' }),
  chart('line'),
  chart('area', { grouping: 'stacked' }),
  chart('doughnut'),
  chart('scatter', { axisTitles: ['along', 'up'] }),
]
const box = { x: 500_000, y: 1_200_000, w: 8_000_000, h: 4_000_000 }
const slides: Slide[] = [
  { key: 'title', layout: 'title', title: hostile, subtitle: ['below'], pieces: [], notes: [] },
  ...charts.map((one, place): Slide => ({
    key: `chart ${place}`,
    layout: 'content',
    title: one.kind,
    pieces: [{ is: 'chart', box, chart: one }],
    notes: ['said', hostile],
  })),
  {
    key: 'table',
    layout: 'content',
    title: 'Table',
    notes: [],
    pieces: [
      { is: 'text', text: { box, paragraphs: [{ text: hostile, size: 12, bullet: true }], fill: '#F1F4F6' } },
      {
        is: 'table',
        table: {
          box,
          widths: [2, 1],
          head: [{ text: 'A' }, { text: 'B', align: 'right' }],
          rows: [[{ text: hostile }, { text: '', fill: '#0b7a75' }]],
          rowHeight: 260_000,
          size: 11,
          description: 'rows',
        },
      },
    ],
  },
]
const written = await writePresentation(readTemplate(null, 'own'), slides, hostile)

describe('a presentation', () => {
  it('has nothing that PowerPoint would repair', () => {
    expect(faultsOf(written)).toEqual([])
  })

  it('says what it was told, whatever characters it holds', () => {
    const parts = unpack(written)
    expect(textsOf(parts, 'ppt/slides/slide1.xml')).toEqual([`=1+1 & <b>"名字"</b> 行 😀 ${'x'.repeat(200)}`, 'below'])
    expect(textsOf(parts, 'ppt/notesSlides/helmdeckNotes1.xml')[0]).toBe('said')
    expect(textsOf(parts, 'ppt/slides/slide9.xml').slice(2, 4)).toEqual(['A', 'B'])
  })

  it('draws each chart from a workbook that holds the same numbers', () => {
    const parts = unpack(written)
    charts.forEach((one, place) => {
      const xml = parts.get(`ppt/charts/helmdeckChart${place + 1}.xml`)?.toString('utf8') ?? ''
      const book = XLSX.read(parts.get(`ppt/embeddings/helmdeckData${place + 1}.xlsx`))
      const rows = XLSX.utils.sheet_to_json<unknown[]>(book.Sheets['Data'] ?? {}, { header: 1, raw: true, defval: null })
      expect(rows).toHaveLength(4)
      for (const cached of cachesOf(xml)) {
        const column = XLSX.utils.decode_col(cached.column)
        expect([1, 2, 3].map((row) => rows[row]?.[column] ?? null)).toEqual(cached.values)
        expect([...one.series, ...one.lines][column - 1]?.values).toEqual(cached.values)
      }
      const drawn = one.kind === 'doughnut' ? 1 : one.series.length + one.lines.length
      expect(cachesOf(xml)).toHaveLength(drawn)
    })
  })

  it('keeps a formula in a name a text in the workbook', () => {
    const book = XLSX.read(unpack(written).get('ppt/embeddings/helmdeckData1.xlsx'))
    expect(book.Sheets['Data']?.['A2']).toMatchObject({ t: 's' })
    expect(book.Sheets['Data']?.['A2']?.f).toBeUndefined()
  })
})

describe('a template of somebody else', () => {
  it('gives its layouts, size, colours and pictures, and loses its slides', async () => {
    const foreign = await rewritten(written, (name, text) =>
      name === 'ppt/presentation.xml'
        ? text.replace('cx="12192000"', 'cx="9144000"')
        : name.startsWith('ppt/theme/')
          ? text.replaceAll('0B7A75', 'AA0011')
          : text,
    )
    const template = readTemplate(foreign, 'company.pptx')
    expect(template.size).toEqual({ w: 9_144_000, h: 6_858_000 })
    expect(template.content.x + template.content.w).toBeLessThanOrEqual(9_144_000)
    const again = await writePresentation(template, slides.slice(0, 2), 'Again')
    expect(faultsOf(again)).toEqual([])
    const parts = unpack(again)
    expect([...parts.keys()].filter((name) => /^ppt\/slides\/[^/]+\.xml$/.test(name))).toHaveLength(2)
    expect(parts.get('ppt/theme/theme1.xml')?.toString('utf8')).toContain('AA0011')
  })

  it('that is none is refused, and says why', async () => {
    const bytes = Buffer.from(written)
    const without = await rewritten(written, (name, text) =>
      name.startsWith('ppt/slideLayouts/') ? text.replaceAll(/type="(title|ctrTitle)"/g, 'type="body"') : text,
    )
    const noParts = await rewritten(written, (name, text) =>
      name === '_rels/.rels' ? text.replaceAll('ppt/presentation.xml', 'word/document.xml') : text,
    )
    for (const [broken, problem] of [
      [Buffer.from('no zip at all'), 'no-presentation'],
      [bytes.subarray(0, bytes.length / 2), 'no-presentation'],
      [noParts, 'no-presentation'],
      [without, 'no-layouts'],
    ] as const)
      expect(() => readTemplate(broken, 'company.pptx')).toThrow(
        expect.objectContaining({ code: 'template-unusable', details: { name: 'company.pptx', problem } }) as Error,
      )
  })
})

/** The column and the numbers of each series as the chart itself remembers them. */
function cachesOf(xml: string): { column: string; values: (number | null)[] }[] {
  return [...xml.matchAll(/<c:numRef><c:f>Data!\$([A-Z]+)\$2:\$[A-Z]+\$4<\/c:f><c:numCache>(.*?)<\/c:numCache>/g)].map(
    ([, column = '', cache = '']) => ({
      column,
      values: [0, 1, 2].map((index) => {
        const found = new RegExp(`<c:pt idx="${index}"><c:v>([^<]*)</c:v>`).exec(cache)?.[1]
        return found === undefined ? null : Number(found)
      }),
    }),
  )
}
