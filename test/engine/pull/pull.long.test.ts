import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { still } from '../ingest/engine-fixture.ts'
import { PullBench } from './pull-fixture.ts'
import { TestSource } from './test-source.ts'

let source: TestSource
let bench: PullBench

beforeEach(async () => {
  source = await TestSource.start()
  bench = await PullBench.open()
})
afterEach(async () => {
  await bench.close()
  await source.stop()
})

/** What the source itself holds, written as the workspace's deals are. */
const atSource = (): string[] => source.deals.toSorted((a, b) => a.id - b.id).map(({ id, stage, value }) => `crm:${id} ${stage} ${value}`)

describe('a pull', () => {
  it('takes everything first and then only what changed, as loads that can be undone', async () => {
    source.add(8)
    await bench.connect(source.url)
    const first = await bench.pull()
    expect(first.objects[0]).toMatchObject({ mode: 'full', records: 8, inSource: 8, held: 8, state: 'done' })
    expect(await bench.deals()).toEqual(atSource())

    source.edit(2, { stage: 'Won', changed: '2026-02-20T10:00:00Z' })
    source.add(1)
    // Deal 9 was created on 9 January, before the last stamp seen: the overlap does not reach it, the source's list of ids does.
    bench.time = new Date('2026-03-02T12:00:00Z')
    const second = await bench.pull()
    expect(second.objects[0]).toMatchObject({ mode: 'incremental', inSource: 9, held: 9 })
    expect(second.objects[0]!.records).toBeLessThan(9)
    expect(await bench.deals()).toEqual(atSource())

    expect((await bench.handlers.imports.loads({}, still)).loads.map(({ id }) => id)).toEqual([second.load, first.load])
    await bench.handlers.imports.setLoad({ load: second.load!, undone: true }, still)
    expect((await bench.deals()).slice(0, 2)).toEqual(['crm:1 Proposal 100.50', 'crm:2 Proposal 200.50'])
    // The place from which the next pull goes on went with the load.
    await bench.pull()
    expect(await bench.deals()).toEqual(atSource())
  })

  it('proves a number down to the page and the record it came in', async () => {
    source.add(5)
    await bench.connect(source.url)
    await bench.pull()
    const [row] = await bench.rows<{ hash: string; row: number }>(
      `select f.hash, o.row_number as row from model.opportunity o join meta.file f on f.id = o.file_id where o.source_id = 'crm:5'`,
    )
    const { headers, cells } = await bench.handlers.reports.sourceRow({ hash: row!.hash, sheet: null, row: row!.row }, still)
    // Three records to a page: the fifth is the second of page two.
    expect(Object.fromEntries(headers.map((header, index) => [header, cells[index]]))).toMatchObject({
      Name: 'Deal 5',
      $page: '2',
      $record: '2',
    })
  })

  it('tells deleted, archived and merged records apart', async () => {
    source.add(6)
    await bench.connect(source.url)
    await bench.pull()
    source.remove(3)
    source.edit(4, { archived: true, changed: '2026-02-21T10:00:00Z' })
    source.edit(5, { merged_into: 6, changed: '2026-02-21T10:00:00Z' })
    const run = await bench.pull()
    expect(run.objects[0]).toMatchObject({ deleted: 1, archived: 1, merged: 1, state: 'done' })
    expect((await bench.deals()).map((deal) => deal.split(' ')[0])).toEqual(['crm:1', 'crm:2', 'crm:4', 'crm:6'])
    expect(await bench.rows(`select source_id from model.opportunity where is_deleted order by 1`)).toEqual([
      { source_id: 'crm:3' },
      { source_id: 'crm:5' },
    ])
  })

  it('makes no load where nothing is new', async () => {
    source.add(4)
    await bench.connect(source.url)
    const { load } = await bench.pull()
    expect((await bench.pull()).load).toBeNull()
    expect((await bench.handlers.imports.loads({}, still)).loads.map(({ id }) => id)).toEqual([load])
  })

  it('asks with the secret, and reads only', async () => {
    source.add(4)
    await bench.connect(source.url)
    await bench.pull()
    expect(new Set(source.seen.map(({ method }) => method))).toEqual(new Set(['GET']))
    expect(new Set(source.seen.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer tok-5f3c9e-never-shown']))
  })
})
