import { mappedDraft, unmappedDraft } from './column-draft.ts'
import type { ColumnDraft } from './column-draft.ts'
import { countryShare } from './vocabulary.ts'

/** An `office_location` whose values are countries is a country; otherwise it stays a field of its own. */
export function refinePlaces(columns: readonly ColumnDraft[]): readonly ColumnDraft[] {
  return columns.map((column) => {
    if (column.target !== 'account.country' || column.confidence > 0.7) return column
    const share = countryShare([...new Set(column.evidence.values)])
    if (share < 0.5) return unmappedDraft(column.evidence)
    return mappedDraft(column.evidence, column.target, 0.85, { zh: '这些值是国家名', en: 'the values are names of countries' })
  })
}
