import type { CatalogDimension, CatalogMetric } from '../../contract/catalog.ts'
import type { Language } from '../../contract/text.ts'
import type { Terminal } from '../terminal.ts'
import { textTable } from '../text-table.ts'
import { withWorkspace } from '../with-workspace.ts'

const words = {
  zh: { metric: '指标', dimension: '维度', label: '名称', state: '状态', ready: '可用', needs: '需要' },
  en: { metric: 'metric', dimension: 'dimension', label: 'label', state: 'state', ready: 'available', needs: 'needs' },
}

export async function showCatalog(terminal: Terminal, workspace: string, { json }: { json?: boolean }): Promise<void> {
  const { language } = terminal
  const catalog = await withWorkspace(terminal, workspace, { create: false }, (api) => api.catalog.list({}, { signal: terminal.stop }))
  if (json) {
    const shown = {
      metrics: catalog.metrics.map((metric) => ({
        ...entryJson(metric, language),
        unit: metric.unit,
        definition: metric.definition[language],
        stats: metric.stats,
      })),
      dimensions: catalog.dimensions.map((dimension) => ({ ...entryJson(dimension, language), type: dimension.type })),
    }
    return terminal.out(`${JSON.stringify(shown)}\n`)
  }
  const say = words[language]
  const table = (head: string, entries: readonly (CatalogMetric | CatalogDimension)[]): string =>
    textTable(
      [{ head }, { head: say.label }, { head: say.state }],
      entries.map((entry) => [entry.id, entry.label[language], stateOf(entry, language)]),
    )
  terminal.out(`${table(say.metric, catalog.metrics)}\n${table(say.dimension, catalog.dimensions)}`)
}

function entryJson({ id, label, available, missing }: CatalogMetric | CatalogDimension, language: Language) {
  const needs = missing?.map(({ need, adds }) => ({ need, adds: adds[language] }))
  return { id, label: label[language], available, ...(needs && needs.length > 0 ? { missing: needs } : {}) }
}

function stateOf({ available, missing }: CatalogMetric | CatalogDimension, language: Language): string {
  const say = words[language]
  return available ? say.ready : `${say.needs} ${missing?.map(({ need }) => need).join(', ') ?? ''}`.trim()
}
