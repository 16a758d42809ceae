import type { Catalog, CatalogDimension, CatalogMetric } from '../../../src/contract/catalog.ts'
import type { ReportSpec } from '../../../src/contract/report-spec.ts'
import type { Language, LocalText } from '../../../src/contract/text.ts'
import { pinyinInitials } from './pinyin.ts'

/** Why a field can't be chosen now: what a file would have to bring, or which fields of the report don't go with it. */
export type Refusal =
  | { readonly why: 'missing'; readonly adds: readonly LocalText[] }
  | { readonly why: 'unreachable'; readonly fields: readonly LocalText[] }

export type Field =
  | {
      readonly kind: 'metric'
      readonly id: string
      readonly metric: CatalogMetric
      readonly refusal: Refusal | null
      readonly used: boolean
    }
  | {
      readonly kind: 'dimension'
      readonly id: string
      readonly dimension: CatalogDimension
      readonly refusal: Refusal | null
      readonly used: boolean
    }

export interface FieldGroup {
  readonly id: string
  readonly fields: readonly Field[]
}

export function fieldLabel(field: Field): LocalText {
  return field.kind === 'metric' ? field.metric.label : field.dimension.label
}

/** Metrics by group, as the catalogue orders them. One that can't be broken down by a dimension of the report says by which. */
export function metricFields(catalog: Catalog, spec: ReportSpec): FieldGroup[] {
  const fields = catalog.metrics.map((metric): Field => {
    const lost = usedDimensions(spec).filter((id) => !metric.dimensions.includes(id))
    return {
      kind: 'metric',
      id: metric.id,
      metric,
      used: spec.values.some((value) => value.metric === metric.id),
      refusal: missingOf(metric) ?? unreachable(lost.map((id) => labelOf(catalog.dimensions, id))),
    }
  })
  return grouped(fields, (field) => (field.kind === 'metric' ? field.metric.group : ''))
}

/** Dimensions by group. One that a metric of the report has no values of says which metric. */
export function dimensionFields(catalog: Catalog, spec: ReportSpec): FieldGroup[] {
  const fields = catalog.dimensions.map((dimension): Field => {
    const blind = spec.values.filter(({ metric }) =>
      catalog.metrics.some((one) => one.id === metric && !one.dimensions.includes(dimension.id)),
    )
    return {
      kind: 'dimension',
      id: dimension.id,
      dimension,
      used: [...spec.rows, ...spec.columns, ...spec.filters].some((use) => use.field === dimension.id),
      refusal: missingOf(dimension) ?? unreachable(blind.map(({ metric }) => labelOf(catalog.metrics, metric))),
    }
  })
  return grouped(fields, (field) => (field.kind === 'dimension' ? field.dimension.group : ''))
}

/** A field the user wrote, which can be written anew. */
export function isOwn(field: Field): boolean {
  return field.id.startsWith('user.')
}

export function isNumber({ type, isDate }: Pick<CatalogDimension, 'type' | 'isDate'>): boolean {
  return !isDate && (type === 'integer' || type === 'decimal' || type === 'double')
}

/** Groups with the fields that have every word of the search in their name in either language, in their id, or in the initials of its pinyin. */
export function searchFields(groups: readonly FieldGroup[], search: string): FieldGroup[] {
  const words = search
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return [...groups]
  const matches = (field: Field) => {
    const { zh, en } = fieldLabel(field)
    const text = `${zh} ${en} ${field.id} ${pinyinInitials(zh)}`.toLowerCase()
    return words.every((word) => text.includes(word))
  }
  return groups.map((group) => ({ ...group, fields: group.fields.filter(matches) })).filter((group) => group.fields.length > 0)
}

export function labelOf(fields: readonly { readonly id: string; readonly label: LocalText }[], id: string): LocalText {
  return fields.find((one) => one.id === id)?.label ?? { zh: id, en: id }
}

export function joined(texts: readonly LocalText[], language: Language): string {
  return texts.map((text) => text[language]).join(language === 'zh' ? '、' : ', ')
}

function usedDimensions(spec: ReportSpec): string[] {
  return [...new Set([...spec.rows, ...spec.columns, ...spec.filters].map((use) => use.field))]
}

function missingOf(field: CatalogMetric | CatalogDimension): Refusal | null {
  return field.available ? null : { why: 'missing', adds: (field.missing ?? []).map((one) => one.adds) }
}

function unreachable(fields: readonly LocalText[]): Refusal | null {
  return fields.length === 0 ? null : { why: 'unreachable', fields }
}

function grouped(fields: readonly Field[], groupOf: (field: Field) => string): FieldGroup[] {
  const groups = new Map<string, Field[]>()
  for (const field of fields) {
    const group = groups.get(groupOf(field))
    if (group) group.push(field)
    else groups.set(groupOf(field), [field])
  }
  return [...groups].map(([id, members]) => ({ id, fields: members }))
}
