import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/engine/database/database.ts'
import type { ReportSpecInput } from '../../../src/contract/report-spec.ts'
import { ReportSpec } from '../../../src/contract/report-spec.ts'
import { explain } from '../../../src/engine/report/explain.ts'
import { ask, type Answer } from '../report/ask.ts'
import { clock, dealsDatabase } from '../report/deals.ts'
import { contextWith, dimension, metric, type FieldBody } from './user-field.ts'

let database: Database
beforeAll(async () => {
  database = await dealsDatabase()
})
afterAll(() => database.close())

async function askWith(fields: Readonly<Record<string, FieldBody>>, spec: ReportSpecInput): Promise<Answer> {
  return await ask(database, contextWith(clock, fields), spec)
}

describe('a dimension of the user’s', () => {
  async function byField(fields: Readonly<Record<string, FieldBody>>, field: string, asked = 'opportunity_count') {
    const { table } = await askWith(fields, { rows: [{ field }], values: [{ metric: asked }], totals: { rows: 'grand' } })
    return table.map((row) => row.slice(0, 2))
  }

  it('is a formula over one row, also of several tables', async () => {
    const fields = { who: dimension('concat([account.industry], " / ", coalesce([owner.manager], "nobody"))') }
    expect(await byField(fields, 'user.who')).toEqual([
      [' / nobody', 3],
      ['Food / Zoe', 3],
      ['Steel / Zoe', 2],
      [null, 8],
    ])
  })

  it('gives numbers and yes or no their own type', async () => {
    expect(await byField({ y: dimension('year([opportunity.created_at])') }, 'user.y')).toEqual([
      [2025, 1],
      [2026, 6],
      [null, 1],
      [null, 8],
    ])
    expect(await byField({ big: dimension('[opportunity.amount] >= 100') }, 'user.big')).toEqual([
      [false, 3],
      [true, 4],
      [null, 1],
      [null, 8],
    ])
  })

  it('is a filter, a column shelf, a top list and a cell’s address', async () => {
    const fields = { y: dimension('year([opportunity.created_at])'), who: dimension('upper([owner.name])') }
    const context = contextWith(clock, fields)
    const spec = ReportSpec.parse({
      rows: [{ field: 'user.who' }],
      values: [{ metric: 'opportunity_count' }],
      filters: [{ field: 'user.y', op: 'in', values: [2026] }],
      top: { field: 'user.who', n: 1, by: 'opportunity_count', other: true },
    })
    expect((await ask(database, context, spec)).table).toEqual([
      ['ANN', 3, 1],
      ['$other', 3, 1],
    ])
    const shown = await explain(database, context, {
      spec,
      cell: { row: { 'user.who': 'ANN' }, value: 'opportunity_count' },
      offset: 0,
      limit: 5,
    })
    expect([shown.value, shown.n]).toEqual([3, 3])
    const pivot = await ask(database, context, {
      rows: [{ field: 'owner.name' }],
      columns: [{ field: 'user.y' }],
      values: [{ metric: 'opportunity_count' }],
    })
    expect(pivot.columns.slice(1).map(({ path }) => path)).toEqual([['2025'], ['2026'], [null]])
  })

  it('cuts a number into ranges, by edges or every so much, in the order of the numbers', async () => {
    const edges: FieldBody = { kind: 'bins', label: 'Size', formula: '[opportunity.amount]', edges: [50, 100, 300] }
    // 30 | 50 70 | 100 200 | 300 400 | none.
    expect(await byField({ size: edges }, 'user.size')).toEqual([
      ['< 50', 1],
      ['50 – 100', 2],
      ['100 – 300', 2],
      ['≥ 300', 2],
      [null, 1],
      [null, 8],
    ])
    expect(await byField({ size: { ...edges, labels: ['XS', 'S', 'M', 'L'] } }, 'user.size')).toEqual([
      ['XS', 1],
      ['S', 2],
      ['M', 2],
      ['L', 2],
      [null, 1],
      [null, 8],
    ])
    const wide: FieldBody = { kind: 'bins', label: 'Size', formula: '[opportunity.amount] * 100000000000000', width: 0.5 }
    expect(await byField({ size: wide }, 'user.size')).toEqual([
      [null, 8],
      [null, 8],
    ])
    const width: FieldBody = { kind: 'bins', label: 'Size', formula: '[opportunity.amount] - 100', width: 150 }
    // -70 -50 -30 | 0 100 | 200 | 300 (of 400): steps of 150 from -150.
    expect(await byField({ size: width }, 'user.size')).toEqual([
      ['-150 – 0', 3],
      ['0 – 150', 2],
      ['150 – 300', 1],
      ['300 – 450', 1],
      [null, 1],
      [null, 8],
    ])
  })

  it('puts values into groups in their order; the empty value only where it is named', async () => {
    const groups: FieldBody = {
      kind: 'groups',
      label: 'Teams',
      formula: '[owner.name]',
      groups: [
        { label: 'West', values: ['Cid'] },
        { label: 'East', values: ['Ann', 'Nobody'] },
      ],
      rest: 'Others',
    }
    expect(await byField({ team: groups }, 'user.team')).toEqual([
      ['West', 2],
      ['East', 3],
      ['Others', 2],
      [null, 1],
      [null, 8],
    ])
    const withEmpty: FieldBody = { ...groups, groups: [{ label: 'West', values: ['Cid', null] }], rest: null }
    expect(await byField({ team: withEmpty }, 'user.team')).toEqual([
      ['West', 3],
      ['Ann', 3],
      ['Bob', 2],
      [null, 8],
    ])
  })

  it('keeps what stands in quotes as text, whatever it looks like', async () => {
    const odd = `'); drop table mart.lead; -- {as_of} {v_a} $p0::varchar $1 "" \\ %`
    const fields = { odd: dimension(`if([owner.name] = "Ann", "${odd.replaceAll('"', '""')}", "x")`) }
    const { table } = await askWith(fields, {
      rows: [{ field: 'user.odd' }],
      values: [{ metric: 'opportunity_count' }, { metric: 'lead_count' }],
    })
    expect(table.find((row) => row[0] === odd)).toEqual([odd, 3, 2, 1])
  })

  it('stands on open deals of a day and on facts that only share its tables', async () => {
    const fields = { z: dimension('coalesce([owner.manager], "none")'), big: dimension('if([opportunity.amount] >= 100, "big", "small")') }
    expect(await byField(fields, 'user.z', 'lead_count')).toEqual([
      ['Zoe', 2],
      ['none', 1],
      [null, 3],
    ])
    expect(await byField(fields, 'user.big', 'pipeline_value')).toEqual([
      ['big', 400],
      ['small', 30],
      [null, 430],
    ])
    await expect(byField({ n: dimension('concat([opportunity.name], [spend.kind])') }, 'user.n')).rejects.toMatchObject({
      details: { reason: 'no-common-fact' },
    })
    await expect(byField({ k: dimension('upper([activity.kind])') }, 'user.k')).rejects.toMatchObject({ code: 'unreachable-dimension' })
  })

  it('is read by metrics and by other dimensions', async () => {
    const fields = {
      size: { kind: 'bins', label: 'Size', formula: '[opportunity.amount]', edges: [100] } as FieldBody,
      marked: dimension('concat(">", [user.size])'),
      large: metric('count(where [user.size] = "≥ 100")'),
    }
    expect(await byField(fields, 'user.marked')).toEqual([
      ['>', 1],
      ['>< 100', 3],
      ['>≥ 100', 4],
      [null, 8],
    ])
    expect((await askWith(fields, { values: [{ metric: 'user.large' }] })).table).toEqual([[4, 0]])
  })
})

