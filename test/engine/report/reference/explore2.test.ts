import { it } from 'vitest'
import { openDatabase } from '../../../../src/engine/database/database.ts'
import { migrate } from '../../../../src/engine/database/migrate.ts'
import { checkModel } from './check.ts'
import { installMacros } from './load-model.ts'
it('explores', async () => {
  const database = await openDatabase({ file: ':memory:', allowedFolder: null })
  await migrate(database)
  await installMacros(database)
  const [from = 1, to = 4] = (process.env['SEEDS'] ?? '1,3').split(',').map(Number)
  const all: Record<string, number> = {}
  let cells = 0, filled = 0, failed = 0, asked = 0
  const start = process.cpuUsage()
  for (let seed = from; seed <= to; seed++) {
    const tally = await checkModel(database, seed, Number(process.env['N'] ?? 50))
    for (const [k, v] of Object.entries(tally.outcomes)) { all[k] = (all[k] ?? 0) + v; asked += v }
    cells += tally.cells; filled += tally.filled; failed += tally.failures.length
    for (const f of tally.failures.filter((one) => process.env['PLACE'] === undefined || one.place === Number(process.env['PLACE']))) console.log(seed, f.place, JSON.stringify({ ...f.spec, version: undefined, compare: undefined, calculations: undefined }), '\n      ' + f.problems.slice(0, Number(process.env['P'] ?? 4)).join('\n      '))
  }
  const used = process.cpuUsage(start)
  console.log(all, { asked, failed, cells, filled, cpu: (used.user + used.system) / 1e6 })
}, 600000)
