import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ImportProgress } from '../../../src/contract/imports.ts'
import { openEngine, runImport, still, upload } from './engine-fixture.ts'
import type { TestEngine } from './engine-fixture.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let engine: TestEngine
beforeEach(async () => {
  engine = await openEngine()
})
afterEach(() => engine.close())

const deals =
  'Deal ID,Deal Name,Account Name,Product,Deal Stage,Amount,Create Date\nD1,One,Acme,GTXPro,Proposal,100,2025-01-01\nD2,Two,Acme,GTX Pro,Closed Won,200,2025-01-02\n'
const products = 'Product,Series,Price\nGTX Pro,GTX,550\n'

describe('imports', () => {
  it('refuses one file and loads the others', async () => {
    const uploads = [
      await upload(engine, 'empty.csv', ''),
      await upload(engine, 'deals.csv', deals),
      await upload(engine, 'headers.csv', 'Deal ID,Deal Stage\n'),
      await upload(engine, 'picture.png', new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13])),
    ]
    const proposals = (await engine.handlers.imports.propose({ uploads, answers: {} }, still)).files
    expect(proposals.map(({ name, problem }) => [name, problem?.code ?? null])).toEqual([
      ['empty.csv', 'file-empty'],
      ['deals.csv', null],
      ['headers.csv', 'file-header-only'],
      ['picture.png', 'file-unsupported'],
    ])
    const { files, load } = await runImport(engine, { uploads })
    expect(files.map(({ name, status, problem, loaded }) => [name, status, problem?.code ?? null, loaded])).toEqual([
      ['empty.csv', 'refused', 'file-empty', 0],
      ['deals.csv', 'loaded', null, 2],
      ['headers.csv', 'refused', 'file-header-only', 0],
      ['picture.png', 'refused', 'file-unsupported', 0],
    ])
    expect(load).toBe(1)
    for (const { problem } of files)
      if (problem) expect([problem.message.zh.length > 5, problem.message.en.length > 5]).toEqual([true, true])
  })

  it('makes no load where every file is refused', async () => {
    const { load, dataVersion, files } = await runImport(engine, { uploads: [await upload(engine, 'empty.csv', '')] })
    expect([load, dataVersion, files.map(({ status }) => status)]).toEqual([null, 0, ['refused']])
  })

  it('leaves out what the user left out', async () => {
    const uploads = [await upload(engine, 'deals.csv', deals), await upload(engine, 'products.csv', products)]
    const proposals = (await engine.handlers.imports.propose({ uploads, answers: {} }, still)).files
    const { files } = await runImport(engine, { uploads, skip: [proposals[0]?.id ?? ''] })
    expect(files.map(({ name, status }) => [name, status])).toEqual([
      ['deals.csv', 'skipped'],
      ['products.csv', 'loaded'],
    ])
  })

  it('reports progress that only grows and ends with done', async () => {
    const seen: ImportProgress[] = []
    await runImport(
      engine,
      { uploads: [await upload(engine, 'deals.csv', deals), await upload(engine, 'products.csv', products)] },
      { progress: (progress) => seen.push(progress) },
    )
    const fractions = seen.map(({ fraction }) => fraction)
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
    expect(seen.at(-1)).toEqual({ step: 'done', file: null, fraction: 1 })
    expect([...new Set(seen.map(({ step }) => step))]).toEqual(['reading', 'recognising', 'loading', 'linking', 'building', 'done'])
  })

  it.each(['reading', 'recognising', 'loading', 'linking', 'building'])(
    'leaves everything as it was when it is cancelled while %s',
    async (step) => {
      await runImport(engine, { uploads: [await upload(engine, 'products.csv', products)] })
      const before = [
        await engine.handlers.imports.loads({}, still),
        await engine.handlers.workspace.info({}, still),
        readdirSync(`${engine.folder}/sources`),
      ]
      const abort = new AbortController()
      const uploads = [await upload(engine, 'deals.csv', deals)]
      const running = runImport(
        engine,
        { uploads },
        { signal: abort.signal, progress: (progress) => progress.step === step && abort.abort() },
      )
      await expect(running).rejects.toMatchObject({ code: 'cancelled' })
      expect([
        await engine.handlers.imports.loads({}, still),
        await engine.handlers.workspace.info({}, still),
        readdirSync(`${engine.folder}/sources`),
      ]).toEqual(before)
      const { files } = await runImport(engine, { uploads })
      expect(files.map(({ loaded }) => loaded)).toEqual([2])
    },
  )

  it('remembers a confirmed mapping for the next file with the same headers', async () => {
    const odd = (id: string): string => `key,what,worth\n${id},Proposal,10\n`
    const recipe = {
      version: 1 as const,
      files: [
        {
          name: 'odd.csv',
          kind: 'opportunity' as const,
          columns: {
            key: { target: 'opportunity.source_id' },
            what: { target: 'opportunity.stage' },
            worth: { target: 'opportunity.amount' },
          },
        },
      ],
    }
    await runImport(engine, { uploads: [await upload(engine, 'odd.csv', odd('D1'))], recipe })
    const uploads = [await upload(engine, 'another name.csv', odd('D2'))]
    const [proposal] = (await engine.handlers.imports.propose({ uploads, answers: {} }, still)).files
    expect([proposal?.kind, proposal?.columns.map(({ target }) => target)]).toEqual([
      'opportunity',
      ['opportunity.source_id', 'opportunity.stage', 'opportunity.amount'],
    ])
    expect((await runImport(engine, { uploads })).files.map(({ recognisedAs, loaded }) => [recognisedAs, loaded])).toEqual([
      ['opportunity', 1],
    ])
    expect((await engine.handlers.documents.list({ kind: 'recipe' }, still)).documents).toHaveLength(1)
  })

  it('shows a match, undoes it and makes it again', async () => {
    await runImport(engine, { uploads: [await upload(engine, 'products.csv', products), await upload(engine, 'deals.csv', deals)] })
    const [match] = (await engine.handlers.imports.matches({}, still)).matches
    expect(match).toMatchObject({ entity: 'product', from: 'GTXPro', to: 'GTX Pro', rows: 1, undone: false })
    const before = await engine.handlers.workspace.info({}, still)
    await engine.handlers.imports.setMatch({ id: match?.id ?? 0, undone: true }, still)
    expect((await engine.handlers.imports.matches({}, still)).matches).toMatchObject([
      { from: 'GTXPro', to: 'GTX Pro', rows: 1, undone: true },
    ])
    expect((await engine.handlers.workspace.info({}, still)).dataVersion).toBe(before.dataVersion + 1)
    await runImport(engine, { uploads: [await upload(engine, 'products.csv', `${products}GTX Basic,GTX,100\n`)] })
    expect((await engine.handlers.imports.matches({}, still)).matches).toMatchObject([{ from: 'GTXPro', undone: true }])
    await engine.handlers.imports.setMatch({ id: match?.id ?? 0, undone: false }, still)
    expect((await engine.handlers.imports.matches({}, still)).matches).toMatchObject([
      { from: 'GTXPro', to: 'GTX Pro', rows: 1, undone: false },
    ])
  })

  it('lists loads newest first and the rows put aside, page by page', async () => {
    const bad = (count: number): string =>
      `Deal ID,Deal Stage,Amount\n${Array.from({ length: 40 }, (_, index) => `D${index},Proposal,${index < count ? 'soon' : index}\n`).join('')}`
    await runImport(engine, { uploads: [await upload(engine, 'products.csv', products)] })
    await runImport(engine, { uploads: [await upload(engine, 'deals.csv', bad(3))] })
    const { loads } = await engine.handlers.imports.loads({}, still)
    expect(loads.map(({ id, at, mode, undone, files }) => [id, at, mode, undone, files.map(({ name }) => name)])).toEqual([
      [2, '2026-10-08T01:02:03.004Z', 'upsert', false, ['deals.csv']],
      [1, '2026-10-08T01:02:03.004Z', 'upsert', false, ['products.csv']],
    ])
    const page = await engine.handlers.imports.quarantine({ load: 2, offset: 1, limit: 1 }, still)
    expect(page).toMatchObject({
      total: 3,
      rows: [{ load: 2, file: 'deals.csv', sheet: null, row: 2, column: 'Amount', value: 'soon', original: 'D1,Proposal,soon' }],
    })
    expect((await engine.handlers.imports.quarantine({ load: 1, offset: 0, limit: 10 }, still)).total).toBe(0)
  })

  it('tells everybody who is looking that the data changed', async () => {
    const seen: unknown[] = []
    const abort = new AbortController()
    const watching = engine.handlers.workspace
      .watch({}, { signal: abort.signal, progress: (change) => seen.push(change) })
      .catch(() => undefined)
    const { dataVersion } = await runImport(engine, { uploads: [await upload(engine, 'deals.csv', deals)] })
    expect(seen.at(-1)).toMatchObject({ kind: 'data', dataVersion })
    abort.abort()
    await watching
  })

  it('fails with upload-incomplete for an upload nobody sent', async () => {
    await expect(runImport(engine, { uploads: ['nothing'] })).rejects.toMatchObject({ code: 'upload-incomplete' })
  })
})
