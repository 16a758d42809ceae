import { afterAll, beforeAll, expect, it } from 'vitest'
import * as XLSX from 'xlsx'
import type { DeckItem } from '../../../src/contract/decks.ts'
import type { ChartKind } from '../../../src/contract/documents.ts'
import type { CancelSignal } from '../../../src/contract/method.ts'
import { ReportSpec, type ReportSpecInput } from '../../../src/contract/report-spec.ts'
import { faultsOf, textsOf, unpack } from '../export/pptx/check-package.ts'
import { openEngine, runImport, uploadPath, type TestEngine } from '../ingest/engine-fixture.ts'
import { rowsOf } from '../report/ask.ts'

const samples = new URL('../../../samples', import.meta.url).pathname
const never: CancelSignal = { aborted: false, addEventListener: () => undefined, removeEventListener: () => undefined }
const still = { signal: never, progress: () => undefined as never }
const none = new Uint8Array()
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

const deckOf = (deck: DeckItem[], language: 'zh' | 'en' = 'en') => engine.handlers.exports.deck({ deck, language, bytes: none }, still)

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
  const notes = textsOf(parts, 'ppt/notesSlides/helmdeckNotes2.xml').join('\n')
  expect(notes).toContain('Won deals: ')
  expect(notes).toContain('stage.name is-not-empty')
  expect(notes).toMatch(/Rows counted: \d/)
})

it('without anything that can be answered it fails with the reason, and a template that is none is refused', async () => {
  const orders: ReportSpecInput = { values: [{ metric: 'order_value' }] }
  await expect(deckOf([report('Orders', 'bar', orders)])).rejects.toMatchObject({ code: 'missing-data' })
  const { left } = await deckOf([report('Orders', 'bar', orders), report('Deals', 'table', { values: [{ metric: 'opportunity_count' }] })])
  expect(left).toMatchObject([{ title: 'Orders', text: { en: expect.stringContaining('order_value') as string } }])
  const broken = { deck: 'weekly' as const, language: 'en' as const, bytes: Buffer.from('PK no') }
  await expect(engine.handlers.exports.deck(broken, still)).rejects.toMatchObject({ code: 'template-unusable' })
})
