import type { Catalog, CatalogDimension, CatalogMetric } from '../../../src/contract/catalog.ts'
import type { SavedReport } from '../../../src/contract/documents.ts'
import { ReportSpec, type RelativePeriod } from '../../../src/contract/report-spec.ts'
import type { StudyEntry } from '../../../src/contract/studies.ts'
import type { LocalText } from '../../../src/contract/text.ts'
import { sameText, type NewTile } from './cockpit-moves.ts'

const quarter: RelativePeriod = { relative: 'this', unit: 'quarter', n: 1 }
const year: RelativePeriod = { relative: 'to-date', unit: 'month', n: 12 }

export function reportTile({ title, chart, version: _version, ...rest }: SavedReport): NewTile {
  return { ...rest, title: sameText(title), kind: chart }
}

/** A figure with its change and its last twelve months; with a dimension a chart of it. */
export function metricTile(metric: CatalogMetric, dimension: CatalogDimension | null): NewTile {
  const values = [{ metric: metric.id }]
  if (dimension === null) {
    const change = { of: metric.id, as: 'relative-difference', against: 'previous-period', id: `${metric.id}:change` } as const
    return {
      kind: 'kpi',
      title: metric.label,
      spec: ReportSpec.parse({ values, period: quarter, compare: ['previous-period'], calculations: [change] }),
      spark: ReportSpec.parse({ rows: [{ field: 'date', grain: 'month' }], values, period: year }),
    }
  }
  const title = { zh: `${metric.label.zh}（${dimension.label.zh}）`, en: `${metric.label.en} by ${dimension.label.en.toLowerCase()}` }
  if (dimension.isDate) {
    const rows = [{ field: dimension.id, grain: 'month' as const }]
    return { kind: metric.additivity === 'additive' ? 'bar' : 'line', title, spec: ReportSpec.parse({ rows, values, period: year }) }
  }
  return {
    kind: 'bar',
    title,
    spec: ReportSpec.parse({ rows: [{ field: dimension.id }], values, period: year, sort: [{ by: metric.id }] }),
  }
}

/** What the targets of each basis are held against. */
const actuals: Readonly<Record<string, string>> = {
  won: 'won_value',
  contract: 'contract_value',
  order: 'order_value',
  cash: 'received_amount',
  'won-count': 'won_count',
  'lead-count': 'lead_count',
}

/** The bases that targets can be held against here. */
export function targetBases(catalog: Catalog): { value: string; label: LocalText }[] {
  const choices = catalog.metrics.find(({ id }) => id === 'attainment_rate')?.params.find(({ id }) => id === 'basis')?.choices ?? []
  return choices.filter(({ value }) => catalog.metrics.some(({ id, available }) => available && id === actuals[value]))
}

export function targetTile(basis: string, label: LocalText): NewTile {
  const metric = actuals[basis] ?? 'won_value'
  const values = [{ metric }, { metric: 'target_value', params: { basis } }, { metric: 'attainment_rate', params: { basis } }]
  return {
    kind: 'target',
    title: { zh: `${label.zh}与目标`, en: `${label.en} against target` },
    spec: ReportSpec.parse({ values, period: quarter }),
  }
}

export function studyTile({ study, label }: StudyEntry): NewTile {
  return { kind: 'study', title: label, study, params: {} }
}

export function filterTile({ id, label }: CatalogDimension): NewTile {
  return { kind: 'filter', title: label, field: id }
}

/** The metrics that a text names as `{{metric}}`, each with the question that is asked for it; what it was asked before stays. */
export function valuesOf(text: string, catalog: Catalog, before: Readonly<Record<string, ReportSpec>> = {}): Record<string, ReportSpec> {
  const named = [...text.matchAll(/\{\{\s*([\w-]{1,40})\s*\}\}/g)].map(([, name = '']) => name)
  return Object.fromEntries(
    named.flatMap((name): [string, ReportSpec][] => {
      const kept = Object.hasOwn(before, name) ? before[name] : undefined
      if (kept !== undefined) return [[name, kept]]
      if (!catalog.metrics.some(({ id }) => id === name)) return []
      return [[name, ReportSpec.parse({ values: [{ metric: name }], period: quarter })]]
    }),
  )
}
