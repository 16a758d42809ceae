import type { ReportSpec } from '../../../../src/contract/report-spec.ts'
import type { Database } from '../../../../src/engine/database/database.ts'
import { compare, type Comparison } from './compare.ts'
import { contextOf, loadModel } from './load-model.ts'
import { randomModel } from './random-model.ts'
import { randomSpec } from './random-spec.ts'
import { randomFrom } from './random.ts'
import type { Model } from './rows.ts'

export interface Failure {
  readonly seed: number
  readonly place: number
  readonly model: Model
  readonly spec: ReportSpec
  readonly problems: readonly string[]
}
export interface Tally {
  readonly outcomes: Readonly<Record<string, number>>
  readonly cells: number
  readonly filled: number
  readonly failures: readonly Failure[]
}

/** Puts one random model into the database and asks it so many random questions. */
export async function checkModel(database: Database, seed: number, questions: number): Promise<Tally> {
  const model = randomModel(seed)
  await loadModel(database, model)
  const context = contextOf(model, seed)
  const random = randomFrom(seed + 7_777_777)
  const outcomes: Record<string, number> = {}
  const failures: Failure[] = []
  let cells = 0
  let filled = 0
  for (let place = 0; place < questions; place += 1) {
    const spec = randomSpec(random, model.clock)
    const told: Comparison = await compare(database, context, model, spec)
    outcomes[told.outcome] = (outcomes[told.outcome] ?? 0) + 1
    cells += told.cells
    filled += told.filled
    if (told.problems.length > 0) failures.push({ seed, place, model, spec, problems: told.problems })
  }
  return { outcomes, cells, filled, failures }
}
