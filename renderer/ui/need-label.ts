import { targets } from '../../src/contract/targets.ts'
import type { Language, LocalText } from '../../src/contract/text.ts'

/** `payment` or `opportunity.closed_at` in the reader's language. */
export function needLabel(need: string, language: Language): string {
  const [entity = '', column] = need.split('.')
  const target = (
    targets as Readonly<Record<string, { label: LocalText; columns: Readonly<Record<string, { label: LocalText }>> } | undefined>>
  )[entity]
  if (!target) return need
  const columnLabel = column === undefined ? undefined : target.columns[column]?.label[language]
  return columnLabel === undefined ? target.label[language] : `${target.label[language]} · ${columnLabel}`
}
