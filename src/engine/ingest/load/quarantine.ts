import type { Database, RunOptions } from '../../database/database.ts'
import { quoteLiteral } from '../../database/identifier.ts'
import { hasRows } from '../has-rows.ts'
import type { TableSource } from '../readers/table-source.ts'
import type { StagedTable } from './stage-table.ts'
import type { LoadedFile } from './loaded-file.ts'

const reasons = {
  untyped: { zh: '无法按该列的类型读取', en: 'cannot be read as the type of its column' },
  missing: { zh: '缺少必需的值', en: 'a value the row cannot do without is missing' },
  repeated: {
    zh: '同一编号在文件后面又出现且内容不同，以最后一行为准',
    en: 'the same ID stands again further down with other content; the last row counts',
  },
  shortened: {
    zh: '编号被表格软件显示成科学计数，缺失的数字无法恢复；请把该列设为文本后重新导出',
    en: 'a table program wrote this ID in scientific notation and its digits are lost; export the column as text',
  },
} as const

const typeWords: Readonly<Record<string, { zh: string; en: string }>> = {
  integer: { zh: '不是整数', en: 'is no whole number' },
  decimal: { zh: '不是数字', en: 'is no number' },
  boolean: { zh: '不是“是/否”', en: 'is neither yes nor no' },
  date: { zh: '不是有效日期', en: 'is no valid date' },
  timestamp: { zh: '不是有效日期', en: 'is no valid date' },
}

/** Puts the rows that can't be used aside, each with its column, its value and the reason; answers how many there are. */
export async function quarantineStaged(database: Database, staged: StagedTable, file: LoadedFile, options: RunOptions): Promise<number> {
  if (!(await hasRows(database, `${staged.name} where bad_reason is not null`, options))) return 0
  const entries = staged.plan.columns.map((column) => ({
    index: column.index,
    header: column.header.slice(0, 500),
    ...(typeWords[column.type] ?? reasons.untyped),
  }))
  const pick = (part: (entry: (typeof entries)[number]) => string): string =>
    entries.length === 0
      ? 'null'
      : `case bad_column ${entries.map((entry) => `when ${entry.index} then ${quoteLiteral(part(entry).replaceAll('\0', ''))}`).join(' ')} end`
  const reason = (language: 'zh' | 'en'): string =>
    `case bad_reason when 'missing' then ${quoteLiteral(reasons.missing[language])} when 'repeated' then ${quoteLiteral(reasons.repeated[language])} when 'shortened' then ${quoteLiteral(reasons.shortened[language])} else ${pick((entry) => entry[language])} end`
  return await database.run(
    `insert into meta.quarantine (id, load_id, file_id, row_number, column_name, value, reason_code, reason_zh, reason_en)
     select nextval('meta.quarantine_ids'), $load, $file, row_number, ${pick((entry) => entry.header)}, bad_value, bad_reason, ${reason('zh')}, ${reason('en')}
     from ${staged.name} where bad_reason is not null order by row_number`,
    { load: file.load, file: file.id },
    options,
  )
}

const rejectWords = {
  'too-few-cells': { zh: '单元格比表头少', en: 'has fewer cells than the header' },
  'too-many-cells': { zh: '单元格比表头多', en: 'has more cells than the header' },
  'unclosed-quote': { zh: '引号没有结束', en: 'a quote is never closed' },
  undecodable: { zh: '含有无法解码的字符', en: 'holds bytes that are no characters' },
  'null-byte': { zh: '含有空字节', en: 'holds a null byte' },
} as const

/** The records the reader could make no rows of. */
export async function quarantineRejects(database: Database, table: TableSource, file: LoadedFile, options: RunOptions): Promise<number> {
  if (table.rejects.count === 0) return 0
  const say = (language: 'zh' | 'en'): string =>
    `case reason ${Object.entries(rejectWords)
      .map(([code, words]) => `when '${code}' then ${quoteLiteral(words[language])}`)
      .join(' ')} else reason end`
  return await database.run(
    `insert into meta.quarantine (id, load_id, file_id, row_number, column_name, value, reason_code, reason_zh, reason_en)
     select nextval('meta.quarantine_ids'), $load, $file, "row", null, null, reason, ${say('zh')}, ${say('en')}
     from read_csv(${quoteLiteral(table.rejects.path)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', max_line_size = 16000000,
       columns = {'row': 'BIGINT', 'reason': 'VARCHAR', 'column_count': 'VARCHAR', 'original': 'VARCHAR'})`,
    { load: file.load, file: file.id },
    options,
  )
}
