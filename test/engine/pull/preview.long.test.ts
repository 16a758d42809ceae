import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Connection } from '../../../src/contract/pulls.ts'
import { still } from '../ingest/engine-fixture.ts'
import { PullBench, secret } from './pull-fixture.ts'
import { TestSource, dealsDescription } from './test-source.ts'

let source: TestSource
let bench: PullBench
beforeAll(async () => void ([source, bench] = await Promise.all([TestSource.start(), PullBench.open()])))
afterAll(async () => {
  await bench?.close()
  await source?.stop()
})
beforeEach(() => void source.deals.splice(0))

const [described] = dealsDescription.objects
const ask = (object: object, name = 'deals') => {
  const connection = Connection.parse({ system: 'rest', url: source.url, rest: { ...dealsDescription, objects: [object] } })
  return bench.handlers.connections.preview({ name: 'crm', connection, secret, object: name }, still)
}

describe('the preview of an object', () => {
  it('shows declared columns with where their values stand, from the first page alone', async () => {
    source.add(5)
    source.seen.splice(0)
    const { kind, records, columns } = await ask(described!)
    expect([kind, records]).toEqual(['opportunity', 3])
    expect(columns.map(({ header, from, target }) => [header, from, target])).toEqual([
      ['Name', 'title', 'opportunity.name'],
      ['Stage', 'stage', 'opportunity.stage'],
      ['Amount', 'value', 'opportunity.amount'],
      ['Company', 'company.name', 'opportunity.account'],
      ['Created', 'created', 'opportunity.created_at'],
      ['Changed', 'changed', 'opportunity.updated_at'],
      ['Region', 'region', null],
    ])
    expect(columns.find(({ header }) => header === 'Amount')).toMatchObject({ type: 'decimal', samples: ['100.50', '200.50', '300.50'] })
    expect(source.seen.map(({ url }) => url)).toEqual(['/crm/deals'])
  })

  it('recognises every field where none is declared; a name with a dot stays one name', async () => {
    source.add(2)
    for (const deal of source.deals) deal['custom.region'] = 'North'
    const { columns: _columns, ...open } = described!
    const { columns } = await ask(open)
    expect(columns.map(({ from }) => from)).toEqual([
      'id',
      'title',
      'stage',
      'value',
      'company.id',
      'company.name',
      'created',
      'changed',
      String.raw`custom\.region`,
    ])
    expect(columns.find(({ from }) => from === 'stage')).toMatchObject({ target: 'opportunity.stage', samples: ['Proposal'] })
  })

  it('is empty where there is nothing, refuses what is not described, and leaves nothing behind', async () => {
    expect(await ask(described!)).toMatchObject({ records: 0, columns: [] })
    await expect(ask(described!, 'people')).rejects.toMatchObject({ code: 'invalid-connection', details: { problem: 'people' } })
    source.add(1)
    const files = async () => (await readdir(bench.folder, { recursive: true })).toSorted()
    const before = await files()
    expect(before).toContain('data.duckdb')
    expect((await ask(described!)).records).toBe(1)
    expect(await files()).toEqual(before)
    expect((await bench.handlers.connections.list({}, still)).connections).toEqual([])
  })
})
