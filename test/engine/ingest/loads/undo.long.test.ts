import { expect, it } from 'vitest'
import type { LoadMode } from '../../../../src/contract/imports.ts'
import { openEngine, runImport, still, upload } from '../engine-fixture.ts'
import type { TestEngine } from '../engine-fixture.ts'
import { modelState } from './model-state.ts'

const deals = 'Deal ID,Deal Name,Account Name,Deal Stage,Deal Amount,Currency,Create Date,Product,Date entered Negotiation\n'
const first = `${deals}D1,One,Acme,Proposal,100,CNY,2025-01-01,Pump,\nD2,Two,ACME ,Proposal,200,CNY,2025-01-02,,\nD3,Three,Beta,Won,300,CNY,2025-01-03,Valve,2025-01-05\n`
const second = `${deals}D1,One,Acme,Negotiation,150,CNY,2025-01-01,Valve,2025-01-20\nD2,Two,ACME ,Proposal,200,CNY,2025-01-02,,\nD4,Four,Gamma,Proposal,400,USD,2025-02-01,Pump,\n`
const third = 'Account ID,Account Name,Industry,Mood\nA1,Acme,Retail,7\nA2,Gamma,Energy,good\n'

async function take(engine: TestEngine, files: Record<string, string>, mode: LoadMode = 'upsert', answers = {}): Promise<number | null> {
  const uploads = await Promise.all(Object.entries(files).map(([name, text]) => upload(engine, name, text)))
  return (await runImport(engine, { uploads, mode, answers })).load
}

async function stateAfter(work: (engine: TestEngine) => Promise<void>): Promise<Record<string, unknown>> {
  const engine = await openEngine()
  try {
    await work(engine)
  } finally {
    await engine.close()
  }
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

const all: readonly [Record<string, string>, LoadMode][] = [
  [{ 'deals.csv': first }, 'upsert'],
  [{ 'accounts.csv': third }, 'upsert'],
  [{ 'deals.csv': second }, 'full'],
]
async function takeOnly(engine: TestEngine, keep: readonly number[]): Promise<void> {
  for (const index of keep) {
    const [files, mode] = all[index]!
    await take(engine, files, mode, { 'deals.csv#vanishing': 'gone' })
  }
}

it.each([1, 2, 3])('without load %i of three the workspace is what the others make alone', async (gone) => {
  const alone = await stateAfter((engine) =>
    takeOnly(
      engine,
      [0, 1, 2].filter((index) => index !== gone - 1),
    ),
  )
  const undone = await stateAfter(async (engine) => {
    await takeOnly(engine, [0, 1, 2])
    await engine.handlers.imports.setLoad({ load: gone, undone: true }, still)
  })
  expect(undone).toEqual(alone)
})

it('a load that is done again is as if it had never been undone', async () => {
  const whole = await stateAfter((engine) => takeOnly(engine, [0, 1, 2]))
  const again = await stateAfter(async (engine) => {
    await takeOnly(engine, [0, 1, 2])
    await engine.handlers.imports.setLoad({ load: 1, undone: true }, still)
    await engine.handlers.imports.setLoad({ load: 1, undone: false }, still)
  })
  expect(again).toEqual(whole)
})

it('a load that is not there is said to be missing', async () => {
  const engine = await openEngine()
  await expect(engine.handlers.imports.setLoad({ load: 7, undone: true }, still)).rejects.toMatchObject({ code: 'load-missing' })
  await engine.close()
})
