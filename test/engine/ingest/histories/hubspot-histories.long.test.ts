import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FileOutcome } from '../../../../src/contract/imports.ts'
import { openTestWorkspace, uploadText } from '../import-fixture.ts'
import type { TestWorkspace } from '../import-fixture.ts'
import { load } from '../load-fixture.ts'
import { changes, deals, history, historyTwice, stages, visits } from './hubspot-set.ts'
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

const dealFile = ['deals.csv', deals] as const
const stageFile = ['stages.csv', stages] as const
const historyFile = ['deal_property_history.csv', history] as const
/** Two amounts of one moment have no order of their own: they are looked at apart. */
const isTied = (row: readonly (string | null)[]): boolean => row[0] === 'Trial South' && row[2] === '2024-02-10 09:00:00'

describe('property histories as HubSpot keeps them', () => {
  for (const [name, loads] of Object.entries({
    'all at once': [[dealFile, stageFile, historyFile]],
    'deals first': [[stageFile], [dealFile], [historyFile]],
    'history first': [[historyFile], [dealFile], [stageFile]],
    'the same change twice in a file': [[dealFile, stageFile, ['history.csv', historyTwice] as const]],
  })) {
    it(`give the same changes and visits: ${name}`, async () => {
      for (const files of loads) await importAll(files)
      const found = await changesOf(workspace)
      expect(found.filter((row) => !isTied(row))).toEqual(changes)
      expect(found.filter(isTied).map((row) => row[4])).toEqual(expect.arrayContaining([null, 'soon']))
      expect(await visitsOf(workspace)).toEqual(visits)
    })
  }

  it('list what can not be joined, each row with its reason', async () => {
    const [, , outcome] = await importAll([dealFile, stageFile, historyFile])
    expect(outcome).toMatchObject({ recognisedAs: 'field_change', rowsRead: 19, loaded: 19, unchanged: 0, quarantined: 0 })
    expect(outcome?.histories).toMatchObject({ entity: 'opportunity', visits: 6, changes: 19 })
    expect(outcome?.histories?.unmatched.map(({ reason, rows }) => [reason, rows])).toEqual([
      ['no-record', 1],
      ['no-field', 1],
      ['untyped', 1],
    ])
  })

  it('count a change that stands twice once, and the other as nothing new', async () => {
    const [outcome] = await importAll([['deal_property_history.csv', historyTwice]])
    expect(outcome).toMatchObject({ rowsRead: 21, loaded: 19, unchanged: 2, quarantined: 0 })
  })
})
