import { expect, it } from 'vitest'
import * as XLSX from 'xlsx'
import type { StudyResult } from '../../../src/contract/study-result.ts'
import { ChartData } from '../../../src/engine/export/chart-cells.ts'
import { aboutStudySheet, studySheets } from '../../../src/engine/export/study-workbook.ts'
import { writeWorkbook } from '../../../src/engine/export/workbook.ts'
import { contextOf } from '../report/ask.ts'
import { databaseOf } from '../report/small-model.ts'
import { askStudy } from '../studies/ask-study.ts'
import { ago, bought } from '../studies/rfm/ten-customers.ts'

async function readBack(result: StudyResult, language: 'zh' | 'en'): Promise<Record<string, unknown[][]>> {
  const look = { language, currency: 'CNY', redUpGreenDown: false, metrics: new Map(), fields: new Map() }
  const sheets = [...studySheets(result, look, new ChartData()), aboutStudySheet(result, [], language)]
  const book = XLSX.read(await writeWorkbook(sheets))
  return Object.fromEntries(
    book.SheetNames.map((name) => [name, XLSX.utils.sheet_to_json<unknown[]>(book.Sheets[name] ?? {}, { header: 1, raw: true })]),
  )
}

it('a study leaves as a workbook: its figures, each table with typed cells and words of the language, and what it says', async () => {
  const database = await databaseOf({
    account: Object.keys(bought).map((name) => ({ name: name === 'A' ? '=1+1' : name })),
    order: Object.entries(bought).flatMap(([account, orders]) =>
      orders.map(([days, amount]) => ({ account: account === 'A' ? '=1+1' : account, ordered_at: ago(days), amount, status: 'confirmed' })),
    ),
  })
  const result = await askStudy(database, contextOf('2026-06-30'), 'rfm', { method: 'mean' })
  await database.close()
  const english = await readBack(result, 'en')
  expect(english['Figures']?.slice(0, 3)).toEqual([
    ['Figure', 'Value', 'Unit', 'n', 'From', 'To', 'Why there is none'],
    ['Customers in the window', 10, 'count', 10],
    ['Money', 2854, 'CNY', 10],
  ])
  // As the ten customers are worked by hand: A, B and F are of value and bring 2,500.
  const [segments] = result.tables.filter(({ id }) => id === 'segments')
  const sheet = english[segments?.label.en ?? ''] ?? []
  expect(sheet[1]?.slice(0, 2)).toEqual(['Important: value', 3])
  expect(sheet[1]).toContain(2500)
  expect(sheet.length).toBe(1 + (segments?.rows.length ?? 0))
  const customers = english[result.tables.find(({ id }) => id === 'customers')?.label.en ?? ''] ?? []
  expect(customers.flat()).toContain('=1+1')
  expect(english['About']?.[1]).toEqual(['In a sentence', result.headline.en])
  const chinese = await readBack(result, 'zh')
  expect(chinese[segments?.label.zh ?? '']?.[1]?.[0]).toBe('重要价值客户')
})
