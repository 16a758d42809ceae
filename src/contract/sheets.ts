import { z } from 'zod'

export const sheetNames = ['targets', 'spend', 'product-costs', 'exchange-rates'] as const
export const SheetName = z.enum(sheetNames)
export type SheetName = z.infer<typeof SheetName>

/** A sheet as people typed it: cells are text, also those that mean nothing yet. */
export const SheetBody = z.strictObject({
  version: z.literal(1).default(1),
  rows: z
    .array(z.array(z.string().max(500)).max(8))
    .max(20_000)
    .default([]),
})
export type SheetBody = z.output<typeof SheetBody>
