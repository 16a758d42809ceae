import { targets } from '../contract/targets.ts'
import type { Language } from '../contract/text.ts'
import type { OutcomeJson } from './outcome.ts'
import { textTable } from './text-table.ts'

const words = {
  zh: {
    file: '文件',
    kind: '识别为',
    read: '读取',
    loaded: '新增',
    updated: '更新',
    unchanged: '未变',
    vanished: '消失',
    quarantined: '隔离',
    note: '说明',
    custom: '自定义表',
    skipped: '跳过',
    refused: '拒绝',
    questions: (count: number) => `${count} 个待定问题`,
    matched: (count: number) => `${count} 行按相同值匹配`,
    visits: (count: number) => `${count} 条阶段记录`,
    changes: (count: number) => `${count} 项字段变更`,
    records: (count: number) => `${count} 条仅见于历史的记录`,
    gaps: (count: number) => `${count} 处变更前的值与上一次变更后的值不符`,
    unmatched: (count: number, text: string) => `${count} 行暂未关联（${text}）`,
  },
  en: {
    file: 'file',
    kind: 'recognised as',
    read: 'rows',
    loaded: 'loaded',
    updated: 'updated',
    unchanged: 'unchanged',
    vanished: 'vanished',
    quarantined: 'quarantined',
    note: 'note',
    custom: 'custom table',
    skipped: 'skipped',
    refused: 'refused',
    questions: (count: number) => `${count} open question${count === 1 ? '' : 's'}`,
    matched: (count: number) => `${count} row${count === 1 ? '' : 's'} matched to an equal value`,
    visits: (count: number) => `${count} stage visit${count === 1 ? '' : 's'}`,
    changes: (count: number) => `${count} change${count === 1 ? '' : 's'}`,
    records: (count: number) => `${count} thing${count === 1 ? '' : 's'} known by this history only`,
    gaps: (count: number) => `${count} old value${count === 1 ? '' : 's'} not left by the change before`,
    unmatched: (count: number, text: string) => `${count} row${count === 1 ? '' : 's'} kept but not joined: ${text}`,
  },
}

export function outcomeTable(outcomes: readonly OutcomeJson[], language: Language): string {
  const say = words[language]
  const numbers = ['read', 'loaded', 'updated', 'unchanged', 'vanished', 'quarantined'] as const
  const columns = [
    { head: say.file },
    { head: say.kind },
    ...numbers.map((key) => ({ head: say[key], align: 'right' as const })),
    { head: say.note },
  ]
  const rows = outcomes.map((one) => {
    const counts = [one.rowsRead, one.loaded, one.updated, one.unchanged, one.vanished, one.quarantined]
    const isIn = one.status === 'loaded' || one.status === 'unchanged'
    return [one.name, isIn ? kindLabel(one, language) : '', ...counts.map((count) => (isIn ? String(count) : '')), note(one, language)]
  })
  return textTable(columns, rows)
}

function kindLabel({ recognisedAs }: OutcomeJson, language: Language): string {
  return recognisedAs === null || recognisedAs === 'custom' ? words[language].custom : targets[recognisedAs].label[language]
}

function note(one: OutcomeJson, language: Language): string {
  const say = words[language]
  if (one.status === 'skipped') return say.skipped
  if (one.status === 'refused') return `${say.refused}: ${one.problem?.code ?? ''}`
  const matched = one.matched.reduce((sum, { rows }) => sum + rows, 0)
  return [
    one.openQuestions.length > 0 ? say.questions(one.openQuestions.length) : '',
    matched > 0 ? say.matched(matched) : '',
    ...(one.keys ?? []).map(({ text }) => text),
    ...historyNotes(one, language),
  ]
    .filter(Boolean)
    .join('; ')
}

function historyNotes({ histories }: OutcomeJson, language: Language): readonly string[] {
  if (histories === undefined) return []
  const counts = (['visits', 'changes', 'records', 'gaps'] as const).filter((key) => histories[key] > 0)
  return [
    ...counts.map((key) => words[language][key](histories[key])),
    ...histories.unmatched.map(({ rows, text }) => words[language].unmatched(rows, text)),
  ]
}
