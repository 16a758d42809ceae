import type { Question } from '../../../contract/imports.ts'
import { findTarget } from '../../../contract/targets.ts'
import type { Rivalry } from './assign-columns.ts'
import type { ColumnDraft } from './column-draft.ts'

/** Ids hold the file's name, so that answers written down once answer the next import of the file as well. */
export function dateOrderQuestion(file: string, column: ColumnDraft): Question {
  const header = column.evidence.header
  const example = column.evidence.samples[0] ?? ''
  const [first = '', second = '', third = ''] = example.split(/[-/. ]/)
  return {
    id: `${file}#${header}:date-order`,
    column: header,
    text: { zh: `“${header}”里的 ${example} 是日在前还是月在前？`, en: `Is ${example} in "${header}" day first or month first?` },
    choices: [
      {
        value: 'dmy',
        label: { zh: '日/月/年', en: 'day/month/year' },
        example: `${third}-${second.padStart(2, '0')}-${first.padStart(2, '0')}`,
      },
      {
        value: 'mdy',
        label: { zh: '月/日/年', en: 'month/day/year' },
        example: `${third}-${first.padStart(2, '0')}-${second.padStart(2, '0')}`,
      },
    ],
  }
}

export function rivalryQuestion(file: string, { target, headers }: Rivalry): Question {
  const label = findTarget(target)?.label ?? { zh: target, en: target }
  return {
    id: `${file}#${target}`,
    column: headers[0] ?? '',
    text: { zh: `哪一列是“${label.zh}”？`, en: `Which column is ${label.en}?` },
    choices: headers.map((header) => ({ value: header, label: { zh: header, en: header } })),
  }
}
