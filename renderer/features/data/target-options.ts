import { fileKinds, type FileKind } from '../../../src/contract/imports.ts'
import { targets } from '../../../src/contract/targets.ts'
import type { Language } from '../../../src/contract/text.ts'
import { needLabel } from '../../ui/need-label.ts'

interface Option {
  readonly value: string
  readonly label: string
}

/** A Select's values can't be null: this one stands for "kept as a column of its own". */
export const ownColumn = 'own'

/** Every column of the model by entity, the file's own entity first, in the reader's language. */
export function targetOptions(kind: FileKind, language: Language): { group: string; items: Option[] }[] {
  const entities = Object.entries(targets).toSorted(([a], [b]) => Number(b === kind) - Number(a === kind))
  return entities.map(([entity, { label, columns }]) => ({
    group: label[language],
    items: Object.entries(columns).map(([column, target]) => ({
      value: `${entity}.${column}`,
      label: entity === kind ? target.label[language] : `${label[language]} · ${target.label[language]}`,
    })),
  }))
}

export function kindLabel(kind: string, language: Language): string | null {
  const target = (targets as Readonly<Record<string, { label: Record<Language, string> } | undefined>>)[kind]
  return target?.label[language] ?? null
}

const versionEnd = { zh: '版本结束时间', en: 'End of the version' }

/** `stage_visit.entered_at[Engaging]` in the reader's language. */
export function targetLabel(target: string, language: Language): string {
  if (target === 'version.ends_at') return versionEnd[language]
  const [, column = target, value] = /^([^[]+)(?:\[(.*)\])?$/.exec(target) ?? []
  const label = needLabel(column, language)
  return value === undefined ? label : `${label} (${value})`
}

/** Kinds that can be chosen for a file: those the model has columns for, and `custom`. */
export const choosableKinds: readonly FileKind[] = fileKinds.filter((kind) => kind === 'custom' || kind in targets)
