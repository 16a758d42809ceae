import { it } from 'vitest'
import { ReportSpec, type ReportSpecInput } from '../../../../src/contract/report-spec.ts'
import { openDatabase } from '../../../../src/engine/database/database.ts'
import { migrate } from '../../../../src/engine/database/migrate.ts'
import { ask } from '../ask.ts'
import { contextOf, installMacros, loadModel } from './load-model.ts'
import { randomModel } from './random-model.ts'
import { compare } from './compare.ts'
import { metrics } from './metrics.ts'
it('explores', async () => {
  const database = await openDatabase({ file: ':memory:', allowedFolder: null })
  await migrate(database)
  await installMacros(database)
  const extra = JSON.parse(process.env['SPEC'] ?? '{}') as Partial<ReportSpecInput>
  const wanted = process.env['METRICS']?.split(',') ?? Object.keys(metrics)
  const [from = 1, to = 4] = (process.env['SEEDS'] ?? '1,3').split(',').map(Number)
  const counts: Record<string, number> = {}
  for (let seed = from; seed <= to; seed++) {
    const model = randomModel(seed)
    await loadModel(database, model)
    for (const metric of wanted) {
      const spec = { values: [{ metric }], ...extra }
      const result = await compare(database, contextOf(model, seed), model, ReportSpec.parse(spec))
      counts[`${metric} ${result.outcome}`] = (counts[`${metric} ${result.outcome}`] ?? 0) + 1
      if (result.problems.length > 0) console.log(seed, metric, result.problems.slice(0, 4).join('\n   '))
    }
  }
  console.log(counts)
}, 300000)
void ask
