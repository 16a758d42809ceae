import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as XLSX from 'xlsx'
import { ReportSpec } from '../../../src/contract/report-spec.ts'
import type { WorkbookItem } from '../../../src/contract/workbooks.ts'
import { excelSerial } from '../../../src/engine/export/serial-day.ts'
import { ZipWriter } from '../../../src/engine/export/zip-writer.ts'
import { createSampleWorkspace } from '../../../src/engine/sample/sample-workspace.ts'
import { findSoffice } from '../../available.ts'
import { openEngine, still, type TestEngine } from '../ingest/engine-fixture.ts'
import { rowsOf } from '../report/ask.ts'
import { faultsOf, unpack } from './pptx/check-package.ts'
import { thirtySpecs } from './thirty-specs.ts'

let engine: TestEngine
let bytes: Uint8Array
const folder = mkdtempSync(join(tmpdir(), 'helmdeck-specs-'))
const specs = Object.entries(thirtySpecs).map(([name, spec]) => ({ name, spec: ReportSpec.parse(spec) }))

beforeAll(async () => {
  const path = join(folder, 'company.helmdeck')
  const control = { loadedAt: new Date('2026-10-01T00:00:00Z'), signal: still.signal, progress: () => undefined }
  await createSampleWorkspace(path, { rows: 600, seed: 7, until: '2026-09-30' }, control)
  engine = await openEngine(path, () => new Date('2026-10-01T08:00:00Z'))
  const items = specs.map(({ name, spec }): WorkbookItem => ({ kind: 'report', title: name, chart: 'table', spec }))
  const written = await engine.handlers.exports.book({ items, title: 'All', language: 'en' }, still)
  expect(written.left).toEqual([])
  bytes = written.bytes
})
afterAll(async () => await engine.close())

const cellAt = (sheet: XLSX.WorkSheet, row: number, column: number): XLSX.CellObject | undefined =>
  sheet[XLSX.utils.encode_cell({ r: row, c: column })] as XLSX.CellObject | undefined

it('every figure of every question stands in its sheet as the engine answers it, totals included', async () => {
  expect(faultsOf(bytes)).toEqual([])
  const book = XLSX.read(bytes, { cellFormula: true })
  let [figures, formulas] = [0, 0]
  for (const { name, spec } of specs) {
    const { bytes: answer, columns } = await engine.handlers.reports.run({ spec }, still)
    const sheet = book.Sheets[name] ?? {}
    for (const [row, cells] of rowsOf(answer).entries())
      for (const [place, { role, type, grain }] of columns.entries()) {
        const cell = cellAt(sheet, row + 1, place)
        const value = cells[place] ?? null
        if (role === 'row') {
          const isDay = type === 'date' && ['day', 'week', 'month', 'year'].includes(grain ?? '')
          if (isDay && value !== null) expect([name, row, cell?.v]).toEqual([name, row, excelSerial(String(value))])
          continue
        }
        figures += 1
        if (cell?.f !== undefined) formulas += 1
        expect([name, row, place, cell?.v ?? null]).toEqual([name, row, place, value])
      }
  }
  expect(figures).toBeGreaterThan(1000)
  expect(formulas).toBeGreaterThan(150)
})

it('what adds up has a formula for its total, what does not has a note that says why', () => {
  const book = XLSX.read(bytes, { cellFormula: true })
  const last = (name: string, column: number): XLSX.CellObject | undefined => {
    const sheet = book.Sheets[name] ?? {}
    return cellAt(sheet, XLSX.utils.decode_range(sheet['!ref'] ?? 'A1').e.r, column)
  }
  for (const [name, column] of [
    ['owners', 1],
    ['owners', 2],
    ['levels', 2],
    ['threeLevels', 4],
    ['months', 1],
    ['compared', 2],
    ['changed', 3],
    ['top', 1],
  ] as const)
    expect([name, last(name, column)?.f ?? null]).toEqual([name, expect.stringMatching(/^SUBTOTAL\(9,/)])
  for (const [name, column] of [
    ['ratios', 1],
    ['changed', 4],
    ['limited', 1],
    ['cycles', 1],
    ['pipelineByMonth', 1],
  ] as const)
    expect([name, last(name, column)?.f ?? null, last(name, column)?.c?.[0]?.t ?? null]).toEqual([
      name,
      null,
      expect.stringMatching(/value/),
    ])
})

it('LibreOffice, which is told none of the results, works out every formula to the same', () => {
  const parts = unpack(bytes)
  const emptied = new ZipWriter()
  return (async () => {
    for (const [name, content] of parts) {
      const isSheet = name.startsWith('xl/worksheets/sheet')
      await emptied.add(name, [isSheet ? content.toString('utf8').replaceAll(/(<f>[^<]*<\/f>)<v>[^<]*<\/v>/g, '$1') : content])
    }
    writeFileSync(join(folder, 'emptied.xlsx'), emptied.finish())
    execFileSync(
      findSoffice() ?? 'soffice',
      [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--convert-to',
        'ods',
        '--outdir',
        folder,
        join(folder, 'emptied.xlsx'),
      ],
      { stdio: 'ignore' },
    )
    const worked = XLSX.read(readFileSync(join(folder, 'emptied.ods')))
    const told = XLSX.read(bytes, { cellFormula: true })
    let formulas = 0
    for (const name of told.SheetNames)
      for (const [at, cell] of Object.entries(told.Sheets[name] ?? {}) as [string, XLSX.CellObject][]) {
        if (cell.f === undefined) continue
        formulas += 1
        const own = (worked.Sheets[name]?.[at] as XLSX.CellObject | undefined)?.v
        expect([name, at, Math.round(Number(own) * 100)]).toEqual([name, at, Math.round(Number(cell.v) * 100)])
      }
    expect(formulas).toBeGreaterThan(150)
  })()
})
