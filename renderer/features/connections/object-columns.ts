import type { ObjectPreview } from '../../../src/contract/pulls.ts'
import { ownColumn } from '../data/target-options.ts'
import type { Json } from './json-places.ts'

/** A field of an object's records and what it becomes: `entity.column`, null = a column of its own, `skip` = left out. */
export interface MappedLine {
  readonly header: string
  readonly from: string
  readonly samples: readonly string[]
  readonly target: string | null
}

type Columns = Readonly<Record<string, { readonly from: string; readonly target?: string | null }>>

const isColumns = (columns: Json | undefined): columns is Columns =>
  typeof columns === 'object' && columns !== null && !Array.isArray(columns)

/** The fields of the preview as the description has them, and described ones that no record of the preview holds. */
export function mappedLines(preview: ObjectPreview, columns: Json | undefined): readonly MappedLine[] {
  const fields = preview.columns.map(({ header, from, samples, target }) => ({ header, from: from ?? header, samples, target }))
  if (!isColumns(columns)) return fields
  const described = Object.entries(columns).map(([header, column]) => ({ header, from: column.from, target: column.target ?? null }))
  const known = fields.map((field) => {
    const found = described.find(({ from }) => from === field.from)
    return found === undefined ? { ...field, target: 'skip' } : { ...found, samples: field.samples }
  })
  const others = described.filter(({ from }) => !fields.some((field) => field.from === from))
  return [...known, ...others.map((other) => ({ ...other, samples: [] }))]
}

/** Targets that more than one column wants. */
export function doubledTargets(lines: readonly MappedLine[]): ReadonlySet<string> {
  const targets = lines.map(({ target }) => target)
  return new Set(targets.filter((target, index) => target !== null && target !== 'skip' && targets.indexOf(target) !== index).map(String))
}

/** The description's columns with another target for one of them. From then on they are as described, not as recognised. */
export function withTarget(preview: ObjectPreview, columns: Json | undefined, line: MappedLine, target: string): Json {
  const described: Columns = isColumns(columns) ? columns : recognised(preview)
  const kept = Object.entries(described).filter(([, { from }]) => from !== line.from)
  const before = Object.entries(described).find(([, { from }]) => from === line.from)
  if (target === 'skip') return Object.fromEntries(kept) as Json
  const changed = { ...before?.[1], from: line.from, target: target === ownColumn ? null : target }
  if (before === undefined) return { ...described, [line.header]: changed }
  return Object.fromEntries(Object.entries(described).map(([header, column]) => [header, column === before[1] ? changed : column])) as Json
}

/** Descriptions name columns of the object's own kind only, each once. */
function recognised({ kind, columns }: ObjectPreview): Columns {
  const taken = new Set<string>()
  const entries = columns.map(({ header, from, target }) => {
    const isOwn = target !== null && target.startsWith(`${kind}.`) && !target.includes('[') && !taken.has(target)
    if (isOwn) taken.add(target)
    return [header, { from: from ?? header, target: isOwn ? target : null }] as const
  })
  return Object.fromEntries(entries)
}
