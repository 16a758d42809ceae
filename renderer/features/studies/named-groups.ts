import type { Catalog } from '../../../src/contract/catalog.ts'
import { DimensionUse, Grain } from '../../../src/contract/report-spec.ts'
import type { StudyResult, StudyTable } from '../../../src/contract/study-result.ts'
import type { LocalText } from '../../../src/contract/text.ts'
import { bucketLabel } from '../../../src/contract/bucket-text.ts'

const Bucket = Grain.extract(['month', 'quarter', 'year'])

/** The column `group` of every table is called by the dimension that a study was broken down by, and its days by their buckets. */
export function withNamedGroups(result: StudyResult, catalog: Catalog | undefined): StudyResult {
  const tables = result.tables.map(withBuckets)
  const by = DimensionUse.safeParse(result.params['by']).data
  const dimension = catalog?.dimensions.find(({ id }) => id === by?.field)
  if (by === undefined || dimension === undefined) return { ...result, tables }
  const grain = dimension.isDate ? (by.grain ?? 'month') : null
  return { ...result, tables: tables.map((table) => named(table, dimension.label, grain)) }
}

/** A column of days that is called `month`, `quarter` or `year` holds their first days. */
function withBuckets(table: StudyTable): StudyTable {
  const columns = table.columns.map((column) => {
    const grain = Bucket.safeParse(column.id).data
    const isBucket = grain !== undefined && column.role === 'key' && column.type === 'date' && column.words === undefined
    return isBucket ? { ...column, words: buckets(table, column.id, grain) } : column
  })
  return { ...table, columns }
}

function named(table: StudyTable, label: LocalText, grain: Grain | null): StudyTable {
  const columns = table.columns.map((column) => {
    if (column.id !== 'group' || column.role !== 'key') return column
    return { ...column, label, ...(grain === null || column.words ? {} : { words: buckets(table, column.id, grain) }) }
  })
  return { ...table, columns }
}

function buckets(table: StudyTable, id: string, grain: Grain): Record<string, LocalText> {
  const values = table.rows.flatMap((row) => (typeof row[id] === 'string' ? [row[id]] : []))
  return Object.fromEntries(values.map((value) => [value, { zh: bucketLabel(value, grain, 'zh'), en: bucketLabel(value, grain, 'en') }]))
}
