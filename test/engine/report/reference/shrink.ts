import { certainRows } from './random-receivables.ts'
import type { Entity, Model } from './rows.ts'

/**
 * The same model with as few rows as still fail: whole kinds of rows first, then ever smaller parts of each. What makes payments recorded stays,
 * or another fault would be shown: who pays the oldest first the reference does not know.
 */
export async function shrinkModel(model: Model, stillFails: (smaller: Model) => Promise<boolean>, most = 40): Promise<Model> {
  let smallest = model
  let tries = 0
  const stays = certainRows(model)
  const without = (entity: Entity, from: number, count: number): Model => ({
    ...smallest,
    rows: {
      ...smallest.rows,
      [entity]: smallest.rows[entity].filter((row, index) => index < from || index >= from + count || stays.has(row)),
    },
  })
  for (const entity of Object.keys(model.rows) as Entity[])
    for (let size = smallest.rows[entity].length; size >= 1; size = Math.floor(size / 2))
      for (let from = 0; from < smallest.rows[entity].length;) {
        if (tries >= most) return smallest
        tries += 1
        const smaller = without(entity, from, size)
        if (smaller.rows[entity].length < smallest.rows[entity].length && (await stillFails(smaller))) smallest = smaller
        else from += size
      }
  return smallest
}
