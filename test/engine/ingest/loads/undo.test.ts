import { expect, it } from 'vitest'
import type { LoadMode } from '../../../../src/contract/imports.ts'
import { openEngine, runImport, still, upload } from '../engine-fixture.ts'
import type { TestEngine } from '../engine-fixture.ts'
import { modelState } from './model-state.ts'

const deals = 'Deal ID,Deal Name,Account Name,Deal Stage,Deal Amount,Currency,Create Date\n'
const first = `${deals}D1,One,Acme,Proposal,100,CNY,2025-01-01\nD2,Two,ACME ,Proposal,200,CNY,2025-01-02\nD3,Three,Beta,Won,300,CNY,2025-01-03\n`
const second = `${deals}D1,One,Acme,Negotiation,150,CNY,2025-01-01\nD2,Two,ACME ,Proposal,200,CNY,2025-01-02\nD4,Four,Gamma,Proposal,400,USD,2025-02-01\n`
const third = 'Account ID,Account Name,Industry,Mood\nA1,Acme,Retail,7\nA2,Gamma,Energy,good\n'

async function take(engine: TestEngine, files: Record<string, string>, mode: LoadMode = 'upsert', answers = {}): Promise<number | null> {
  const uploads = await Promise.all(Object.entries(files).map(([name, text]) => upload(engine, name, text)))
  return (await runImport(engine, { uploads, mode, answers })).load
}

async function stateAfter(work: (engine: TestEngine) => Promise<void>): Promise<Record<string, unknown>> {
  const engine = await openEngine()
  await work(engine).finally(() => engine.close())
  return await modelState(engine.folder)
}

it('a load that is undone leaves what was before it', async () => {
  const before = await stateAfter(async (engine) => void (await take(engine, { 'deals.csv': first })))
  const after = await stateAfter(async (engine) => {
    await take(engine, { 'deals.csv': first })
    const load = await take(engine, { 'deals.csv': second, 'accounts.csv': third }, 'full', { 'deals.csv#vanishing': 'gone' })
    await engine.handlers.imports.setLoad({ load: load ?? 0, undone: true }, still)
    const { loads } = await engine.handlers.imports.loads({}, still)
    expect(loads.map(({ id, undone }) => ({ id, undone }))).toEqual([
      { id: 2, undone: true },
      { id: 1, undone: false },
    ])
  })
  expect(after).toEqual(before)
})

it('a load in the middle that is undone leaves what the others make alone, and comes back when it is done again', async () => {
  const all: [Record<string, string>, LoadMode][] = [
    [{ 'deals.csv': first }, 'upsert'],
    [{ 'accounts.csv': third }, 'upsert'],
    [{ 'deals.csv': second }, 'full'],
  ]
  const run = async (engine: TestEngine, keep: readonly number[]): Promise<void> => {
    for (const index of keep) {
      const [files, mode] = all[index]!
      await take(engine, files, mode, { 'deals.csv#vanishing': 'gone' })
    }
  }
  const whole = await stateAfter((engine) => run(engine, [0, 1, 2]))
  for (const gone of [0, 1, 2]) {
    const alone = await stateAfter((engine) =>
      run(
        engine,
        [0, 1, 2].filter((index) => index !== gone),
      ),
    )
    const undone = await stateAfter(async (engine) => {
      await run(engine, [0, 1, 2])
      await engine.handlers.imports.setLoad({ load: gone + 1, undone: true }, still)
    })
    expect(undone, `without load ${gone + 1}`).toEqual(alone)
    const again = await stateAfter(async (engine) => {
      await run(engine, [0, 1, 2])
      await engine.handlers.imports.setLoad({ load: gone + 1, undone: true }, still)
      await engine.handlers.imports.setLoad({ load: gone + 1, undone: false }, still)
    })
    expect(again, `load ${gone + 1} done again`).toEqual(whole)
  }
})

it('a load that is not there is said to be missing', async () => {
  const engine = await openEngine()
  await expect(engine.handlers.imports.setLoad({ load: 7, undone: true }, still)).rejects.toMatchObject({ code: 'load-missing' })
  await engine.close()
})
