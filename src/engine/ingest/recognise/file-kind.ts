import type { FileKind } from '../../../contract/imports.ts'
import { targets } from '../../../contract/targets.ts'
import type { LocalText } from '../../../contract/text.ts'
import { assignColumns } from './assign-columns.ts'
import type { Assignment } from './assign-columns.ts'
import type { ColumnEvidence } from './column-evidence.ts'
import { connectorKind } from './connector-tables.ts'
import { headerKey } from './header-key.ts'
import { modelKinds, synonyms } from './synonyms/all-synonyms.ts'
import type { ModelKind } from './synonyms/all-synonyms.ts'

export interface KindVerdict {
  readonly kind: FileKind
  readonly confidence: number
  readonly reason: LocalText
  /** null for a file of no known kind. */
  readonly assignment: Assignment | null
}

const leastScore = 2.4
const fileNameBonus = 2.2
/** What figures count most: a file that is none of them would corrupt them, a file that is one and stays a custom table is seen at once. */
const counted: ReadonlySet<ModelKind> = new Set(['lead', 'opportunity', 'account', 'contact'])
const leastSureness = 0.8

/** What a file is about, from its headers, its values and its name. */
export function recogniseKind(fileName: string, sheet: string | null, columns: readonly ColumnEvidence[]): KindVerdict {
  const named = connectorKind(fileName, columns)
  if (named !== null) {
    const assignment = named === 'custom' ? null : assignColumns(named, columns)
    if (assignment === null) return customVerdict
    if (isComplete(assignment)) return { kind: assignment.kind, confidence: 0.9, reason: reasonOf(assignment, true), assignment }
  }
  const ranked = modelKinds
    .map((kind) => ({ assignment: assignColumns(kind, columns), bonus: nameBonus(kind, fileName, sheet) }))
    .filter(({ assignment }) => isComplete(assignment))
    .map(({ assignment, bonus }) => ({ assignment, bonus, score: assignment.score + bonus }))
    .sort((a, b) => b.score - a.score)
  const best = ranked[0]
  if (best === undefined || best.score < leastScore) return customVerdict
  const second = ranked[1]?.score ?? 0
  const confidence = confidenceOf(best.score, second)
  if (counted.has(best.assignment.kind) && confidence < leastSureness) return customVerdict
  return {
    kind: best.assignment.kind,
    confidence,
    reason: reasonOf(best.assignment, best.bonus > 0),
    assignment: best.assignment,
  }
}

const customVerdict: KindVerdict = {
  kind: 'custom',
  confidence: 0.5,
  reason: {
    zh: '列名和数值都不像已知的业务数据，作为自定义表保留',
    en: 'neither the headers nor the values look like anything known; kept as a table of its own',
  },
  assignment: null,
}

function confidenceOf(best: number, second: number): number {
  const sureness = Math.min(0.99, 0.6 + best * 0.05)
  const margin = Math.min(1, ((best - Math.max(0, second)) / best) * 3)
  return Math.round(sureness * (0.75 + 0.25 * margin) * 100) / 100
}

/** Every group of columns a kind needs is there. */
function isComplete({ kind, columns }: Assignment): boolean {
  const filled = new Set(columns.map((column) => column.target?.split('.')[1]))
  return synonyms[kind].needs.every((group) => group.some((column) => filled.has(column)))
}

/** `crm_accounts 2024-05.csv` says accounts; a name that only contains the word says it more quietly. */
function nameBonus(kind: ModelKind, fileName: string, sheet: string | null): number {
  const names = [fileName.replace(/\.[a-z0-9]{2,5}$/i, ''), sheet ?? ''].map((name) => headerKey(name).replace(/\d+/g, ''))
  const words = synonyms[kind].fileNames.map(headerKey)
  if (names.some((name) => words.includes(name))) return fileNameBonus
  const longest = words
    .filter((word) => names.some((name) => name.includes(word)))
    .reduce((length, word) => Math.max(length, word.length), 0)
  return longest === 0 ? 0 : Math.min(1.2, 0.4 + longest * 0.05)
}

function reasonOf({ kind, columns }: Assignment, isNamed: boolean): LocalText {
  const label = targets[kind].label
  const found = columns
    .filter((column) => column.target !== null)
    .slice(0, 4)
    .map((column) => column.evidence.header.slice(0, 40))
  const zh = `列 ${found.join('、')} 像“${label.zh}”${isNamed ? '，文件名也相符' : ''}`
  const en = `columns ${found.join(', ')} look like ${label.en}${isNamed ? ', and so does the file name' : ''}`
  return { zh, en }
}

/** The assignment for a kind somebody has named, complete or not. */
export function assignmentFor(kind: ModelKind, columns: readonly ColumnEvidence[]): Assignment {
  return assignColumns(kind, columns)
}
