import type { DerivedMaker } from '../report/derived-tables.ts'
import { creditTable } from './credits.ts'
import { foretoldTable } from './foretold.ts'
import { segmentTable } from './segments.ts'

/** Asks the study that a derived table comes from. */
export const makeDerived: DerivedMaker = async ({ name, models }, database, context, signal) => {
  if (name === 'credit') return await creditTable(models, database, context, signal)
  if (name === 'foretold') return await foretoldTable(database, context, signal)
  return await segmentTable(name, database, context, signal)
}