describe('an order of the user’s', () => {
  it('puts named values first, the others after them as they stand', async () => {
    const fields: Record<string, FieldBody> = {
      o: {
        kind: 'order',
        label: 'Owners',
        field: 'owner.name',
        values: [{ value: 'Cid', colour: '#ff0000' }, { value: null }, { value: 'Ann' }],
      },
    }
    const asked = { rows: [{ field: 'owner.name' }], values: [{ metric: 'opportunity_count' }] }
    expect((await askWith(fields, asked)).table.map(([name]) => name)).toEqual(['Cid', null, 'Ann', 'Bob'])
    const stages: Record<string, FieldBody> = { o: { kind: 'order', label: 'Stages', field: 'stage.name', values: [{ value: 'Lost' }] } }
    // Without it: New, Proposal, Won, Lost.
    expect(
      (await askWith(stages, { rows: [{ field: 'stage.name' }], values: [{ metric: 'opportunity_count' }] })).table.map(([name]) => name),
    ).toEqual(['Lost', 'New', 'Proposal', 'Won'])
    expect((await askWith(fields, { ...asked, sort: [{ by: 'owner.name', direction: 'desc' }] })).table.map(([name]) => name)).toEqual([
      'Ann',
      null,
      'Cid',
      'Bob',
    ])
  })
})
