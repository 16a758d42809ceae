import { expect, test } from 'vitest'
import { columnsOf, fineCells, isOfFact } from '../../../src/engine/report/fine-cells.ts'

const owner = { alias: 'f_owner', table: 'mart.person', key: 'ref', named: 'f."owner_ref"', isSmall: true, isOfAccounts: false }
const rows = { table: 'mart.lead f', joins: [owner], conditions: ['f.created_day >= 1', "(f_owner.team) in ('f.x')"] }

test('names of few are looked up over cells that are keyed by what they are looked up by', () => {
  const cut = fineCells({
    ...rows,
    shelf: [
      { sql: 'f_owner.name', name: 'r0' },
      { sql: 'f.created_month', name: 'r1' },
    ],
  })
  expect(cut?.fine.shelf.map(({ name }) => name)).toEqual(['owner_ref', 'r1'])
  expect(cut?.fine.conditions).toEqual(['f.created_day >= 1'])
  expect(cut?.rest.conditions).toEqual(["(f_owner.team) in ('f.x')"])
  expect(cut?.rest.shelf.map(({ sql }) => sql)).toEqual(['f_owner.name', 'f.r1'])
})

test('rows that something tells apart one by one are not brought together', () => {
  expect(fineCells({ ...rows, shelf: [{ sql: 'coalesce(f_owner.name, f.id::varchar)', name: 'r0' }] })).toBeNull()
})

test('what stands between quotes is text, whatever it looks like', () => {
  expect(columnsOf('f.status = \'f.region\' and f."score" > 1', 'f')).toEqual(['status', 'score'])
  expect([
    isOfFact("f.note = 'select l.x'"),
    isOfFact('l.id is null'),
    isOfFact('f.day <= b.end_day'),
    isOfFact('mart.day_number(f.at) > 1'),
  ]).toEqual([true, false, false, true])
})
