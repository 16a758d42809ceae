import type { LocalText } from '../../../contract/text.ts'
import type { ProblemCode, TableProblem } from './table-source.ts'

const sentences: Readonly<Record<ProblemCode, (count: number) => LocalText>> = {
  'title-lines': (n) => ({ zh: `表头上方有 ${n} 行标题，未作为数据读取`, en: `${n} title line(s) above the header are not data` }),
  'header-missing': () => ({ zh: '没有表头：列以序号命名', en: 'There is no header: columns are numbered' }),
  'header-empty': (n) => ({ zh: `${n} 列没有名称，已按序号命名`, en: `${n} column(s) without a name are numbered` }),
  'header-duplicate': (n) => ({ zh: `${n} 个列名重复，已加序号`, en: `${n} repeated column name(s) got a number` }),
  'header-merged': (n) => ({ zh: `表头占 ${n} 行，已合并为一行`, en: `The header spans ${n} rows, joined into one` }),
  'columns-trailing': (n) => ({ zh: `末尾 ${n} 个空列已忽略`, en: `${n} empty column(s) at the end left out` }),
  'rows-blank': (n) => ({ zh: `跳过 ${n} 个空行`, en: `${n} blank row(s) skipped` }),
  'rows-footer': (n) => ({ zh: `末尾 ${n} 行是导出脚注，未作为数据读取`, en: `${n} footer line(s) of the export are not data` }),
  'rows-total': (n) => ({ zh: `${n} 行是合计，未作为数据读取`, en: `${n} total row(s) are not data` }),
  'rows-padded': (n) => ({ zh: `${n} 行缺少末尾单元格，按空值读取`, en: `${n} row(s) lack cells at the end, read as empty` }),
  'rows-requoted': (n) => ({ zh: `${n} 行的引号不规范，已按原意读取`, en: `${n} row(s) with untidy quotes were read as meant` }),
  'rows-rejected': (n) => ({ zh: `${n} 行无法读取，已隔离`, en: `${n} row(s) can't be read and go to quarantine` }),
  'cells-error': (n) => ({
    zh: `${n} 个单元格是错误值（如 #N/A），按空值读取`,
    en: `${n} cell(s) hold an error such as #N/A, read as empty`,
  }),
  'cells-uncalculated': (n) => ({ zh: `${n} 个公式没有保存结果，按空值读取`, en: `${n} formula(s) have no saved result, read as empty` }),
  'sheet-hidden': () => ({ zh: '工作表是隐藏的', en: 'The sheet is hidden' }),
  'sheet-empty': () => ({ zh: '工作表是空的', en: 'The sheet is empty' }),
  'sheet-not-a-table': () => ({ zh: '该表是图表或宏，不含数据', en: 'The sheet is a chart or macro sheet without data' }),
}

/** A problem with its sentence; keeps the first five rows and examples. */
export function tableProblem(
  code: ProblemCode,
  count: number,
  rows: readonly number[] = [],
  examples: readonly string[] = [],
): TableProblem {
  return {
    code,
    text: sentences[code](count),
    count,
    rows: rows.slice(0, 5),
    examples: examples.slice(0, 5).map((text) => text.slice(0, 200)),
  }
}
