import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as XLSX from 'xlsx'

const starter = join(import.meta.dirname, '../../samples/starter')
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

/** A workbook as Excel locks it: an OLE container with the encrypted package inside. */
function lockedWorkbook(): Buffer {
  const container = XLSX.CFB.utils.cfb_new()
  XLSX.CFB.utils.cfb_add(container, '/EncryptionInfo', Buffer.alloc(200, 4))
  XLSX.CFB.utils.cfb_add(container, '/EncryptedPackage', Buffer.alloc(5000, 7))
  return XLSX.CFB.write(container, { type: 'buffer' })
}

function workbook(): Buffer {
  return readFileSync(join(starter, 'leads.xlsx'))
}

function noise(length: number): Buffer {
  let state = 42
  return Buffer.from(Array.from({ length }, () => (state = (state * 1_103_515_245 + 12_345) & 0x7fffffff) >> 16))
}

export interface BadFile {
  readonly what: string
  readonly name: string
  /** null = there is no such file. */
  readonly bytes: Buffer | string | null
  readonly code: string
  /** What its sentences tell the user to do. */
  readonly advice: { readonly zh: string; readonly en: string }
}

const saveAsTable = { zh: '请导出为 CSV 或 XLSX', en: 'Export it as CSV or XLSX' }
const exportAgain = { zh: '请重新导出', en: 'Export it again' }

/** Files that nothing can be made of. */
export const badFiles: readonly BadFile[] = [
  { what: 'a missing file', name: 'gone.csv', bytes: null, code: 'file-missing', advice: { zh: '请检查路径', en: 'Check the path' } },
  { what: 'an empty file', name: 'empty.csv', bytes: '', code: 'file-empty', advice: exportAgain },
  { what: 'a file of blank lines', name: 'blank.csv', bytes: '\n \n\n', code: 'file-empty', advice: exportAgain },
  {
    what: 'a header without rows',
    name: 'header.csv',
    bytes: 'Opportunity ID,Amount\n',
    code: 'file-header-only',
    advice: { zh: '请检查导出时的筛选条件', en: 'Check the filter of the export' },
  },
  {
    what: 'a picture called CSV',
    name: 'picture.csv',
    bytes: Buffer.concat([png, noise(2000)]),
    code: 'file-unsupported',
    advice: saveAsTable,
  },
  { what: 'noise', name: 'noise.csv', bytes: noise(4000), code: 'file-binary', advice: saveAsTable },
  {
    what: 'a workbook that is cut off',
    name: 'cut.xlsx',
    bytes: workbook().subarray(0, 20_000),
    code: 'file-truncated',
    advice: { zh: '请重新下载或导出', en: 'Download or export it again' },
  },
  {
    what: 'a workbook with a damaged stretch',
    name: 'damaged.xlsx',
    bytes: workbook().fill(0, 20_000, 20_200),
    code: 'file-unreadable',
    advice: { zh: '请检查文件是否损坏', en: 'Check that it is whole' },
  },
  {
    what: 'a workbook with a password',
    name: 'locked.xlsx',
    bytes: lockedWorkbook(),
    code: 'file-encrypted',
    advice: { zh: '去掉密码', en: 'without the password' },
  },
  {
    what: 'bytes of no encoding',
    name: 'bytes.csv',
    bytes: Buffer.concat([Buffer.from('Opportunity ID,Amount\nA,1\n'), Buffer.from('ff80fe81', 'hex'), Buffer.from(',2\n')]),
    code: 'file-encoding',
    advice: { zh: '请另存为 UTF-8', en: 'Save it as UTF-8' },
  },
]
