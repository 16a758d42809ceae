import type { ErrorCode, HelmdeckError } from '../../contract/errors.ts'
import type { FileProposal } from '../../contract/imports.ts'
import type { LocalText } from '../../contract/text.ts'

const sentences: Readonly<Partial<Record<ErrorCode, LocalText>>> = {
  'file-missing': { zh: '文件不存在，请检查路径', en: 'The file is not there. Check its path.' },
  'file-empty': { zh: '文件是空的，请重新导出', en: 'The file is empty. Export it again.' },
  'file-header-only': {
    zh: '文件只有表头，没有数据行。请检查导出条件后重新导出',
    en: 'The file has headers and no rows. Check the filter of the export and export it again.',
  },
  'file-binary': { zh: '这不是表格文件。请导出为 CSV 或 XLSX', en: 'This is no table. Export it as CSV or XLSX.' },
  'file-truncated': {
    zh: '文件不完整，可能没有下载完。请重新下载',
    en: 'The file ends too early, perhaps its download broke off. Download it again.',
  },
  'file-encrypted': {
    zh: '文件有密码保护。请去掉密码后再导入',
    en: 'The file is protected by a password. Save it without one and import it again.',
  },
  'file-encoding': {
    zh: '无法判断文件的字符编码。请在配方里写明编码，或另存为 UTF-8',
    en: 'The encoding of the file could not be told. Name it in a recipe, or save the file as UTF-8.',
  },
  'file-unsupported': { zh: '不支持这种文件格式。请导出为 CSV 或 XLSX', en: 'This format is not supported. Export it as CSV or XLSX.' },
  'file-unreadable': {
    zh: '文件无法读取，请检查是否被其他程序占用或没有权限',
    en: 'The file could not be read. Check whether another program holds it or you lack the right to read it.',
  },
}

const fallback: LocalText = { zh: '文件无法导入', en: 'The file could not be imported.' }

/** A refusal as people see it beside the file's name. */
export function problemOf({ code, details }: HelmdeckError): NonNullable<FileProposal['problem']> {
  return { code, message: sentences[code] ?? fallback, details }
}
