import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as XLSX from 'xlsx'
import type { DeckItem } from '../../../src/contract/decks.ts'
import type { ChartKind } from '../../../src/contract/documents.ts'
import type { CancelSignal } from '../../../src/contract/method.ts'
import { ReportSpec, type ReportSpecInput } from '../../../src/contract/report-spec.ts'
import { faultsOf, faultsOfXml, textsOf, unpack } from '../export/pptx/check-package.ts'
import { rewritten } from '../export/pptx/rewritten.ts'
import { openEngine, runImport, uploadPath, type TestEngine } from '../ingest/engine-fixture.ts'
import { rowsOf } from '../report/ask.ts'

const samples = new URL('../../../samples', import.meta.url).pathname
const never: CancelSignal = { aborted: false, addEventListener: () => undefined, removeEventListener: () => undefined }
const still = { signal: never, progress: () => undefined as never }
const none = new Uint8Array()
const asked = { words: {}, without: [] as string[], bytesAre: 'template' as const }
const report = (title: string, chart: ChartKind, spec: ReportSpecInput): DeckItem => ({
  kind: 'report',
  title,
  chart,
  spec: ReportSpec.parse(spec),
})

let engine: TestEngine
beforeAll(async () => {
  engine = await openEngine()
  const files = ['opportunities', 'leads', 'accounts'].map((name) => uploadPath(engine, `${samples}/tiny/${name}.csv`))
  await runImport(engine, { uploads: await Promise.all(files) })
})
afterAll(async () => engine.close())

const deckOf = (deck: DeckItem[], language: 'zh' | 'en' = 'en') =>
  engine.handlers.exports.deck({ ...asked, deck, language, bytes: none }, still)

it('the workbook behind each chart holds what the report answers, cell by cell', async () => {
  const specs: Readonly<Record<string, ReportSpecInput>> = {
    Owners: {
      rows: [{ field: 'owner.name' }],
      values: [{ metric: 'won_value' }, { metric: 'opportunity_count' }],
      sort: [{ by: 'won_value' }],
    },
    Months: { rows: [{ field: 'date', grain: 'month' }], values: [{ metric: 'won_value' }], compare: ['previous-year'] },
    Across: { rows: [{ field: 'owner.name' }], columns: [{ field: 'stage.name' }], values: [{ metric: 'opportunity_count' }] },
    Rates: { rows: [{ field: 'owner.name' }], values: [{ metric: 'win_rate' }] },
    Shares: { rows: [{ field: 'owner.name' }], columns: [{ field: 'stage.name' }], values: [{ metric: 'opportunity_count' }] },
    Both: { rows: [{ field: 'owner.name' }], values: [{ metric: 'won_value' }, { metric: 'win_rate' }] },
  }
  const charts = { Owners: 'bar', Months: 'line', Across: 'stacked-bar', Rates: 'bar', Shares: 'full-stacked-bar', Both: 'combo' } as const
  const items = Object.entries(specs).map(([title, spec]) => report(title, charts[title as keyof typeof charts], spec))
  const { bytes, slides, left } = await deckOf(items)
  expect([slides, left]).toEqual([8, []])
  expect(faultsOf(bytes)).toEqual([])
  const parts = unpack(bytes)
  for (const [place, spec] of Object.values(specs).entries()) {
    const book = XLSX.read(parts.get(`ppt/embeddings/helmdeckData${place + 1}.xlsx`))
    const drawn = XLSX.utils.sheet_to_json<unknown[]>(book.Sheets['Data'] ?? {}, { header: 1, raw: true, defval: null })
    const { bytes: answer, columns } = await engine.handlers.reports.run({ spec: ReportSpec.parse(spec) }, still)
    const own = columns.map(({ role, unit }, at) => ({ role, unit, at })).filter(({ role }) => role === 'value')
    const shown = Object.keys(specs)[place] === 'Both' ? own : own.filter(({ unit }) => unit === own[0]?.unit)
    expect(drawn.slice(1).map((row) => row.slice(1))).toEqual(rowsOf(answer).map((row) => shown.map(({ at }) => row[at])))
    expect(drawn.length).toBeGreaterThan(2)
  }
})

