import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/engine/database/database.ts'
import { checkSame, sqlCells, type Cells } from '../../bench/questions/answer-cells.ts'

async function answer(sql: string): Promise<Cells> {
  const database = await openDatabase({ file: ':memory:', allowedFolder: null })
  try {
    return sqlCells((await database.arrow(sql)).bytes)
  } finally {
    await database.close()
  }
}

const flat = "select * from (values ('web', 1::bigint, 0.5), ('fair', 2, null)) t(r0, v0, v1)"

describe('answers are compared before anything is timed', () => {
  it('takes rows in any order, and numbers of any type', async () => {
    const other = "select * from (values ('fair', 2::decimal(18, 4), null::double), ('web', 1, 0.5000000000001)) t(r0, v0, v1)"
    expect((await answer(flat)).size).toBe(4)
    checkSame('Q', await answer(other), await answer(flat))
  })

  it.each([
    ['another number', "select * from (values ('web', 1, 0.5), ('fair', 3, null)) t(r0, v0, v1)", '1 of 4 cells'],
    ['nothing for a number', "select * from (values ('web', null, 0.5), ('fair', 2, null)) t(r0, v0, v1)", '1 of 4 cells'],
    ['0 for nothing', "select * from (values ('web', 1, 0.5), ('fair', 2, 0)) t(r0, v0, v1)", '1 of 4 cells'],
    ['a row too few', "select * from (values ('web', 1, 0.5)) t(r0, v0, v1)", '2 of 4 cells'],
    ['a row too many', `${flat} union all select null, 0, 0`, '2 of 4 cells'],
    ['an answer twice', `${flat} union all ${flat}`, 'two answers'],
  ])('refuses %s', async (_, sql, message) => {
    await expect((async () => checkSame('Q', await answer(sql), await answer(flat)))()).rejects.toThrow(message)
  })

  it('refuses to call two empty answers the same', () => {
    expect(() => checkSame('Q', new Map(), new Map())).toThrow('0 of 0 cells')
  })

  it('knows the empty value from a total, down and across', async () => {
    const pivot = `select * from (values ('web', '2026-01', 1, 1, 1), (null, '2026-01', 2, 1, 1), (null, '2026-01', 3, 0, 1), (null, null, 4, 0, 0))
      t(r0, c0, v0, level, across)`
    expect([...(await answer(pivot))]).toEqual([
      ['[["web"],["2026-01"],0]', 1],
      ['[[null],["2026-01"],0]', 2],
      ['[[],["2026-01"],0]', 3],
      ['[[],"total",0]', 4],
    ])
  })
})
