import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { read, utils } from 'xlsx'
import type { CellFormat, CellValue } from '../../src/engine/export/sheet.ts'
import { writeWorkbook } from '../../src/engine/export/workbook.ts'
import { compare, type Absentee, type Comparison, type Contender } from '../rounds.ts'
import type { Peer } from './install-peer.ts'
import type { ExcelJs, SheetJs } from './peer-modules.ts'

interface Column {
  readonly header: string
  readonly format: CellFormat
  readonly value: (row: number) => CellValue
}

const pad = (number: number): string => String(number).padStart(2, '0')
const day = (row: number): string => `${2022 + (row % 4)}-${pad(1 + (row % 12))}-${pad(1 + (row % 28))}`
const text = (header: string, value: (row: number) => string): Column => ({ header, format: 'text', value })

const columns: readonly Column[] = [
  text('Opportunity ID', (row) => `OPP-${row}`),
  text('Opportunity Name', (row) => `Deal ${row} <"${row % 97}" & more>`),
  text('客户名称', (row) => `第${row % 20_000}客户有限公司`),
  text('Owner', (row) => `Owner ${row % 300}`),
  text('Stage', (row) => ['Qualification', 'Proposal', 'Closed Won', 'Closed Lost'][row % 4] ?? ''),
  text('Next step', (row) => `Call back on ${1 + (row % 28)}`),
  { header: 'Amount', format: 'money', value: (row) => ((row * 7919) % 50_000_000) / 100 },
  { header: 'Probability', format: 'integer', value: (row) => (row * 10) % 100 },
  { header: 'Discount', format: 'percent', value: (row) => (row % 400) / 1000 },
  { header: 'Closes', format: 'date', value: day },
  { header: 'Created', format: 'timestamp', value: (row) => `${day(row)} ${pad(row % 24)}:${pad(row % 60)}:00` },
  { header: 'Has budget', format: 'boolean', value: (row) => row % 2 === 0 },
]
const numberFormats: Partial<Record<CellFormat, string>> = {
  integer: '#,##0',
  money: '#,##0.00',
  percent: '0.0%',
  date: 'yyyy-mm-dd',
  timestamp: 'yyyy-mm-dd hh:mm:ss',
}
const moments: readonly CellFormat[] = ['date', 'timestamp']
const checkedRows = 2000

type Writer = (rows: number) => Promise<Uint8Array>

/** A sheet of 12 typed columns as a workbook with number formats: the product's writer against exceljs (streaming) and SheetJS. */
export async function benchWorkbookPeers(
  peers: { exceljs: Peer<ExcelJs>; sheetjs: Peer<SheetJs> },
  rows: number,
  rounds: number,
): Promise<Comparison> {
  const folder = await mkdtemp(join(tmpdir(), 'helmdeck-workbooks-'))
  const cells = Array.from({ length: Math.max(rows, checkedRows) }, (_, row) => columns.map((column) => peerValue(column, row)))
  const expected = sums(checkedRows)
  const contender = async (name: string, write: Writer): Promise<Contender> => {
    checkWorkbook(name, await write(checkedRows), expected)
    return { name, run: async () => void (await write(rows)) }
  }
  try {
    const contenders: (Contender | Absentee)[] = [
      'absent' in peers.sheetjs ? { name: 'SheetJS', ...peers.sheetjs } : await contender('SheetJS', sheetJs(peers.sheetjs.module, cells)),
      'absent' in peers.exceljs
        ? { name: 'exceljs', ...peers.exceljs }
        : await contender('exceljs', excelJs(peers.exceljs.module, cells, folder)),
      await contender('the product', product),
    ]
    return await compare(
      `workbook of ${rows.toLocaleString('en')} rows x ${columns.length} columns`,
      'the product fastest',
      contenders,
      rounds,
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Days and moments as the peers want them. */
function peerValue({ format, value }: Column, row: number): unknown {
  const cell = value(row)
  return moments.includes(format) && typeof cell === 'string' ? new Date(`${cell.replace(' ', 'T')}${cell.includes(' ') ? 'Z' : ''}`) : cell
}

const product: Writer = (rows) =>
  writeWorkbook([{ name: 'Deals', rows, columns: columns.map(({ header, format, value }) => ({ header, format, width: 16, at: value })) }])

function excelJs({ default: { stream } }: ExcelJs, cells: readonly (readonly unknown[])[], folder: string): Writer {
  return async (rows) => {
    const filename = join(folder, 'exceljs.xlsx')
    const writer = new stream.xlsx.WorkbookWriter({ filename, useStyles: true })
    const sheet = writer.addWorksheet('Deals')
    sheet.columns = columns.map(({ header, format }) => {
      const numFmt = numberFormats[format]
      return { header, width: 16, ...(numFmt === undefined ? {} : { style: { numFmt } }) }
    })
    for (let row = 0; row < rows; row++) sheet.addRow(cells[row] ?? []).commit()
    sheet.commit()
    await writer.commit()
    return readFile(filename)
  }
}

function sheetJs(sheetjs: SheetJs, cells: readonly (readonly unknown[])[]): Writer {
  const headers = columns.map(({ header }) => header)
  const typed = cells.map((row) =>
    row.map((cell, index) => {
      const format = columns[index]?.format ?? 'text'
      const z = numberFormats[format]
      const t = typeof cell === 'number' ? 'n' : typeof cell === 'boolean' ? 'b' : cell instanceof Date ? 'd' : 's'
      return { t, v: cell, ...(z === undefined ? {} : { z }) }
    }),
  )
  return async (rows) => {
    const book = sheetjs.utils.book_new()
    sheetjs.utils.book_append_sheet(
      book,
      sheetjs.utils.aoa_to_sheet([headers, ...typed.slice(0, rows)], { dense: true, UTC: true }),
      'Deals',
    )
    return sheetjs.write(book, { type: 'buffer', compression: true })
  }
}

/** What a reader must find again in each column: the sum of numbers and serial days, or the length of all text. */
function sums(rows: number): number[] {
  return columns.map((column) => {
    let sum = 0
    for (let row = 0; row < rows; row++) sum += measure(peerValue(column, row))
    return sum
  })
}

function measure(cell: unknown): number {
  if (cell instanceof Date) return cell.getTime() / 86_400_000 + 25_569
  return typeof cell === 'string' ? cell.length : Number(cell)
}

function checkWorkbook(name: string, bytes: Uint8Array, expected: readonly number[]): void {
  const { SheetNames, Sheets } = read(bytes, { type: 'buffer', cellDates: false })
  const sheet = Sheets[SheetNames[0] ?? '']
  const [headers = [], ...rows] = sheet === undefined ? [] : utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: true })
  const found = columns.map((_, index) => rows.reduce((sum, row) => sum + measure(row[index]), 0))
  const wrong = columns.filter((_, index) => Math.abs((found[index] ?? 0) - (expected[index] ?? 0)) > 1e-3)
  if (rows.length !== checkedRows || headers.length !== columns.length || wrong.length > 0)
    throw new Error(`the workbook of ${name} holds something else: ${rows.length} rows, ${wrong.map(({ header }) => header).join(', ')}`)
}