it('a table says the cells and the total of the report, and its notes what the numbers are', async () => {
  const spec: ReportSpecInput = {
    rows: [{ field: 'owner.name' }],
    values: [{ metric: 'won_count' }],
    totals: { rows: 'grand', columns: 'none' },
    filters: [{ field: 'stage.name', op: 'is-not-empty' }],
  }
  const { bytes } = await deckOf([report('Wins', 'table', spec)])
  const parts = unpack(bytes)
  const { bytes: answer } = await engine.handlers.reports.run({ spec: ReportSpec.parse(spec) }, still)
  const rows = rowsOf(answer).map(([owner, count, level]) => [level === 0 ? 'Total' : String(owner), String(count)])
  const said = textsOf(parts, 'ppt/slides/slide2.xml')
  expect(said.slice(0, 3)).toEqual(['Wins', 'Owner', 'Won deals'])
  expect(said.slice(3, 3 + rows.length * 2)).toEqual(rows.flat())
  const notes = textsOf(parts, 'ppt/notesSlides/helmdeckNotes1.xml').join('\n')
  expect(notes).toContain('Won deals: ')
  expect(notes).toContain('stage.name is-not-empty')
  expect(notes).toMatch(/Rows counted: \d/)
})

it('without anything that can be answered it fails with the reason, and a template that is none is refused', async () => {
  const orders: ReportSpecInput = { values: [{ metric: 'order_value' }] }
  await expect(deckOf([report('Orders', 'bar', orders)])).rejects.toMatchObject({ code: 'missing-data' })
  const { left } = await deckOf([report('Orders', 'bar', orders), report('Deals', 'table', { values: [{ metric: 'opportunity_count' }] })])
  expect(left).toMatchObject([{ title: 'Orders', text: { en: expect.stringContaining('order_value') as string } }])
  const broken = { ...asked, deck: 'weekly' as const, language: 'en' as const, bytes: Buffer.from('PK no') }
  await expect(engine.handlers.exports.deck(broken, still)).rejects.toMatchObject({ code: 'template-unusable' })
})

const foreign = async (): Promise<Buffer> => {
  const { bytes } = await deckOf([report('Deals', 'table', { values: [{ metric: 'opportunity_count' }] })])
  return await rewritten(bytes, (name, text) => (name.startsWith('ppt/theme/') ? text.replaceAll('0B7A75', 'AA0011') : text))
}

it('the workspace keeps templates: checked when they come in, the first is the usual one, a replaced one counts, a spoiled one is told', async () => {
  const { decks } = engine.handlers
  const wins = [report('Wins', 'bar', { rows: [{ field: 'owner.name' }], values: [{ metric: 'won_count' }] })]
  const themeOf = async (template?: string | null): Promise<string> => {
    const { bytes } = await engine.handlers.exports.deck(
      { ...asked, deck: wins, language: 'en', bytes: none, ...(template === undefined ? {} : { template }) },
      still,
    )
    expect(faultsOf(bytes)).toEqual([])
    return unpack(bytes).get('ppt/theme/theme1.xml')?.toString('utf8') ?? ''
  }
  await expect(decks.keepTemplate({ fileName: 'Acme.pptx', bytes: Buffer.from('PK') }, still)).rejects.toMatchObject({
    code: 'template-unusable',
  })
  expect(await decks.templates({}, still)).toEqual({ templates: [] })
  const first = await decks.keepTemplate({ fileName: 'Acme.pptx', bytes: await foreign() }, still)
  expect(first).toMatchObject({
    name: 'Acme',
    fileName: 'Acme.pptx',
    isDefault: true,
    hash: expect.stringMatching(/^[\da-f]{64}$/) as string,
  })
  expect([await themeOf(), await themeOf(null), await themeOf('Acme')].map((text) => text.includes('AA0011'))).toEqual([true, false, true])
  await expect(themeOf('Other')).rejects.toMatchObject({ code: 'document-missing' })
  const green = await rewritten(await foreign(), (name, text) =>
    name.startsWith('ppt/theme/') ? text.replaceAll('AA0011', '00AA11') : text,
  )
  await decks.keepTemplate({ fileName: 'Acme.pptx', bytes: green }, still)
  expect(await themeOf()).toContain('00AA11')
  await decks.setTemplate({ name: null }, still)
  expect(await themeOf()).toContain('0B7A75')
  const { templates } = await decks.templates({}, still)
  expect(templates).toMatchObject([{ name: 'Acme', isDefault: false }])
  const file = join(engine.folder, 'documents', 'template', 'files', templates[0]?.hash ?? '')
  writeFileSync(file, 'spoiled')
  await expect(themeOf('Acme')).rejects.toMatchObject({ code: 'template-unusable' })
  await decks.removeTemplate({ name: 'Acme' }, still)
  expect(await decks.templates({}, still)).toEqual({ templates: [] })
})

