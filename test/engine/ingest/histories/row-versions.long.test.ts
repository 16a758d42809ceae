import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FileOutcome } from '../../../../src/contract/imports.ts'
import { openTestWorkspace, uploadText } from '../import-fixture.ts'
import type { TestWorkspace } from '../import-fixture.ts'
import { load } from '../load-fixture.ts'
import { changesOf, visitsOf } from './read-histories.ts'

let workspace: TestWorkspace

beforeEach(async () => {
  workspace = await openTestWorkspace()
})

afterEach(async () => {
  await workspace.database.close()
})

async function importAll(files: readonly (readonly [string, string])[]): Promise<readonly FileOutcome[]> {
  const uploads = []
  for (const [name, text] of files) uploads.push(await uploadText(workspace, name, text))
  return (await load(workspace, uploads)).files
}

const last = '9999-12-31 23:59:59'
const head = '_fivetran_active,_fivetran_start,_fivetran_end,id,name,stage_name,amount,close_date,created_date,is_deleted,colour_c'
// Gamma: Prospecting at 100, then Proposal at 150 and green, then lasting. Delta: deleted on 5 March with no version after it.
const first = `true,2024-01-01 10:00:00,${last},006G,Gamma,Prospecting,100,2024-06-30,2024-01-01 09:00:00,false,red
true,2024-02-01 10:00:00,${last},006D,Delta,Prospecting,50,2024-06-30,2024-02-01 09:00:00,false,
`
const second = `false,2024-01-01 10:00:00,2024-01-20 09:59:59,006G,Gamma,Prospecting,100,2024-06-30,2024-01-01 09:00:00,false,red
true,2024-01-20 10:00:00,${last},006G,Gamma,Proposal,150,2024-06-30,2024-01-01 09:00:00,false,green
false,2024-02-01 10:00:00,2024-03-05 10:00:00,006D,Delta,Prospecting,50,2024-06-30,2024-02-01 09:00:00,false,
`
const early = ['opportunity_history.csv', `${head}\n${first}`] as const
const late = ['opportunity_history_2.csv', `${head}\n${second}`] as const
const expected = [
  ['Delta', 'is_deleted', '2024-03-05 10:00:00', 'false', 'true'],
  ['Gamma', 'amount', '2024-01-20 10:00:00', '100', '150'],
  ['Gamma', 'colour_c', '2024-01-20 10:00:00', 'red', 'green'],
  ['Gamma', 'stage', '2024-01-20 10:00:00', 'Prospecting', 'Proposal'],
]
const isChange = (row: readonly (string | null)[]): boolean => row[3] !== null

describe('versions of rows', () => {
  it('load the last ones as what they are versions of, and their differences as changes', async () => {
    const [outcome] = await importAll([late])
    expect(outcome).toMatchObject({ recognisedAs: 'field_change', rowsRead: 3, loaded: 3 })
    expect(outcome?.histories).toMatchObject({ entity: 'opportunity', records: 2, visits: 3 })
    expect((await changesOf(workspace)).filter(isChange)).toEqual(expected)
    expect((await changesOf(workspace)).filter((row) => row[0] === 'Gamma' && !isChange(row)).map((row) => [row[1], row[4]])).toEqual([
      ['amount', '100'],
      ['created_at', '2024-01-01 09:00:00'],
      ['expected_close_on', '2024-06-30'],
      ['name', 'Gamma'],
      ['stage', 'Prospecting'],
    ])
    expect(
      await workspace.database.rows('select source_id, name, stage, amount, is_deleted from model.opportunity order by source_id'),
    ).toEqual([
      { source_id: '006D', name: 'Delta', stage: 'Prospecting', amount: '50.0000', is_deleted: true },
      { source_id: '006G', name: 'Gamma', stage: 'Proposal', amount: '150.0000', is_deleted: false },
    ])
    expect(await visitsOf(workspace)).toEqual([
      ['Gamma', 'Prospecting', '2024-01-01 10:00:00', '2024-01-20 10:00:00', 'advanced'],
      ['Gamma', 'Proposal', '2024-01-20 10:00:00', null, 'open'],
    ])
  })

  it('tell the same whichever export comes first, and an older export does not bring back what has ended', async () => {
    await importAll([late])
    const said = await changesOf(workspace)
    await importAll([early])
    expect(await changesOf(workspace)).toEqual(said)
    const [gamma] = await workspace.database.rows<{ stage: string }>(`select stage from model.opportunity where source_id = '006G'`)
    expect(gamma?.stage).toBe('Proposal')
    await workspace.database.close()
    workspace = await openTestWorkspace()
    await importAll([early])
    await importAll([late])
    expect(await changesOf(workspace)).toEqual(said)
    expect(await workspace.database.rows('select source_id, is_deleted from model.opportunity order by 1')).toEqual([
      { source_id: '006D', is_deleted: true },
      { source_id: '006G', is_deleted: false },
    ])
  })

  it('never overwrite what a file of the records themselves says', async () => {
    const deals = 'Id,Name,StageName,Amount,CreatedDate\n006G,Gamma,Negotiation,175,2024-01-01 09:00:00\n'
    await importAll([['Opportunity.csv', deals]])
    const [outcome] = await importAll([late])
    expect(outcome?.histories?.records).toBe(1)
    expect(await workspace.database.rows(`select stage, amount from model.opportunity where source_id = '006G'`)).toEqual([
      { stage: 'Negotiation', amount: '175.0000' },
    ])
  })

  it('say nothing new when they come again', async () => {
    await importAll([late])
    const [copy] = await importAll([['opportunity_copy.csv', `${head}\n${second}\n`]])
    expect(copy).toMatchObject({ status: 'unchanged', loaded: 0, updated: 0, unchanged: 3 })
  })
})
