import { z } from 'zod'

/** A sentence or label in both languages of the product. */
export const LocalText = z.object({ zh: z.string(), en: z.string() })
export type LocalText = z.infer<typeof LocalText>
export type Language = keyof LocalText
