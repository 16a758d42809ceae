import type { LocalText } from '../../../contract/text.ts'
import { mappedDraft } from './column-draft.ts'
import type { ColumnDraft } from './column-draft.ts'
import { stageMeaning, wordKey } from './vocabulary.ts'

/** The sample's rows, to compare columns row by row. */
export type SampleRows = readonly (readonly string[])[]

const enteredPattern = /^(?:hs_)?date entered\s+["“]?(.+?)["”]?$/i
const exitedPattern = /^(?:hs_)?date exited\s+["“]?(.+?)["”]?$/i
const chineseEntered = /^(?:进入[“"]?(.+?)[”"]?(?:阶段)?(?:的)?(?:时间|日期)|[“"]?(.+?)[”"]?(?:阶段)?进入(?:时间|日期))$/

/**
 * Dates of a deal file that tell more than one thing: `Date entered "Proposal"` and a date named after a stage that occurs in
 * the stage column (`engage_date`, Engaging) are visits of that stage; a close date is the planned one or the real one,
 * depending on whether open deals have it.
 */
export function refineDealDates(columns: readonly ColumnDraft[], rows: SampleRows): readonly ColumnDraft[] {
  const stage = columns.find((column) => column.target === 'opportunity.stage')
  const stages = stage ? [...new Set(stage.evidence.values)] : []
  const visited = columns.map((column) => withVisit(column, stages))
  const closed = decideCloseDate(visited, stage, rows)
  return decideCreated(closed, rows)
}

function withVisit(column: ColumnDraft, stages: readonly string[]): ColumnDraft {
  const header = column.evidence.header.trim()
  const entered = enteredPattern.exec(header) ?? chineseEntered.exec(header)
  const exited = exitedPattern.exec(header)
  const named = (entered?.[1] ?? entered?.[2] ?? exited?.[1])?.replace(/["“”]/g, '')
  if (named !== undefined && !/^current stage$/i.test(named)) {
    const end = exited ? 'left_at' : 'entered_at'
    const stage = stageCalled(named, stages)
    return {
      ...column,
      also: [`stage_visit.${end}[${stage}]`],
      reason: { zh: `记录进入或离开阶段“${stage}”的时间`, en: `when the deal entered or left the stage ${stage}` },
    }
  }
  const isDate = column.evidence.type === 'date' || column.evidence.type === 'timestamp'
  if (!isDate || column.target === 'opportunity.closed_at' || column.target === 'opportunity.expected_close_on') return column
  const stage = stages.find((candidate) => isNamedAfter(header, candidate))
  if (stage === undefined) return column
  return {
    ...column,
    also: [`stage_visit.entered_at[${stage}]`],
    reason: {
      zh: `“${header}”以阶段“${stage}”命名：进入该阶段的时间`,
      en: `"${header}" is named after the stage ${stage}: when the deal entered it`,
    },
  }
}

/** HubSpot adds the pipeline: `Date entered "Proposal (Sales)"`. */
function stageCalled(named: string, stages: readonly string[]): string {
  const bare = named.replace(/\s*\([^()]*\)$/, '')
  const find = (name: string): string | undefined => stages.find((candidate) => wordKey(candidate) === wordKey(name))
  return find(named) ?? find(bare) ?? bare
}

/** `engage_date` and Engaging share the stem `engag`; `方案提供日期` starts with the stage itself. */
function isNamedAfter(header: string, stage: string): boolean {
  const rest = wordKey(
    header.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/\b(date|time|entered|on|at)\b|_(date|time|on|at)\b|日期|时间|进入/giu, ' '),
  )
  const name = wordKey(stage)
  if (rest.length < 2 || name.length < 2) return false
  const stem = (word: string): string => (/^[a-z]+$/.test(word) ? word.replace(/(ing|ed|e|ion)$/, '') : word)
  return rest === name || (stem(rest).length >= 4 && stem(rest) === stem(name))
}

const closeTargets = ['opportunity.expected_close_on', 'opportunity.closed_at']

/** A lone, ambiguous `Close Date` is the real one where open deals have none, otherwise the planned one. */
function decideCloseDate(columns: readonly ColumnDraft[], stage: ColumnDraft | undefined, rows: SampleRows): readonly ColumnDraft[] {
  const close = columns.find(
    (column) =>
      closeTargets.includes(column.target ?? '') && /^close ?date$/i.test(column.evidence.header.replace(/_/g, ' ').replace(/eD/, 'e D')),
  )
  if (close === undefined) return columns
  const hasOther = (target: string): boolean => columns.some((column) => column !== close && column.target === target)
  const open = openRows(stage, columns, rows)
  const isReal = open.length > 0 ? !open.some((row) => isFilled(row[close.evidence.index])) : false
  const wanted = isReal ? 'opportunity.closed_at' : 'opportunity.expected_close_on'
  const other = isReal ? 'opportunity.expected_close_on' : 'opportunity.closed_at'
  const target = hasOther(wanted) ? other : wanted
  const reason: LocalText = isReal
    ? { zh: '未关闭的商机都没有这个日期：实际成交日期', en: 'no open deal has this date: it is when a deal was closed' }
    : { zh: '未关闭的商机也有这个日期：预计成交日期', en: 'open deals have this date too: it is the planned close' }
  return columns.map((column) =>
    column === close ? mappedDraft(column.evidence, target, open.length > 0 ? 0.93 : 0.75, reason, column.also) : column,
  )
}

function openRows(stage: ColumnDraft | undefined, columns: readonly ColumnDraft[], rows: SampleRows): SampleRows {
  const decider = stage ?? columns.find((column) => column.target === 'opportunity.status')
  if (decider === undefined) return []
  return rows.filter((row) => {
    const value = row[decider.evidence.index] ?? ''
    return isFilled(value) && stageMeaning(value).kind === 'open'
  })
}

const isFilled = (value: string | undefined): boolean => (value ?? '').trim() !== ''

/** Without a creation date the earliest visit of a stage is when the deal began. */
function decideCreated(columns: readonly ColumnDraft[], rows: SampleRows): readonly ColumnDraft[] {
  const created = columns.find((column) => column.target === 'opportunity.created_at')
  const visits = columns.filter((column) => column.also.some((target) => target.startsWith('stage_visit.entered_at')))
  const first = visits.toSorted((a, b) => filledShare(b, rows) - filledShare(a, rows))[0]
  if (created?.also.length)
    return columns.map((column) =>
      column === created ? { ...column, confidence: Math.max(0.8, column.confidence), reason: beginReason(column) } : column,
    )
  if (created !== undefined || first === undefined || visits.length > 1) return columns
  return columns.map((column) =>
    column === first && column.target === null
      ? mappedDraft(column.evidence, 'opportunity.created_at', 0.8, beginReason(column), column.also)
      : column,
  )
}

function beginReason(column: ColumnDraft): LocalText {
  const stage = /\[(.*)\]/s.exec(column.also[0] ?? '')?.[1] ?? ''
  return {
    zh: `唯一的开始日期：商机创建并进入“${stage}”的时间`,
    en: `the only start there is: when the deal was created and entered ${stage}`,
  }
}

function filledShare(column: ColumnDraft, rows: SampleRows): number {
  return rows.length === 0 ? 0 : rows.filter((row) => isFilled(row[column.evidence.index])).length / rows.length
}
