import type { Catalog, CatalogDimension, CatalogMetric, Missing } from '../../contract/catalog.ts'
import { errorText } from '../../contract/error-text.ts'
import { stats } from '../../contract/report-spec.ts'
import type { Thresholds } from '../../contract/thresholds.ts'
import type { Database } from '../database/database.ts'
import { reachableDimensions } from '../report/resolve.ts'
import { missingOfDimension, missingOfMetric } from './availability.ts'
import { dimensions } from './dimensions.ts'
import type { DimensionDefinition, MetricDefinition } from './definition.ts'
import type { StoredField } from '../formula/stored-fields.ts'
import type { UserFields } from '../formula/user-fields.ts'
import { metrics } from './metrics.ts'
import { valueWords } from './value-words.ts'
import { readWorkspaceData, type WorkspaceData } from './workspace-data.ts'

/** Everything that can be asked, what of it this workspace can answer, and what would make the rest available. */
export async function listCatalog(
  database: Database,
  dataVersion: number,
  thresholds: Thresholds,
  fields: readonly StoredField[] = [],
): Promise<Catalog> {
  const data = await readWorkspaceData(database, dataVersion, fields)
  const { user } = data
  return {
    metrics: [
      ...[...metrics.values(), ...user.metrics.values()].map((metric) => describeMetric(metric, data, thresholds)),
      ...user.broken.filter(({ kind }) => kind === 'metric').map(describeBrokenMetric),
    ],
    dimensions: [
      ...[...dimensions.values(), ...data.custom.values(), ...user.dimensions.values()].map((dimension) =>
        describeDimension(dimension, data),
      ),
      ...user.broken.filter(({ kind }) => ['dimension', 'bins', 'groups', 'segment'].includes(kind)).map(describeBrokenDimension),
    ],
    ...(user.hierarchies.length === 0 ? {} : { hierarchies: user.hierarchies.map((one) => ({ ...one, fields: [...one.fields] })) }),
  }
}

type Broken = UserFields['broken'][number]

/** A field of the user's that can't be computed here stays in the list and says why. */
function describeBrokenMetric(broken: Broken): CatalogMetric {
  const nothing = { zh: '', en: '' }
  return {
    id: broken.id,
    group: 'user',
    label: broken.label,
    definition: nothing,
    unit: 'none',
    direction: 'neutral',
    additivity: 'ratio',
    dateBasis: nothing,
    stats: [],
    params: [],
    dimensions: [],
    available: false,
    missing: [missingOfBroken(broken)],
  }
}

function describeBrokenDimension(broken: Broken): CatalogDimension {
  const { id, label } = broken
  return { id, group: 'user', label, type: 'text', isDate: false, available: false, missing: [missingOfBroken(broken)] }
}

function missingOfBroken({ id, problem }: Broken): Missing {
  return { need: typeof problem['name'] === 'string' ? problem['name'] : id, adds: errorText('invalid-formula', { ...problem, field: id }) }
}

function describeMetric(metric: MetricDefinition, data: WorkspaceData, thresholds: Thresholds): CatalogMetric {
  const missing = missingOfMetric(metric, data)
  const { id, group, label, definition, unit, direction, additivity, dateBasis } = metric
  return {
    id,
    group,
    label,
    definition,
    unit,
    direction,
    additivity,
    dateBasis,
    stats: additivity === 'distribution' ? [...stats] : [],
    params: metric.params.map(({ id: param, label: name, default: standard, threshold, choices, word }) => ({
      id: param,
      label: name,
      default: threshold === undefined ? standard : thresholds[threshold],
      ...(choices === undefined ? {} : { choices: [...choices] }),
      ...(word === undefined ? {} : { takesNumber: true }),
    })),
    dimensions: reachableOf(metric, data),
    available: missing.length === 0,
    ...(missing.length === 0 ? {} : { missing }),
  }
}

/** What every variant of the metric can be broken down by. */
function reachableOf({ formula }: MetricDefinition, data: WorkspaceData): string[] {
  if (!('by' in formula)) return reachableDimensions(formula, data)
  const [first = [], ...others] = Object.values(formula.cases).map((one) => reachableDimensions(one, data))
  return first.filter((id) => others.every((ids) => ids.includes(id)))
}

function describeDimension(dimension: DimensionDefinition, data: WorkspaceData): CatalogDimension {
  const missing = missingOfDimension(dimension, data)
  const { id, group, label, type } = dimension
  const words = valueWords(dimension)
  const order = data.user.orders.get(id)
  return {
    id,
    group,
    label,
    type,
    isDate: type === 'date',
    ...(words === undefined ? {} : { words }),
    ...(order === undefined ? {} : { order: order.values.map((one) => ({ ...one })) }),
    available: missing.length === 0,
    ...(missing.length === 0 ? {} : { missing }),
  }
}
