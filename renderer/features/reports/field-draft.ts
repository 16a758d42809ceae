import { FieldDocument, type FieldEntry } from '../../../src/contract/fields.ts'
import type { Unit } from '../../../src/contract/report-result.ts'
import type { Language, LocalText } from '../../../src/contract/text.ts'
import type { Writing } from './field-writer.ts'
import { pinyinInitials } from './pinyin.ts'

export const writtenKinds = ['metric', 'dimension', 'groups', 'bins'] as const
export type WrittenKind = (typeof writtenKinds)[number]
type Value = string | null
export interface Group {
  readonly label: string
  readonly values: readonly Value[]
}

/** A field as it is being written; what stands in the inputs need not make sense yet. */
export interface FieldDraft {
  readonly kind: WrittenKind
  readonly label: LocalText
  readonly description: LocalText
  readonly formula: string
  readonly isPercent: boolean
  readonly direction: 'up-is-good' | 'up-is-bad' | 'neutral'
  readonly groups: readonly Group[]
  readonly rest: string
  /** Edges as they are typed: `0, 10000, 50000`. */
  readonly edges: string
  readonly labels: readonly string[]
  readonly width: number | null
}

const nothing: LocalText = { zh: '', en: '' }
const blank: FieldDraft = {
  kind: 'metric',
  label: nothing,
  description: nothing,
  formula: '',
  isPercent: false,
  direction: 'neutral',
  groups: [],
  rest: '',
  edges: '',
  labels: [],
  width: null,
}

/** Where writing starts. A field that has been made of another one is called after it. */
export function startDraft(writing: Writing, entry: FieldEntry | null, nameOf: (field: string) => LocalText): FieldDraft {
  if (writing.is === 'edit') return entry === null ? blank : draftOf(entry)
  if (!('of' in writing)) return { ...blank, kind: writing.is }
  const { zh, en } = nameOf(writing.of)
  const label = writing.is === 'groups' ? { zh: `${zh}分组`, en: `${en} groups` } : { zh: `${zh}区间`, en: `${en} ranges` }
  return { ...blank, kind: writing.is, formula: `[${writing.of.replaceAll(']', ']]')}]`, label }
}

function draftOf({ body, label, description }: FieldEntry): FieldDraft {
  const texts = { ...blank, label, description }
  switch (body.kind) {
    case 'metric':
      return { ...texts, kind: 'metric', formula: body.formula, isPercent: body.unit === 'percent', direction: body.direction }
    case 'dimension':
      return { ...texts, kind: 'dimension', formula: body.formula }
    case 'groups':
      return { ...texts, kind: 'groups', formula: body.formula, groups: body.groups, rest: body.rest ?? '' }
    case 'bins':
      return {
        ...texts,
        kind: 'bins',
        formula: body.formula,
        edges: (body.edges ?? []).join(', '),
        labels: body.labels ?? [],
        width: body.width ?? null,
      }
    case 'order':
    case 'hierarchy':
    case 'segment':
      return texts
  }
}

/** The document that would be saved; null while something is missing. */
export function bodyOf(draft: FieldDraft, unit: Unit | null): FieldDocument | null {
  const { kind, label, description, formula } = draft
  const texts = { label: plainOrBoth(label), description: plainOrBoth(description) }
  const parsed = FieldDocument.safeParse({ kind, ...texts, formula, ...ownParts(draft, unit) })
  return parsed.success && formula.trim() !== '' ? parsed.data : null
}

function ownParts(draft: FieldDraft, unit: Unit | null): object {
  switch (draft.kind) {
    case 'metric':
      return { direction: draft.direction, ...(draft.isPercent && (unit === 'ratio' || unit === 'percent') ? { unit: 'percent' } : {}) }
    case 'dimension':
      return {}
    case 'groups':
      return { groups: draft.groups, rest: draft.rest.trim() === '' ? null : draft.rest.trim() }
    case 'bins': {
      if (draft.width !== null) return { width: draft.width }
      const edges = edgesOf(draft.edges)
      return { edges, ...(edges !== null && draft.labels.length === edges.length + 1 ? { labels: draft.labels } : {}) }
    }
  }
}

/** Numbers that rise; null where the text says anything else. Full-width marks are read as well. */
export function edgesOf(text: string): number[] | null {
  const parts = text
    .normalize('NFKC')
    .split(/[,;、\s]+/)
    .filter((part) => part !== '')
  const edges = parts.map(Number)
  const rises = edges.every((edge, index) => Number.isFinite(edge) && (index === 0 || edge > (edges[index - 1] ?? edge)))
  return edges.length > 0 && rises ? edges : null
}

/** Puts values into a group, out of any other; a group that loses its last value goes. */
export function intoGroup(groups: readonly Group[], values: readonly Value[], label: string): Group[] {
  const without = groups.map((group) => ({ ...group, values: group.values.filter((value) => !values.includes(value)) }))
  const there = without.findIndex((group) => group.label === label)
  const next =
    there < 0
      ? [...without, { label, values }]
      : without.map((one, place) => (place === there ? { ...one, values: [...one.values, ...values] } : one))
  return next.filter((group) => group.values.length > 0)
}

export function groupOf(groups: readonly Group[], value: Value): string | null {
  return groups.find((group) => group.values.includes(value))?.label ?? null
}

/** A text in the reader's language; where both were the same, both change. */
export function withText(text: LocalText, language: Language, written: string): LocalText {
  return text.zh === text.en ? { zh: written, en: written } : { ...text, [language]: written }
}

/** The document's name, made of the label: `Per lead` is `perlead`, `单均金额` is `djje`. */
export function fieldNameOf(label: string, taken: readonly string[]): string {
  const base =
    pinyinInitials(label.normalize('NFKC'))
      .normalize('NFD')
      .replaceAll(/[^a-z0-9]+/g, '')
      .slice(0, 40) || 'field'
  const name = /^[a-z]/.test(base) ? base : `f${base}`
  for (let number = 1; ; number += 1) {
    const free = number === 1 ? name : `${name}-${number}`
    if (!taken.includes(free)) return free
  }
}

function plainOrBoth(text: LocalText): string | LocalText {
  const [zh, en] = [text.zh.trim(), text.en.trim()]
  return zh === en ? zh : { zh: zh || en, en: en || zh }
}
