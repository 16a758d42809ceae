import { expect, test } from 'vitest'
import { openDatabase } from '../../../src/engine/database/database.ts'
import { readArrowTable } from '../../../src/engine/database/arrow-table.ts'

test('columns that are summed come back as sums over all chunks, nulls left out, and are no part of the table', async () => {
  const database = await openDatabase({ file: ':memory:', allowedFolder: null })
  try {
    const sql = `select range as n, case when range % 2 = 0 then 1 end::double as evens, range::double as numbers from range(5000) order by n`
    const { bytes, rowCount, sums, columns } = await database.arrow(sql, {}, { summed: 2 })
    // 0 … 4999: half of them even, 4999 * 5000 / 2 in all.
    expect(sums).toEqual([2500, 12_497_500])
    expect([rowCount, columns.map(({ name }) => name), readArrowTable(bytes).columns.map(({ name }) => name)]).toEqual([5000, ['n'], ['n']])
    const none = await database.arrow('select 1 as n, 2::double as s where false', {}, { summed: 1 })
    expect([none.rowCount, none.sums]).toEqual([0, [0]])
    expect((await database.arrow('select 1 as n, null::double as s', {}, { summed: 1 })).sums).toEqual([0])
  } finally {
    await database.close()
  }
})
