import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FileOutcome } from '../../../src/contract/imports.ts'
import { openTestWorkspace, uploadText } from './import-fixture.ts'
import type { TestWorkspace } from './import-fixture.ts'
import { load } from './load-fixture.ts'
import type { LoadOptions } from './load-fixture.ts'
import { proposeImport } from '../../../src/engine/ingest/recognise/propose-import.ts'
import { installMacros } from '../../../src/engine/ingest/macros.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let workspace: TestWorkspace
beforeEach(async () => {
  workspace = await openTestWorkspace()
})
afterEach(() => workspace.database.close())

const rows = async (sql: string): Promise<Record<string, unknown>[]> => await workspace.database.rows(sql)

async function importText(files: Readonly<Record<string, string>>, options?: LoadOptions): Promise<FileOutcome[]> {
  const uploads = []
  for (const [name, text] of Object.entries(files)) uploads.push(await uploadText(workspace, name, text))
  return [...(await load(workspace, uploads, options)).files]
}

async function importOne(name: string, text: string, options?: LoadOptions): Promise<FileOutcome> {
  const [outcome] = await importText({ [name]: text }, options)
  if (outcome === undefined) throw new Error('no outcome')
  return outcome
}

const deals = 'Deal ID,Deal Name,Account Name,Deal Stage,Amount,Create Date\n'

describe('doubts and decisions', () => {
  const ambiguous = 'Deal ID,Deal Stage,Amount,Create Date\nD1,Proposal,1,03/04/2025\nD2,Proposal,1,05/06/2025\n'

  it('asks about dates that can be read two ways, keeps them as text meanwhile, and takes the answer', async () => {
    const undecided = await importOne('deals.csv', ambiguous)
    expect(
      undecided.openQuestions.map(({ id, column, choices }) => [id, column, choices.map(({ value, example }) => `${value} ${example}`)]),
    ).toEqual([['deals.csv#Create Date:date-order', 'Create Date', ['dmy 2025-04-03', 'mdy 2025-03-04']]])
    expect(await rows('select x_create_date, created_at from model.opportunity order by source_id')).toEqual([
      { x_create_date: '03/04/2025', created_at: null },
      { x_create_date: '05/06/2025', created_at: null },
    ])
    const decided = await importOne('deals.csv', ambiguous, { answers: { 'deals.csv#Create Date:date-order': 'dmy' } })
    expect([decided.openQuestions, decided.updated]).toEqual([[], 2])
    expect(await rows('select created_at from model.opportunity order by source_id')).toEqual([
      { created_at: '2025-04-03 00:00:00' },
      { created_at: '2025-06-05 00:00:00' },
    ])
  })

  it('lets another date column of the file decide', async () => {
    const outcome = await importOne(
      'deals.csv',
      'Deal ID,Deal Stage,Amount,Create Date,Last Modified Date\nD1,Proposal,1,03/04/2025,03/25/2025\n',
    )
    expect(outcome.openQuestions).toEqual([])
    expect(await rows('select created_at from model.opportunity')).toEqual([{ created_at: '2025-03-04 00:00:00' }])
  })

  it('asks which of two columns is the amount', async () => {
    const text = 'Deal ID,Deal Stage,Deal Value,Deal Amount\nD1,Proposal,1,2\n'
    const undecided = await importOne('deals.csv', text)
    expect(undecided.openQuestions.map(({ id, choices }) => [id, choices.map(({ value }) => value)])).toEqual([
      ['deals.csv#opportunity.amount', ['Deal Value', 'Deal Amount']],
    ])
    await importOne('deals.csv', text, { answers: { 'deals.csv#opportunity.amount': 'Deal Amount' } })
    expect(await rows('select amount::integer as amount from model.opportunity')).toEqual([{ amount: 2 }])
  })

  it('follows a recipe before its own guess, and refuses one that speaks of what is not there', async () => {
    const text = 'key,what,worth,colour\nD1,Offer,10,red\n'
    const columns = {
      key: { target: 'opportunity.source_id' },
      what: { target: 'opportunity.stage' },
      worth: { target: 'opportunity.amount' },
      colour: { target: 'skip' },
    }
    const outcome = await importOne('odd.csv', text, { recipe: { version: 1, files: [{ name: 'o*.csv', kind: 'opportunity', columns }] } })
    expect([outcome.recognisedAs, outcome.loaded, outcome.confidence]).toEqual(['opportunity', 1, 1])
    expect(await rows('select source_id, stage, amount::integer as amount from model.opportunity')).toEqual([
      { source_id: 'D1', stage: 'Offer', amount: 10 },
    ])
    expect(await rows('select count(*) as fields from meta.custom_column')).toEqual([{ fields: 0 }])
    const broken = {
      version: 1 as const,
      files: [{ name: 'odd.csv', kind: 'opportunity' as const, columns: { key: { target: 'opportunity.colour' } } }],
    }
    await expect(importOne('odd.csv', text, { recipe: broken })).rejects.toMatchObject({ code: 'invalid-recipe' })
    await expect(
      importOne('odd.csv', text, { recipe: { version: 1, files: [{ name: 'odd.csv', columns: { nothing: { target: null } } }] } }),
    ).rejects.toMatchObject({ code: 'invalid-recipe' })
    await expect(
      importOne('odd.csv', text, {
        recipe: {
          version: 1,
          files: [
            {
              name: 'odd.csv',
              kind: 'opportunity',
              columns: { worth: { target: 'opportunity.created_at', type: 'date', format: `%Q'; drop table x` } },
            },
          ],
        },
      }),
    ).rejects.toMatchObject({ code: 'invalid-recipe' })
  })

  it('says why for every column, in both languages', async () => {
    const uploads = [await uploadText(workspace, 'deals.csv', `${deals}D1,One,Acme,Proposal,100,2025-01-01\n`)]
    const [draft] = await workspace.database.transaction(async (transaction) => {
      await installMacros(transaction)
      return await proposeImport(transaction, uploads, { answers: {} }, workspace.remembered)
    })
    for (const { reason, confidence } of draft?.columns ?? []) {
      expect(reason.zh).toMatch(/\p{Script=Han}/u)
      expect(reason.en).toMatch(/[a-z]/)
      expect(confidence).toBeGreaterThan(0)
    }
  })
})
