import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CancelSignal } from '../../../../src/contract/method.ts'
import { PageItem, PdfRequest } from '../../../../src/contract/pages.ts'
import { ReportSpec, type ReportSpecInput } from '../../../../src/contract/report-spec.ts'
import { openEngine, runImport, uploadPath, type TestEngine } from '../../ingest/engine-fixture.ts'
import { rowsOf } from '../../report/ask.ts'

const samples = new URL('../../../../samples', import.meta.url).pathname
const never: CancelSignal = { aborted: false, addEventListener: () => undefined, removeEventListener: () => undefined }
const still = { signal: never, progress: () => undefined as never }
const folder = mkdtempSync(join(tmpdir(), 'helmdeck-pdf-'))

let engine: TestEngine
beforeAll(async () => {
  engine = await openEngine()
  const files = ['opportunities', 'leads', 'accounts'].map((name) => uploadPath(engine, `${samples}/tiny/${name}.csv`))
  await runImport(engine, { uploads: await Promise.all(files) })
})
afterAll(async () => {
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
})

const rowShelves: ReportSpecInput['rows'][] = [
  [{ field: 'owner.name' }],
  [{ field: 'stage.name' }],
  [{ field: 'date', grain: 'month' }],
  [{ field: 'date', grain: 'quarter' }],
  [{ field: 'owner.name' }, { field: 'stage.name' }],
]
const metrics = [
  ['opportunity_count'],
  ['won_value'],
  ['win_rate'],
  ['opportunity_count', 'win_rate'],
  ['won_value', 'opportunity_count'],
  ['lost_count'],
]
const specs = rowShelves.flatMap((rows) =>
  metrics.map((names) => ReportSpec.parse({ rows, values: names.map((metric) => ({ metric })), totals: { rows: 'all-levels' } })),
)

async function pdfOf(request: Readonly<Record<string, unknown>>) {
  const made = await engine.handlers.exports.pdf(PdfRequest.parse(request), still)
  const file = join(folder, 'pages.pdf')
  writeFileSync(file, made.bytes)
  const run = (program: string, ...more: string[]) => spawnSync(program, more, { encoding: 'utf8' }).stdout
  return { ...made, text: run('pdftotext', '-layout', file, '-'), info: run('pdfinfo', file), fonts: run('pdffonts', file), file }
}

const items = (list: readonly unknown[]) => list.map((item) => PageItem.parse(item))

/** As an accountant writes it: written here on its own. */
function written(value: unknown, unit: string): string {
  if (value === null) return '–'
  if (unit === 'percent') return `${(Number(value) * 100).toFixed(1)}%`
  return new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 }).format(Number(value)).replace('-', '−')
}

it('thirty reports in one file say every cell of the answers, totals included', async () => {
  expect(specs.length).toBe(30)
  const made = await pdfOf({
    items: items(specs.map((spec, place) => ({ kind: 'report', title: `Report ${place + 1}.`, chart: 'table', spec }))),
    language: 'en',
  })
  expect(made.left).toEqual([])
  const sections = made.text.split(/^ *Report \d+\. *$/m).slice(1)
  expect(sections.length).toBeGreaterThanOrEqual(30)
  let cells = 0
  for (const [place, spec] of specs.entries()) {
    const { bytes, columns } = await engine.handlers.reports.run({ spec }, still)
    const lines = (sections[place] ?? '').split('\n').map((line) => line.trim().split(/\s{2,}/))
    const values = columns.flatMap(({ role, unit }, at) => (role === 'value' ? [{ unit, at }] : []))
    for (const row of rowsOf(bytes)) {
      const told = values.map(({ unit, at }) => written(row[at], unit))
      expect([place, told, lines.some((line) => told.every((text, index) => line.at(index - told.length) === text))]).toEqual([
        place,
        told,
        true,
      ])
      cells += told.length
    }
  }
  expect(cells).toBeGreaterThan(200)
})

it('fonts are embedded as subsets, pages are numbered and have bookmarks, in either language', async () => {
  const spec = specs[0]!
  const report = { kind: 'report', title: '负责人 Owner', chart: 'bar', spec }
  const made = await pdfOf({
    items: items([report, { kind: 'page-break' }, report, report]),
    size: 'Letter',
    orientation: 'landscape',
    language: 'zh',
  })
  const fonts = made.fonts
    .split('\n')
    .slice(2)
    .filter((line) => line !== '')
  expect(fonts.length).toBeGreaterThan(0)
  for (const line of fonts) expect(line).toMatch(/^[A-Z]{6}\+NotoSansSC-\w+ .* yes yes yes /)
  expect(made.info).toMatch(/Page size: +792 x 612 pts \(letter\)/)
  expect(made.info).toContain(`Pages:           ${made.pages}`)
  for (let page = 1; page <= made.pages; page += 1) expect(made.text.replaceAll(' ', '')).toContain(`第${page}页/共${made.pages}页`)
  expect(made.text.split('\f')[0]?.match(/负责人 Owner/g)?.length).toBe(1)
  expect(made.text).toContain('期间')
  // Three items of the outline, each in UTF-16.
  const title = Buffer.from('\ufeff负责人', 'utf16le').swap16().toString('latin1')
  expect(readFileSync(made.file).toString('latin1').split(title).length - 1).toBeGreaterThanOrEqual(2)
})

it('a long table repeats its head on every page, and a heading never stands alone at a foot', async () => {
  const spec = ReportSpec.parse({
    rows: [{ field: 'opportunity.name' }, { field: 'date', grain: 'day' }],
    values: [{ metric: 'opportunity_count' }],
    totals: { rows: 'all-levels' },
  })
  const long = { kind: 'report', title: 'Long report', chart: 'table', spec }
  const made = await pdfOf({ items: items(Array.from({ length: 9 }, () => long)), language: 'en' })
  const pages = made.text.split('\f').slice(0, made.pages)
  expect(pages.length).toBeGreaterThan(3)
  for (const page of pages) {
    const lines = page
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
    expect(lines.at(-2)).not.toBe('Long report')
    expect(page).toMatch(/Opportunit|Deal/)
  }
})

it('names from hell do not break it, and what the font lacks is said', async () => {
  const evil = 'a\u0001\u0007<b>&"😀 שלום \ufffe'
  const made = await pdfOf({ items: items([{ kind: 'report', title: evil, chart: 'bar', spec: specs[0]! }]), title: evil, language: 'en' })
  expect(made.pages).toBe(1)
  expect(made.missing).toContain('😀')
  expect(made.missing).toContain('ש')
  expect(made.text).toContain('〓')
})
