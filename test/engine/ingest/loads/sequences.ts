import fc from 'fast-check'
import type { LoadMode } from '../../../../src/contract/imports.ts'
import { openEngine, runImport, still, upload } from '../engine-fixture.ts'
import type { TestEngine } from '../engine-fixture.ts'
import { modelState } from './model-state.ts'

interface Import {
  readonly files: Readonly<Record<string, string>>
  readonly mode: LoadMode
}

type Step = { readonly kind: 'import'; readonly what: Import } | { readonly kind: 'undo' | 'redo'; readonly nth: number }

const pick = <T>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values)
const cells = (columns: Record<string, fc.Arbitrary<string>>, key: string, optional: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.subarray([...optional]), fc.uniqueArray(fc.record(columns), { selector: (row) => row[key], minLength: 1, maxLength: 5 }))
    .map(([left, rows]) => {
      const heads = Object.keys(columns).filter((column) => !left.includes(column))
      return `${heads.join(',')}\n${rows.map((row) => heads.map((head) => row[head]).join(',')).join('\n')}\n`
    })

const accounts = pick('Acme', 'ACME ', 'Beta GmbH', 'Gamma', 'A1')
const deals = cells(
  {
    'Deal ID': pick('D1', 'D2', 'D3', 'D4', 'D5', 'D6'),
    'Deal Name': pick('One', 'Two', 'Three'),
    'Account Name': accounts,
    'Deal Stage': pick('Proposal', 'Negotiation', 'Closed Won', 'Closed Lost'),
    'Deal Amount': pick('100', '250.5', '1000', ''),
    Currency: pick('CNY', 'USD'),
    'Create Date': pick('2025-01-01', '2025-02-01', 'soon'),
    Product: pick('Pump', 'Valve', ''),
    Mood: pick('1', '2', 'good', ''),
  },
  'Deal ID',
  ['Deal Amount', 'Product', 'Mood', 'Currency'],
)
const companies = cells(
  {
    'Account ID': pick('A1', 'A2', 'A3'),
    'Account Name': pick('Acme', 'Beta GmbH', 'Gamma', 'Delta'),
    Industry: pick('Retail', 'Energy', ''),
    Mood: pick('1', '2.5', '2025-01-01', ''),
  },
  'Account ID',
  ['Industry', 'Mood'],
)
const spend = cells(
  { Date: pick('2025-01-01', '2025-01-02'), Channel: pick('Web', 'Fair'), Spend: pick('10', '20', '30'), Nth: pick('1', '2', '3') },
  'Nth',
  ['Nth'],
)
const notes = cells({ Thing: pick('a', 'b', 'c'), Weight: pick('1', '2', 'heavy') }, 'Thing', ['Weight'])

const importing: fc.Arbitrary<Step> = fc
  .record({
    files: fc.oneof(
      deals.map((text) => ({ 'deals.csv': text })),
      companies.map((text) => ({ 'accounts.csv': text })),
      fc.tuple(deals, companies).map(([one, other]) => ({ 'deals.csv': one, 'accounts.csv': other })),
      spend.map((text) => ({ 'marketing spend.csv': text })),
      notes.map((text) => ({ 'weights.csv': text })),
    ),
    mode: pick<LoadMode>('upsert', 'upsert', 'full', 'append', 'replace'),
  })
  .map((what) => ({ kind: 'import', what }))
const turning: fc.Arbitrary<Step> = fc.record({ kind: pick<'undo' | 'redo'>('undo', 'undo', 'redo'), nth: fc.nat(9) })

/** Loads and undos in any order. */
export const sequence = fc
  .tuple(fc.array(importing, { minLength: 2, maxLength: 4 }), fc.array(turning, { minLength: 1, maxLength: 3 }))
  .chain(([imports, turns]) =>
    fc
      .shuffledSubarray([...imports.slice(1), ...turns], { minLength: imports.length + turns.length - 1 })
      .map((rest) => [imports[0]!, ...rest]),
  )

const answers = { 'deals.csv#vanishing': 'gone', 'accounts.csv#vanishing': 'gone' }

async function take(engine: TestEngine, { files, mode }: Import): Promise<number | null> {
  const uploads: string[] = []
  for (const [name, text] of Object.entries(files)) uploads.push(await upload(engine, name, text))
  return (await runImport(engine, { uploads, mode, answers })).load
}

type State = Readonly<Record<string, unknown>>

/** The state after a sequence, and the state of a workspace that was only ever given the imports which stand in the end. */
export async function bothWays(steps: readonly Step[]): Promise<{ readonly played: State; readonly plain: State }> {
  const engine = await openEngine()
  const loads: { readonly id: number; readonly what: Import; undone: boolean }[] = []
  for (const step of steps) {
    if (step.kind === 'import') {
      const id = await take(engine, step.what)
      if (id !== null) loads.push({ id, what: step.what, undone: false })
      continue
    }
    const load = loads[step.nth % Math.max(1, loads.length)]
    if (load === undefined) continue
    load.undone = step.kind === 'undo'
    await engine.handlers.imports.setLoad({ load: load.id, undone: load.undone }, still)
  }
  await engine.close()
  const other = await openEngine()
  for (const { what, undone } of loads) if (!undone) await take(other, what)
  await other.close()
  return { played: await modelState(engine.folder), plain: await modelState(other.folder) }
}
