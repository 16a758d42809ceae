import type { CellType } from '../../../contract/imports.ts'

/** What has to happen to a value before it can be parsed, in this order; each is one SQL expression for the loader. */
export type Preparation = 'nfkc' | 'chinese-meridiem' | 'date-separators' | 'strip-apostrophe'

/** One way of writing values. `nativelyReadable` = DuckDB's cast understands every value that fits, and means the same. */
export interface ValueFormat {
  readonly name: string
  readonly type: CellType
  readonly nativelyReadable: boolean
  readonly example: string
  readonly prepare?: readonly Preparation[]
  /** For DuckDB's try_strptime, tried in this order: `%y` before `%Y`, because `%Y` takes 24 for the year 24. */
  readonly strptime?: readonly string[]
}

const times = ['%H:%M:%S.%f', '%H:%M:%S', '%H:%M', '%I:%M:%S %p', '%I:%M %p']
const withTimes = (...dates: readonly string[]) => dates.flatMap((date) => times.map((time) => `${date} ${time}`))
const dayFirst = ['%d/%m/%y', '%d/%m/%Y']
const monthFirst = ['%m/%d/%y', '%m/%d/%Y']
const yearFirst = ['%Y/%m/%d']
const chinese = ['%Y年%m月%d日']
const dayName = ['%d/%b/%Y', '%d/%B/%Y', '%d %b %Y', '%d %B %Y']
const monthName = ['%b %d, %Y', '%B %d, %Y', '%b %d %Y', '%B %d %Y']
const separated = { nativelyReadable: false, prepare: ['nfkc', 'date-separators'] } as const
const timed = { nativelyReadable: false, prepare: ['nfkc', 'chinese-meridiem', 'date-separators'] } as const

/** The closed list. The loader turns each name into SQL; nothing else may name a format. */
export const valueFormats = [
  { name: 'text', type: 'text', nativelyReadable: true, example: 'Acme' },
  { name: 'apostrophe-text', type: 'text', nativelyReadable: false, example: "'00123", prepare: ['strip-apostrophe'] },
  { name: 'identifier', type: 'text', nativelyReadable: true, example: '0012345' },
  { name: 'damaged-identifier', type: 'text', nativelyReadable: true, example: '1.38E+10' },
  { name: 'integer', type: 'integer', nativelyReadable: true, example: '1234' },
  { name: 'decimal', type: 'decimal', nativelyReadable: true, example: '1234.5' },
  { name: 'scientific', type: 'decimal', nativelyReadable: true, example: '1.5E-3' },
  { name: 'decimal-point', type: 'decimal', nativelyReadable: false, example: '¥1,234.50', prepare: ['nfkc'] },
  { name: 'decimal-comma', type: 'decimal', nativelyReadable: false, example: '1.234,50 €', prepare: ['nfkc'] },
  { name: 'percent', type: 'decimal', nativelyReadable: false, example: '15%', prepare: ['nfkc'] },
  { name: 'wan', type: 'decimal', nativelyReadable: false, example: '1.2万', prepare: ['nfkc'] },
  { name: 'true-false', type: 'boolean', nativelyReadable: true, example: 'TRUE' },
  { name: 'yes-no', type: 'boolean', nativelyReadable: true, example: 'Yes' },
  { name: 'one-zero', type: 'boolean', nativelyReadable: true, example: '1' },
  { name: 'shi-fou', type: 'boolean', nativelyReadable: false, example: '是' },
  { name: 'iso-date', type: 'date', nativelyReadable: true, example: '2024-01-05' },
  { name: 'ymd', type: 'date', ...separated, strptime: yearFirst, example: '2024/1/5' },
  { name: 'compact-date', type: 'date', nativelyReadable: false, strptime: ['%Y%m%d'], example: '20240105' },
  { name: 'cn-date', type: 'date', nativelyReadable: false, prepare: ['nfkc'], strptime: chinese, example: '2024年1月5日' },
  { name: 'dmy', type: 'date', ...separated, strptime: dayFirst, example: '31/12/2024' },
  { name: 'mdy', type: 'date', ...separated, strptime: monthFirst, example: '12/31/2024' },
  { name: 'dmy-name', type: 'date', ...separated, strptime: dayName, example: '5-Jan-2024' },
  { name: 'mdy-name', type: 'date', nativelyReadable: false, prepare: ['nfkc'], strptime: monthName, example: 'Jan 5, 2024' },
  { name: 'excel-serial', type: 'date', nativelyReadable: false, example: '45296' },
  { name: 'iso-timestamp', type: 'timestamp', nativelyReadable: true, example: '2024-01-05 09:30:00' },
  { name: 'iso-timestamp-zone', type: 'timestamp', nativelyReadable: false, example: '2024-01-05T09:30:00+08:00' },
  { name: 'ymd-timestamp', type: 'timestamp', ...timed, strptime: withTimes(...yearFirst), example: '2024/1/5 9:30' },
  { name: 'cn-timestamp', type: 'timestamp', ...timed, strptime: withTimes(...chinese), example: '2024年1月5日 下午3:20' },
  { name: 'dmy-timestamp', type: 'timestamp', ...timed, strptime: withTimes(...dayFirst), example: '31/12/2024 15:20' },
  { name: 'mdy-timestamp', type: 'timestamp', ...timed, strptime: withTimes(...monthFirst), example: '12/31/2024 3:20 PM' },
  { name: 'dmy-name-timestamp', type: 'timestamp', ...timed, strptime: withTimes(...dayName), example: '5-Jan-2024 09:30' },
  { name: 'mdy-name-timestamp', type: 'timestamp', ...timed, strptime: withTimes(...monthName), example: 'Jan 5, 2024 3:20 PM' },
  { name: 'excel-serial-time', type: 'timestamp', nativelyReadable: false, example: '45296.5' },
  { name: 'epoch-milliseconds', type: 'timestamp', nativelyReadable: false, example: '1704447000000' },
  { name: 'epoch-seconds', type: 'timestamp', nativelyReadable: false, example: '1704447000' },
] as const satisfies readonly ValueFormat[]

export type FormatName = (typeof valueFormats)[number]['name']

export function valueFormat(name: FormatName): ValueFormat {
  return valueFormats.find((format) => format.name === name)!
}

/** Cells that mean "nothing". Compared after NFKC, trimming and lower-casing. */
export const nullTokens: readonly string[] = [
  '',
  '-',
  '--',
  '—',
  '–',
  '/',
  'n/a',
  '#n/a',
  'na',
  'null',
  'none',
  'nil',
  'nan',
  '(blank)',
  '(空白)',
  '无',
  '空',
  '暂无',
  '未填写',
  '#value!',
  '#ref!',
  '#div/0!',
  '#name?',
  '#null!',
  '#num!',
]
