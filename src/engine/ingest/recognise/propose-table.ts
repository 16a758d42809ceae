import type { Answers, FileRecipe, Question } from '../../../contract/imports.ts'
import type { LocalText } from '../../../contract/text.ts'
import type { TableSource } from '../readers/table-source.ts'
import { applyRecipe } from './apply-recipe.ts'
import type { Rivalry } from './assign-columns.ts'
import { mappedDraft, unmappedDraft } from './column-draft.ts'
import type { ColumnDraft } from './column-draft.ts'
import { columnEvidence } from './column-evidence.ts'
import { refineDealDates } from './deal-dates.ts'
import { assignmentFor, recogniseKind } from './file-kind.ts'
import type { KindVerdict } from './file-kind.ts'
import { recogniseHistory, refineObjects } from './history-shape.ts'
import { refineAllocations } from './payment-allocations.ts'
import { dateOrderQuestion, rivalryQuestion } from './questions.ts'
import { refinePlaces } from './refine-places.ts'
import type { DraftTable } from './relations.ts'

export interface TableDraft extends DraftTable {
  readonly confidence: number
  readonly reason: LocalText
  readonly questions: readonly Question[]
}

export const decidedReason: LocalText = { zh: '由你指定', en: 'decided by you' }
export const rememberedReason: LocalText = { zh: '沿用上次确认的映射', en: 'as confirmed at an earlier import' }

/** What one table is and what its columns mean, from the table alone, a remembered mapping and a person's decisions. */
export function draftTable(
  table: TableSource,
  remembered: FileRecipe | null,
  recipes: readonly FileRecipe[],
  answers: Answers,
): TableDraft {
  const evidence = table.headers.map((header, index) =>
    columnEvidence(
      header,
      index,
      table.sample.map((row) => row[index] ?? ''),
    ),
  )
  const wantedKind = [...recipes].reverse().find((recipe) => recipe.kind !== undefined)?.kind ?? remembered?.kind
  const isOpen = wantedKind === undefined || wantedKind === 'field_change'
  const recognised =
    (isOpen ? recogniseHistory(table.name, table.sheet, evidence) : null) ?? recogniseKind(table.name, table.sheet, evidence)
  const verdict = wantedKind === undefined ? recognised : decidedKind(wantedKind, recognised, evidence)
  const fileName = table.sheet === null ? table.name : `${table.name}#${table.sheet}`
  let columns = verdict.assignment?.columns ?? evidence.map((column) => unmappedDraft(column))
  if (verdict.kind === 'opportunity') columns = refineDealDates(columns, table.sample)
  if (verdict.kind === 'payment') columns = refineAllocations(columns)
  if (verdict.kind === 'field_change') columns = refineObjects(columns)
  columns = refinePlaces(columns)
  const settled = settleRivalries(columns, verdict.assignment?.rivalries ?? [], fileName, answers)
  columns = settled.columns
  if (remembered) columns = applyRecipe(verdict.kind, columns, remembered, rememberedReason)
  for (const recipe of recipes) columns = applyRecipe(verdict.kind, columns, recipe, decidedReason)
  const dated = settleDateOrders(columns, fileName, answers, decidedHeaders(remembered, recipes))
  return {
    table,
    kind: verdict.kind,
    confidence: verdict.confidence,
    reason: verdict.reason,
    columns: dated.columns,
    questions: [...settled.questions.filter((question) => !isSettled(question, dated.columns)), ...dated.questions],
  }
}

function decidedKind(kind: KindVerdict['kind'], recognised: KindVerdict, evidence: Parameters<typeof assignmentFor>[1]): KindVerdict {
  if (kind === recognised.kind) return { ...recognised, confidence: 1, reason: decidedReason }
  return { kind, confidence: 1, reason: decidedReason, assignment: kind === 'custom' ? null : assignmentFor(kind, evidence) }
}

interface Settled {
  readonly columns: readonly ColumnDraft[]
  readonly questions: readonly Question[]
}

/** Nobody is taken for right without an answer: rivals stay fields of their own until somebody chooses. */
function settleRivalries(columns: readonly ColumnDraft[], rivalries: readonly Rivalry[], fileName: string, answers: Answers): Settled {
  const questions: Question[] = []
  let settled = columns
  for (const rivalry of rivalries) {
    const question = rivalryQuestion(fileName, rivalry)
    const answer = answers[question.id]
    if (answer === undefined || !rivalry.headers.includes(answer)) questions.push(question)
    settled = settled.map((column) => {
      if (!rivalry.headers.includes(column.evidence.header)) return column
      return column.evidence.header === answer
        ? mappedDraft(column.evidence, rivalry.target, 1, decidedReason, column.also)
        : { ...unmappedDraft(column.evidence), also: column.also, confidence: 0.4 }
    })
  }
  return { columns: settled, questions }
}

function isSettled(question: Question, columns: readonly ColumnDraft[]): boolean {
  const target = question.id.slice(question.id.lastIndexOf('#') + 1)
  return columns.some((column) => column.target === target)
}

/** `03/04/2024` all the way down: text until somebody says which part is the day. */
function settleDateOrders(
  columns: readonly ColumnDraft[],
  fileName: string,
  answers: Answers,
  formats: ReadonlyMap<string, string>,
): Settled {
  const questions: Question[] = []
  const order = orderOfOthers(columns)
  const settled = columns.map((column) => {
    const wantsDate = column.evidence.isAmbiguousDate && column.target !== 'skip' && !isChangedValue(column.target)
    if (!wantsDate || formats.has(column.evidence.header)) return column
    const question = dateOrderQuestion(fileName, column)
    const answer = answers[question.id]
    const base = column.target === null ? { ...column, type: column.evidence.type } : column
    if (answer === undefined && order !== null)
      return { ...base, format: order, confidence: Math.min(base.confidence, 0.85), reason: asOthersReason }
    if (answer === 'dmy' || answer === 'mdy') return { ...base, format: answer, confidence: 1, reason: decidedReason }
    questions.push(question)
    return {
      ...unmappedDraft(column.evidence, {
        zh: '日期写法有歧义，回答问题之前按文本保留',
        en: 'its dates can be read two ways; kept as text until the question is answered',
      }),
      confidence: 0.4,
    }
  })
  return { columns: settled, questions }
}

/** Days among the values of a change log are read field by field. */
function isChangedValue(target: string | null): boolean {
  return target === 'field_change.old_value' || target === 'field_change.new_value'
}

const asOthersReason: LocalText = { zh: '与同一文件里其他日期列的写法一致', en: 'written as the other dates of the file are' }

/** One system writes all dates of a file in one way: a column that tells speaks for those that don't. */
function orderOfOthers(columns: readonly ColumnDraft[]): 'dmy' | 'mdy' | null {
  const orders = new Set(columns.filter(({ evidence }) => !evidence.isAmbiguousDate).map(({ evidence }) => evidence.format))
  if (orders.has('dmy') === orders.has('mdy')) return null
  return orders.has('dmy') ? 'dmy' : 'mdy'
}

function decidedHeaders(remembered: FileRecipe | null, recipes: readonly FileRecipe[]): ReadonlyMap<string, string> {
  const all = [...(remembered ? [remembered] : []), ...recipes]
  return new Map(
    all.flatMap((recipe) =>
      Object.entries(recipe.columns).flatMap(([header, decision]) =>
        decision.format === undefined ? [] : [[header, decision.format] as const],
      ),
    ),
  )
}
