import { z } from 'zod'

/** A sentence or label in both languages of the product. */
export const LocalText = z.object({ zh: z.string(), en: z.string() })
export type LocalText = z.infer<typeof LocalText>
export type Language = keyof LocalText

/** What values of a closed list are called, by the value. */
export type ValueWords = Readonly<Record<string, LocalText>>

/** A value by its word; as it is where it has none. */
export function wordOf(words: ValueWords | null | undefined, value: string, language: Language): string {
  return words !== undefined && words !== null && Object.hasOwn(words, value) ? (words[value]?.[language] ?? value) : value
}
