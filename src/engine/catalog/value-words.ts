import type { ValueWords } from '../../contract/text.ts'
import type { DimensionDefinition } from './definition.ts'

const yesAndNo: ValueWords = { true: { zh: '是', en: 'Yes' }, false: { zh: '否', en: 'No' } }

/** The words of a dimension with a closed list of values; undefined where they are whatever the source says. */
export function valueWords({ words, type }: DimensionDefinition): Record<string, { zh: string; en: string }> | undefined {
  const known = words ?? (type === 'boolean' ? yesAndNo : undefined)
  return known === undefined ? undefined : { ...known }
}
