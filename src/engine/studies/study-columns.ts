import type { ColumnType, Unit } from '../../contract/report-result.ts'
import type { StudyColumn } from '../../contract/study-result.ts'
import type { LocalText } from '../../contract/text.ts'

/** A column that names what a row is about. */
export function keyColumn(id: string, zh: string, en: string, type: ColumnType = 'text', words?: Record<string, LocalText>): StudyColumn {
  return { id, label: { zh, en }, type, unit: 'none', role: 'key', ...(words === undefined ? {} : { words }) }
}

/** A column that is measured; counts are whole, the rest as given. */
export function valueColumn(
  id: string,
  zh: string,
  en: string,
  unit: Unit,
  type: ColumnType = unit === 'count' ? 'integer' : 'double',
): StudyColumn {
  return { id, label: { zh, en }, type, unit, role: 'value' }
}
