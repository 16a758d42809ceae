import type { Catalog } from '../../../src/contract/catalog.ts'
import { DimensionUse, type Grain } from '../../../src/contract/report-spec.ts'
import type { StudyResult, StudyTable } from '../../../src/contract/study-result.ts'
import type { LocalText } from '../../../src/contract/text.ts'
import { bucketLabel } from '../../report/bucket-label.ts'

/** The column `group` of every table is called by the dimension that a study was broken down by, and its days by their buckets. */
export function withNamedGroups(result: StudyResult, catalog: Catalog | undefined): StudyResult {
  const by = DimensionUse.safeParse(result.params['by']).data
  const dimension = catalog?.dimensions.find(({ id }) => id === by?.field)
  if (by === undefined || dimension === undefined) return result
  const grain = dimension.isDate ? (by.grain ?? 'month') : null
  return { ...result, tables: result.tables.map((table) => named(table, dimension.label, grain)) }
}

function named(table: StudyTable, label: LocalText, grain: Grain | null): StudyTable {
  const columns = table.columns.map((column) => {
    if (column.id !== 'group' || column.role !== 'key') return column
    return { ...column, label, ...(grain === null || column.words ? {} : { words: buckets(table, grain) }) }
  })
  return { ...table, columns }
}

function buckets(table: StudyTable, grain: Grain): Record<string, LocalText> {
  const values = table.rows.flatMap(({ group }) => (typeof group === 'string' ? [group] : []))
  return Object.fromEntries(values.map((value) => [value, { zh: bucketLabel(value, grain, 'zh'), en: bucketLabel(value, grain, 'en') }]))
}
