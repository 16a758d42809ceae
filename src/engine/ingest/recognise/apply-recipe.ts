import { HelmdeckError } from '../../../contract/errors.ts'
import type { FileRecipe, Recipe } from '../../../contract/imports.ts'
import { findTarget } from '../../../contract/targets.ts'
import type { LocalText } from '../../../contract/text.ts'
import { isFormat } from '../load/cell-reading.ts'
import type { TableSource } from '../readers/table-source.ts'
import { mappedDraft, unmappedDraft } from './column-draft.ts'
import type { ColumnDraft } from './column-draft.ts'
import { headerFingerprint } from './fingerprint.ts'
import { allocatedBy, allocating } from './payment-allocations.ts'
import { headerKey } from './header-key.ts'

/** The entries of a recipe that speak of this table, in their order. */
export function recipesFor(recipe: Recipe | undefined, table: TableSource): readonly FileRecipe[] {
  const fingerprint = headerFingerprint(table.headers)
  return (recipe?.files ?? []).filter((entry) => {
    if (entry.headers !== undefined && entry.headers !== fingerprint) return false
    if (entry.name !== undefined && !namesTable(entry.name, table)) return false
    return entry.headers !== undefined || entry.name !== undefined
  })
}

function namesTable(pattern: string, { name, sheet }: TableSource): boolean {
  return namesFile(pattern, name) || (sheet !== null && namesFile(pattern, `${name}#${sheet}`))
}

/** Does a recipe's name (`deals-*.csv`) mean this file? `book.xlsx#Sheet` also means the file it is in. */
export function namesFile(pattern: string, name: string): boolean {
  return wildcard(pattern).test(name)
}

function wildcard(pattern: string): RegExp {
  return new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
      .join('.*')}$`,
    'iu',
  )
}

/**
 * Puts a person's decisions over the proposal. Throws `invalid-recipe` where a target or a column doesn't exist. A target
 * taken by a person is taken from the column that had it by proposal.
 */
export function applyRecipe(kind: string, columns: readonly ColumnDraft[], recipe: FileRecipe, reason: LocalText): readonly ColumnDraft[] {
  const decisions = new Map(
    Object.entries(recipe.columns).map(([header, decision]) => [findColumn(columns, header, recipe), decision] as const),
  )
  const claimed = new Set([...decisions.values()].map((decision) => decision.target).filter((target) => target !== undefined))
  return columns.map((column) => {
    const decision = decisions.get(column.evidence.index)
    if (decision === undefined) return column.target !== null && claimed.has(column.target) ? unmappedDraft(column.evidence) : column
    if (decision.format !== undefined && !isFormat(decision.format))
      throw new HelmdeckError('invalid-recipe', { column: column.evidence.header, format: decision.format, problem: 'no-such-format' })
    const base = decision.target === undefined ? column : decided(kind, column, decision.target, reason)
    return { ...base, type: decision.type ?? base.type, format: decision.format ?? base.format }
  })
}

function findColumn(columns: readonly ColumnDraft[], header: string, recipe: FileRecipe): number {
  const exact = columns.find((column) => column.evidence.header === header)
  const close = exact ?? columns.find((column) => headerKey(column.evidence.header) === headerKey(header))
  if (close === undefined) throw new HelmdeckError('invalid-recipe', { column: header, file: recipe.name ?? '', problem: 'no-such-column' })
  return close.evidence.index
}

function decided(kind: string, column: ColumnDraft, target: string | null, reason: LocalText): ColumnDraft {
  if (target === null) return { ...unmappedDraft(column.evidence, reason), also: [] }
  if (target === 'skip') return { ...column, target: 'skip', also: [], confidence: 1, reason }
  if (/^stage_visit\.(entered_at|left_at)\[.+\]$/s.test(target) && kind === 'opportunity')
    return { ...unmappedDraft(column.evidence, reason), also: [target] }
  if (kind === 'field_change' && column.also.includes(target)) return column
  if (kind === 'payment' && allocatedBy({ also: [target] }) !== null) return allocating(column, target, reason)
  if (!target.startsWith(`${kind}.`) || findTarget(target) === undefined)
    throw new HelmdeckError('invalid-recipe', { column: column.evidence.header, target, problem: 'no-such-target' })
  return mappedDraft(column.evidence, target, 1, reason, column.also)
}
