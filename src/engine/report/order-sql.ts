import { fill } from './parameters.ts'
import type { PlannedDimension } from './plan.ts'

/** What orders the values that rows are grouped by; it need not be asked of every row where it follows from the value. */
export function orderSql(dimension: PlannedDimension): string[] {
  const { definition, key } = dimension
  if (definition.order === undefined) return []
  return [`${isOrderedByRow(dimension) ? `min(o_${key})` : fill(definition.order, () => key)} as o_${key}`]
}

export function isOrderedByRow({ definition: { order }, top }: PlannedDimension): boolean {
  return order !== undefined && (top !== null || /\{(?!value\})/.test(order))
}
