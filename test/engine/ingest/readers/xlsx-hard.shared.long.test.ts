import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as XLSX from 'xlsx'
import { readFile } from '../../../../src/engine/ingest/readers/read-file.ts'
import { sheetCells } from '../../../../src/engine/ingest/readers/sheet-cells.ts'
import type { TableSource } from '../../../../src/engine/ingest/readers/table-source.ts'
import { findShared } from '../../../available.ts'

const root = join(findShared()!, 'data', 'xlsx-hard')
const files = readdirSync(join(root, 'files')).sort()

/** Broken on purpose: part of the package is missing or is no XML. */
const broken: Readonly<Record<string, string>> = {
  'ejs__missing-bits.xlsx': 'file-unreadable',
  'ejs__test-issue-771.xlsx': 'file-unreadable',
  'ejs__duplicateRowTest.xlsx': 'file-empty',
}

/** Sheets that show numbers as something else: by a number format that hides the sign, or random anew each time they are saved. */
const shownOtherwise = /number_format|formula_stress_test\.xlsx\.7/

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'helmdeck-xlsx-hard-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const filled = (cells: readonly string[]) => cells.filter((cell) => cell.trim() !== '').length

/** Excel's own text of a sheet: a simple CSV, in which quoted cells may hold line breaks. */
function excelRows(path: string): string[][] {
  const rows: string[][] = [['']]
  let quoted = false
  for (const character of readFileSync(path, 'latin1').replace(/\r\n?/g, '\n')) {
    const row = rows.at(-1)!
    if (character === '"') quoted = !quoted
    else if (character === ',' && !quoted) row.push('')
    else if (character === '\n' && !quoted) rows.push([''])
    else row[row.length - 1] += character
  }
  return rows
}

describe('hard workbooks', () => {
  it.each(files)('%s is read whole, or refused with a reason', async (file) => {
    const path = join(root, 'files', file)
    if (broken[file] !== undefined) {
      await expect(readFile(path, folder)).rejects.toMatchObject({ code: broken[file] })
      return
    }
    const tables: TableSource[] = await readFile(path, folder)
    for (const { counts, headers, sample } of tables) {
      expect(counts.loadable + counts.blank + counts.footer + counts.rejected).toBe(counts.rows)
      expect(counts.rejected).toBe(0)
      expect(sample.every((cells) => cells.length === headers.length)).toBe(true)
    }
    const reported = tables[0]!.problems.filter((problem) => problem.code.startsWith('sheet-') && problem.code !== 'sheet-hidden').length
    expect(tables.length + reported).toBe(XLSX.read(readFileSync(path), { bookSheets: true }).SheetNames.length)
  })

  const compared = readdirSync(join(root, 'excel-csv')).sort()
  it.each(compared)('%s of Excel shows the texts and numbers we read', (csv) => {
    const [, file, index] = /^(.*)\.(\d+)\.csv$/.exec(csv)!
    const path = join(root, 'files', file!)
    expect(existsSync(path)).toBe(true)
    const workbook = XLSX.read(readFileSync(path), { dense: true, cellNF: true })
    const sheets = workbook.SheetNames.map((name) => workbook.Sheets[name]!).filter(
      (sheet) => sheet['!type'] === undefined || sheet['!type'] === 'sheet',
    )
    const cells = sheetCells(sheets[Number(index)] ?? workbook.Sheets[workbook.SheetNames[Number(index)]!]!, false)
    const ours = cells.rows.filter((row) => filled(row) > 0)
    const theirs = excelRows(join(root, 'excel-csv', csv)).filter((row) => filled(row) > 0)
    expect(ours.length).toBe(theirs.length)
    for (const [row, texts] of ours.entries()) {
      for (const [column, text] of texts.entries()) {
        const shown = theirs[row]![column + cells.firstColumn] ?? ''
        const isWord = /^[A-Za-z][A-Za-z ]*$/.test(text) && !/^(TRUE|FALSE)$/.test(text)
        if (isWord) expect(shown.trim()).toBe(text.trim())
        else if (!shownOtherwise.test(csv) && /^-?\d+$/.test(text) && /^-?\d+$/.test(shown)) expect(Number(shown)).toBe(Number(text))
      }
    }
  })
})
