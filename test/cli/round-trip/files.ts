import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { read, utils } from 'xlsx'

/** The columns that tell the rows of files without ids apart; elsewhere the first column is one. */
const keys: Readonly<Record<string, readonly string[]>> = {
  'Opportunity History Report.csv': ['Opportunity ID', 'To Stage', 'Last Modified'],
  '商机阶段变更.xlsx': ['商机编号', '变更后阶段', '变更时间'],
  '商机阶段记录.csv': ['商机编号', '新阶段', '变更时间'],
  '渠道投入.csv': ['日期', '渠道', '市场活动', '费用类型'],
  '汇率.csv': ['原币种', '目标币种', '日期'],
  '销售目标.csv': ['目标周期', '负责人', '指标'],
}

/** What two exports of one system say about each other, by their cells alone. */
export interface FileChanges {
  readonly rows: number
  readonly loaded: number
  readonly updated: number
  readonly unchanged: number
  readonly vanished: number
}

/** The cells of a file as text, its headers first; read without the product. */
export function cellsOf(path: string): string[][] {
  const bytes = readFileSync(path)
  const text = path.endsWith('.csv') ? new TextDecoder(path.includes('gbk') ? 'gb18030' : 'utf-8', { fatal: true }).decode(bytes) : null
  const book = text === null ? read(bytes, { type: 'buffer' }) : read(text, { type: 'string', raw: true })
  const sheet = book.Sheets[book.SheetNames[0] ?? '']
  if (sheet === undefined) throw new Error(`${path} has no sheet`)
  return utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: true, defval: '' }).map((row) => row.map(String))
}

/** Rows by what tells them apart; the lines below a report have one cell at most. */
function rowsByKey(path: string, name: string): ReadonlyMap<string, string> {
  const [headers = [], ...rows] = cellsOf(path)
  const places = (keys[name] ?? [headers[0] ?? '']).map((header) => headers.indexOf(header))
  if (places.includes(-1)) throw new Error(`${name} lacks one of ${keys[name]?.join(', ')}`)
  const found = new Map<string, string>()
  for (const row of rows.filter((cells) => cells.filter((cell) => cell !== '').length > 1)) {
    const key = places.map((place) => row[place]).join('|')
    if (found.has(key)) throw new Error(`${name} has ${key} twice`)
    found.set(key, row.join('|'))
  }
  return found
}

/** How the files of a folder differ from those of the same names in an earlier one (null: there is none). */
export function folderChanges(earlier: string | null, later: string): Readonly<Record<string, FileChanges>> {
  return Object.fromEntries(
    readdirSync(later).map((name) => {
      const before = earlier === null ? new Map<string, string>() : rowsByKey(join(earlier, name), name)
      const after = rowsByKey(join(later, name), name)
      const kept = [...after].filter(([key]) => before.has(key))
      const updated = kept.filter(([key, row]) => before.get(key) !== row).length
      const vanished = [...before.keys()].filter((key) => !after.has(key)).length
      return [name, { rows: after.size, loaded: after.size - kept.length, updated, unchanged: kept.length - updated, vanished }]
    }),
  )
}
