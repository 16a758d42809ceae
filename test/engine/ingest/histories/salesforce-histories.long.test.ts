import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FileOutcome } from '../../../../src/contract/imports.ts'
import { openTestWorkspace, uploadText } from '../import-fixture.ts'
import type { TestWorkspace } from '../import-fixture.ts'
import { load } from '../load-fixture.ts'
import { changesOf, visitsOf } from './read-histories.ts'
import { changes, deals, fieldHistory, saves, savesNewestFirst, savesOfFebruary, savesOfJanuary, users, visits } from './salesforce-set.ts'

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

const dealFile = ['Opportunity.csv', deals] as const
const userFile = ['User.csv', users] as const
const saveFile = ['OpportunityHistory.csv', saves] as const
const fieldFile = ['OpportunityFieldHistory.csv', fieldHistory] as const

const orders = {
  'all at once': [[dealFile, userFile, saveFile, fieldFile]],
  'deals first': [[userFile], [dealFile], [saveFile], [fieldFile]],
  'histories first': [[fieldFile], [saveFile], [userFile], [dealFile]],
  'newest rows first': [[['OpportunityHistory.csv', savesNewestFirst] as const], [fieldFile, dealFile, userFile]],
  'the later half first': [
    [['OpportunityHistory-02.csv', savesOfFebruary] as const],
    [userFile, dealFile, fieldFile],
    [['OpportunityHistory-01.csv', savesOfJanuary] as const],
  ],
}

describe('histories as Salesforce keeps them', () => {
  for (const [name, loads] of Object.entries(orders)) {
    it(`give the same changes and visits: ${name}`, async () => {
      for (const files of loads) await importAll(files)
      expect(await changesOf(workspace)).toEqual(changes)
      expect(await visitsOf(workspace)).toEqual(visits)
    })
  }

  it('say what they gave, and which rows speak of something unknown', async () => {
    const [, , saved, fields] = await importAll([dealFile, userFile, saveFile, fieldFile])
    expect(saved).toMatchObject({ recognisedAs: 'stage_visit', rowsRead: 9, loaded: 9, quarantined: 0 })
    expect(saved?.histories).toMatchObject({ entity: 'opportunity', visits: 7, changes: 30, gaps: 0, unmatched: [] })
    expect(fields).toMatchObject({ recognisedAs: 'field_change', rowsRead: 6, loaded: 6, quarantined: 0 })
    expect(fields?.histories).toMatchObject({ visits: 2, changes: 5, gaps: 0, unmatched: [{ reason: 'no-field', rows: 1 }] })
  })

  it('list every row of a deal that has not come yet', async () => {
    const [fields] = await importAll([fieldFile])
    expect(fields?.histories?.unmatched).toMatchObject([{ reason: 'no-record', rows: 5 }])
  })

  it('add nothing when they come again, and only what is new when they overlap', async () => {
    await importAll([dealFile, userFile, saveFile, fieldFile])
    const before = await workspace.database.rows('select * exclude (row_hash) from model.field_change order by id')
    const again = await importAll([
      ['copy.csv', `${fieldHistory}\n`],
      ['OpportunityHistory.csv', `${saves}\n`],
    ])
    expect(again.map(({ status, loaded, updated, unchanged }) => [status, loaded, updated, unchanged])).toEqual([
      ['unchanged', 0, 0, 6],
      ['unchanged', 0, 0, 9],
    ])
    expect(await workspace.database.rows('select * exclude (row_hash) from model.field_change order by id')).toEqual(before)
  })

  it('take only the new rows of a later export', async () => {
    await importAll([dealFile, userFile, ['OpportunityHistory.csv', savesOfJanuary]])
    const [later] = await importAll([['OpportunityHistory.csv', savesOfFebruary]])
    expect(later).toMatchObject({ rowsRead: 7, loaded: 6, updated: 0, unchanged: 1 })
  })
})