it('a deck is shown before it is written: the same slides, with the words, the day and the slides that were chosen', async () => {
  const spec: ReportSpecInput = { rows: [{ field: 'owner.name' }], values: [{ metric: 'won_count' }] }
  const deck = [report('Wins', 'bar', spec), report('Table', 'table', spec)]
  const request = {
    ...asked,
    deck,
    language: 'en' as const,
    words: { 'report:Wins': { title: 'Who won', lead: 'Six of nine' } },
    asOf: '2017-06-30',
  }
  const seen = await engine.handlers.decks.preview(request, still)
  expect(seen.slides.map(({ key, item, title, lead }) => [key, item, title, lead])).toEqual([
    ['title', null, 'Review', ''],
    ['agenda', null, 'Agenda', ''],
    ['report:Wins', 0, 'Who won', 'Six of nine'],
    ['report:Table', 1, 'Table', ''],
  ])
  for (const { picture, title } of seen.slides) {
    expect(faultsOfXml(picture)).toEqual([])
    expect(picture).toContain(title)
  }
  const { bytes } = await engine.handlers.exports.deck({ ...request, bytes: none }, still)
  expect(textsOf(unpack(bytes), 'ppt/slides/slide3.xml').slice(0, 2)).toEqual(['Who won', 'Six of nine'])
  expect(textsOf(unpack(bytes), 'ppt/slides/slide1.xml').join()).toContain('2017-06-30')
  const fewer = await engine.handlers.decks.preview({ ...request, without: ['agenda', 'report:Table'] }, still)
  expect(fewer.slides.map(({ key }) => key)).toEqual(['title', 'report:Wins'])
})

it('waterfall, funnel, scatter, bubble and bullet of a report are charts of the same numbers, a heat map a table with shaded cells', async () => {
  const rows = [{ field: 'owner.name' }]
  const values = [{ metric: 'won_value' }, { metric: 'win_rate' }, { metric: 'won_count' }]
  const specs: Readonly<Record<string, ReportSpecInput>> = {
    waterfall: { rows, values: [{ metric: 'opportunity_count' }] },
    funnel: { rows, values: [{ metric: 'opportunity_count' }] },
    scatter: { rows, values },
    bubble: { rows, values },
    bullet: { rows, values: [{ metric: 'won_count' }, { metric: 'opportunity_count' }] },
    heat: { rows, columns: [{ field: 'stage.name' }], values: [{ metric: 'opportunity_count' }] },
  }
  const { bytes, left } = await deckOf(Object.entries(specs).map(([kind, spec]) => report(kind, kind as ChartKind, spec)))
  expect([left, faultsOf(bytes)]).toEqual([[], []])
  const parts = unpack(bytes)
  const data = (place: number): unknown[][] =>
    XLSX.utils.sheet_to_json(XLSX.read(parts.get(`ppt/embeddings/helmdeckData${place}.xlsx`)).Sheets['Data'] ?? {}, {
      header: 1,
      raw: true,
      defval: null,
    })
  const answered = async (kind: string) => rowsOf((await engine.handlers.reports.run({ spec: ReportSpec.parse(specs[kind]) }, still)).bytes)
  const counts = (await answered('waterfall')).map((row) => row[1]).filter((count) => count !== 0)
  const steps = data(1).slice(1)
  // Foot and end, rises and falls: every count rises, on the counts before it, and all of them end in their sum.
  const running = counts.map((_, place) => counts.slice(0, place).reduce<number>((sum, one) => sum + Number(one), 0))
  expect(steps.map((row) => [row[1], row[3]])).toEqual([...counts.map((count, place) => [running[place], count]), [0, null]])
  expect(steps.at(-1)?.[2]).toBe(counts.reduce<number>((sum, one) => sum + Number(one), 0))
  expect(
    data(2)
      .slice(1)
      .map((row) => row[2]),
  ).toEqual((await answered('funnel')).map((row) => row[1]))
  const full = (await answered('scatter')).filter((row) => row.slice(1, 4).every((cell) => cell !== null))
  expect(
    data(3)
      .slice(1)
      .map((row) => row.slice(1, 3)),
  ).toEqual(full.map((row) => row.slice(1, 3)))
  expect(
    data(4)
      .slice(1)
      .map((row) => row.slice(1, 4)),
  ).toEqual(full.map((row) => row.slice(1, 4)))
  expect(
    data(5)
      .slice(1)
      .map((row) => row.slice(1, 3)),
  ).toEqual((await answered('bullet')).map((row) => row.slice(1, 3)))
  expect(parts.get('ppt/charts/helmdeckChart4.xml')?.toString('utf8')).toContain('<c:bubbleChart>')
  const shaded = [...parts].find(
    ([name, part]) => name.startsWith('ppt/slides/') && part.includes('<a:t>heat</a:t>') && part.includes('<a:tbl>'),
  )?.[1]
  const shown = (await answered('heat')).flatMap((row) => row.slice(1, -1).filter((cell) => typeof cell === 'number'))
  expect(shaded?.toString('utf8').match(/<a:srgbClr/g)?.length).toBe(shown.length)
})

