import type { KeyReading, Question } from '../../../contract/imports.ts'
import type { LocalText } from '../../../contract/text.ts'

const changes: Readonly<Record<string, LocalText>> = {
  zeros: { zh: '前导零', en: 'leading zeros' },
  decimal: { zh: '末尾的“.0”', en: 'a trailing ".0"' },
  mark: { zh: '前面的“#”一类符号', en: 'a mark in front, like "#"' },
  thousands: { zh: '千位分隔符', en: 'thousands separators' },
  case: { zh: '大小写', en: 'upper and lower case' },
  blanks: { zh: '空格', en: 'blanks' },
}

/** Ids that nothing has as they are written, and those among them that differ from a known one by their form only. */
export interface FoundForms {
  readonly unknown: number
  readonly pairs: number
  readonly change: string
  readonly examples: readonly { readonly said: string; readonly known: string }[]
}

export interface FormsPlace {
  readonly file: string
  /** The column, where it names other things than the file's own. */
  readonly header: string | null
  readonly label: LocalText
}

/** Answers written down once answer the next import of the file as well. */
export function keyFormQuestion({ file, header, label }: FormsPlace, found: FoundForms, areSame: boolean): Question {
  const { unknown, pairs } = found
  const change = changes[found.change] ?? { zh: '写法', en: 'the way they are written' }
  const where = header === null ? { zh: '', en: '' } : { zh: `的“${header}”`, en: ` in "${header}"` }
  const meanwhile = areSame
    ? { zh: '按同一记录处理', en: 'are taken as the same' }
    : { zh: '按不同记录处理', en: 'are taken for different ones' }
  return {
    id: header === null ? `${file}#key-form` : `${file}#${header}:key-form`,
    column: header ?? '',
    text: {
      zh: `“${file}”${where.zh}有 ${unknown} 个未知的编号（${label.zh}），其中 ${pairs} 个与已有编号只差${change.zh}：${shown(found, '、')}。它们是同一批记录吗？在回答之前${meanwhile.zh}，没有记录会消失。`,
      en: `${unknown} IDs${where.en} of "${file}" (${label.en}) are not known, but ${pairs} of them differ from a known one only by ${change.en}: ${shown(found, ', ')}. Are they the same? Until you answer they ${meanwhile.en}, and nothing vanishes.`,
    },
    choices: [
      { value: 'same', label: { zh: '是同一批', en: 'They are the same' } },
      { value: 'different', label: { zh: '不是', en: 'They are different' } },
    ],
  }
}

/** What was done about them, for the report of the import. */
export function keyFormReading({ header }: FormsPlace, found: FoundForms): KeyReading {
  const change = changes[found.change] ?? { zh: '写法', en: 'the way they are written' }
  return {
    column: header ?? '',
    ids: found.pairs,
    text: {
      zh: `${header === null ? '' : `“${header}”：`}${found.pairs} 个编号与已有编号只差${change.zh}，按同一记录处理：${shown(found, '、')}`,
      en: `${header === null ? '' : `"${header}": `}${found.pairs} ${found.pairs === 1 ? 'ID differs' : 'IDs differ'} from a known one only by ${change.en} and ${found.pairs === 1 ? 'is' : 'are'} taken as the same: ${shown(found, ', ')}`,
    },
  }
}

export function rewrittenReading(header: string, rows: number, said: string, read: string): KeyReading {
  const example = said === '' ? { zh: '', en: '' } : { zh: `，例如 ${said} 读作 ${read}`, en: `, ${said} as ${read}` }
  return {
    column: header,
    ids: rows,
    text: {
      zh: `“${header}”：${rows} 个编号按统一的写法读取${example.zh}；原文保留`,
      en: `"${header}": ${rows} ${rows === 1 ? 'ID is' : 'IDs are'} read in one form${example.en}; the text is kept as it came`,
    },
  }
}

function shown({ examples }: FoundForms, between: string): string {
  return examples.map(({ said, known }) => `${said} = ${known}`).join(between)
}