it('nothing to show, ten thousand names and every character that XML forbids make no broken slide', async () => {
  const none0: ReportSpecInput = {
    rows: [{ field: 'owner.name' }],
    values: [{ metric: 'won_value' }],
    period: { from: '1990-01-01', to: '1990-01-31' },
  }
  const long: ReportSpecInput = { rows: [{ field: 'opportunity.id' }], values: [{ metric: 'opportunity_count' }] }
  const evil = Array.from({ length: 32 }, (_, code) => String.fromCodePoint(code)).join('') + '\uFFFE\uD800<&>"\'😀'
  const kinds: ChartKind[] = ['bar', 'waterfall', 'funnel', 'scatter', 'bullet', 'heat', 'table', 'doughnut']
  const deck = [...kinds.map((kind) => report(`none ${kind}`, kind, none0)), report(evil, 'bar', long), report('All', 'table', long)]
  const { bytes } = await deckOf(deck)
  expect(faultsOf(bytes)).toEqual([])
})

it('a treemap, which Office has no chart for here, stands as a picture that says what it shows', async () => {
  const spec: ReportSpecInput = { rows: [{ field: 'owner.name' }], values: [{ metric: 'opportunity_count' }] }
  const { bytes, left } = await deckOf([report('Owners', 'treemap', spec)])
  expect([left, faultsOf(bytes)]).toEqual([[], []])
  const parts = unpack(bytes)
  const png = parts.get('ppt/media/helmdeckPicture1.png')
  expect(png?.subarray(1, 4).toString('latin1')).toBe('PNG')
  expect(parts.get('ppt/slides/slide2.xml')?.toString('utf8')).toMatch(/<p:pic>.*descr="[^"]{10,}"/s)
})

it('a single figure stands as on its tile, under the words that were written for it', async () => {
  const spec: ReportSpecInput = { values: [{ metric: 'won_count' }], filters: [{ field: 'owner.name', op: 'is-not-empty' }] }
  const { bytes: answer } = await engine.handlers.reports.run({ spec: ReportSpec.parse(spec) }, still)
  const [[count]] = rowsOf(answer) as [[number | bigint]]
  const item = report('Wins', 'kpi', spec)
  const words = { 'report:Wins': { lead: 'We won' } }
  const { bytes } = await engine.handlers.exports.deck({ ...asked, deck: [item], words, language: 'en', bytes: none }, still)
  expect(faultsOf(bytes)).toEqual([])
  const said = textsOf(unpack(bytes), 'ppt/slides/slide2.xml')
  expect(said.slice(0, 5)).toEqual(['Wins', 'We won', 'Wins', String(count), expect.stringContaining('Period')])
})

it('of a study only the chart that was asked for has a slide', async () => {
  const item: DeckItem = { kind: 'study', study: 'win-loss', params: {}, charts: 10 }
  const { charts, tables } = await engine.handlers.studies.run({ study: 'win-loss', params: {} }, still)
  const drawn = charts.filter(({ table }) => tables.some(({ id, rows }) => id === table && rows.length > 0))
  expect([drawn.length > 1, (await deckOf([item])).slides]).toEqual([true, 1 + drawn.length])
  const one = await deckOf([{ ...item, chart: drawn[1]!.id }])
  expect([one.slides, textsOf(unpack(one.bytes), 'ppt/slides/slide2.xml')[0]]).toEqual([2, expect.stringContaining(drawn[1]!.label.en)])
})
