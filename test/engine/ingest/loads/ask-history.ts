import type { FileRecipe, LoadMode } from '../../../../src/contract/imports.ts'
import { HelmdeckError } from '../../../../src/contract/errors.ts'
import { ReportSpec } from '../../../../src/contract/report-spec.ts'
import { rowsOf } from '../../report/ask.ts'
import { openEngine, runImport, still, upload } from '../engine-fixture.ts'
import type { TestEngine } from '../engine-fixture.ts'
import { openDeals } from './naive-history.ts'
import type { NaiveLoad, OpenDeal, Row } from './naive-history.ts'
import { stages } from './random-history.ts'

export interface Question {
  readonly asOf: string | null
  readonly asKnownOn: string | null
}

/** What is compared: per group its count, sum and weighted sum. */
export type Figures = Readonly<Record<string, readonly [count: number, sum: number, weighted: number]>>

const groups: Readonly<Record<string, { readonly field: string; readonly of: (deal: OpenDeal) => string | null }>> = {
  owner: { field: 'owner.name', of: ({ owner }) => owner },
  stage: { field: 'stage.name', of: ({ stage }) => stage },
  month: { field: 'opportunity.expected_close_on', of: ({ expectedMonth }) => expectedMonth },
}

const targets: Readonly<Record<string, string>> = {
  'Deal Amount': 'opportunity.amount',
  'Deal Owner': 'opportunity.owner',
  'Deal Stage': 'opportunity.stage',
  Currency: 'opportunity.currency',
  'Create Date': 'opportunity.created_at',
  'Close Date': 'opportunity.expected_close_on',
  'Last Modified Date': 'opportunity.updated_at',
}

/** Few rows tell little of what a column is; what is looked at here is not how it is recognised. */
function recipeOf(name: string, rows: readonly Row[]): FileRecipe {
  if (name !== 'deals.csv') return { name, kind: 'stage_visit', columns: { 'Date entered': { target: 'stage_visit.entered_at' } } }
  const named = Object.keys(rows[0] ?? {}).flatMap((column) =>
    targets[column] === undefined ? [] : [[column, { target: targets[column] }]],
  )
  return { name, kind: 'opportunity', columns: Object.fromEntries(named) as FileRecipe['columns'] }
}

const text = (rows: readonly Row[]): string => {
  const heads = Object.keys(rows[0] ?? {})
  return `${heads.join(',')}\n${rows.map((row) => heads.map((head) => row[head] ?? '').join(',')).join('\n')}\n`
}

const stageFile = `Stage Name,Position,Probability,Stage Type\n${Object.entries(stages)
  .map(([name, { probability, kind }], index) => `${name},${index + 1},${probability * 100}%,${kind}\n`)
  .join('')}`

export interface PlayedHistory {
  readonly engine: TestEngine
  /** Loads that the product took: a file that says nothing new makes none. */
  readonly loads: readonly NaiveLoad[]
}

const inShanghai = (at: string): Date => new Date(`${at.replace(' ', 'T')}+08:00`)

/** Loads a history at its own times; what is to be undone is undone when the next load is there. */
export async function play(history: readonly NaiveLoad[]): Promise<PlayedHistory> {
  let now = inShanghai('2025-01-02 00:00:00')
  const engine = await openEngine(undefined, () => now)
  const take = async (files: Readonly<Record<string, string>>, mode: LoadMode, recipes: FileRecipe[] = []): Promise<number | null> => {
    const uploads: string[] = []
    for (const [name, content] of Object.entries(files)) uploads.push(await upload(engine, name, content))
    const answers = { 'deals.csv#vanishing': 'gone', 'stage history.csv#vanishing': 'gone' }
    const { load, files: outcomes } = await runImport(engine, { uploads, mode, answers, recipe: { version: 1, files: recipes } })
    for (const outcome of outcomes)
      if (outcome.problem !== null || outcome.quarantined > 0) throw new Error(`not taken: ${JSON.stringify(outcome)}`)
    return load
  }
  await take({ 'stages.csv': stageFile }, 'upsert')
  const loads: NaiveLoad[] = [{ at: '2025-01-02 00:00:00', mode: 'upsert', deals: null, visits: null, isUndone: false }]
  const undo: number[] = []
  for (const load of history) {
    const tables: Readonly<Record<string, readonly Row[]>> = {
      ...(load.deals === null ? {} : { 'deals.csv': load.deals }),
      ...(load.visits === null ? {} : { 'stage history.csv': load.visits }),
    }
    const files = Object.entries(tables)
    if (files.length === 0) continue
    now = inShanghai(load.at)
    const texts = Object.fromEntries(files.map(([name, rows]) => [name, text(rows)]))
    const id = await take(
      texts,
      load.mode,
      files.map(([name, rows]) => recipeOf(name, rows)),
    )
    if (id === null) continue
    loads.push(load)
    for (const one of undo.splice(0)) await engine.handlers.imports.setLoad({ load: one, undone: true }, still)
    if (load.isUndone) undo.push(id)
  }
  for (const one of undo) await engine.handlers.imports.setLoad({ load: one, undone: true }, still)
  return { engine, loads }
}

/** The product's answer, and the day it says it is as of; null where it says that no data was known then. */
export async function askProduct(
  { handlers }: TestEngine,
  { asOf, asKnownOn }: Question,
): Promise<{ readonly figures: Figures; readonly asOf: string } | null> {
  const figures: Record<string, readonly [number, number, number]> = {}
  let answered = ''
  for (const [group, { field }] of Object.entries(groups)) {
    const spec = ReportSpec.parse({
      rows: [{ field }],
      values: [{ metric: 'open_opportunity_count' }, { metric: 'pipeline_value' }, { metric: 'weighted_pipeline_value' }],
      totals: { rows: 'grand' },
      ...(asOf === null ? {} : { asOf }),
      ...(asKnownOn === null ? {} : { asKnownOn }),
    })
    const result = await handlers.reports.run({ spec }, still).catch((error: unknown) => {
      if (error instanceof HelmdeckError && error.code === 'missing-data') return null
      throw error
    })
    if (result === null) return null
    answered = result.asOf
    for (const [key, count, sum, weighted, level] of rowsOf(result.bytes)) {
      const name = key === null ? '(none)' : group === 'month' ? String(key).slice(0, 7) : String(key)
      figures[level === 0 ? `all by ${group}` : `${group} ${name}`] = figuresOf(Number(count), Number(sum ?? 0), Number(weighted ?? 0))
    }
  }
  return { figures: withoutEmpty(figures), asOf: answered }
}

/** The same from a plain replay of the loads. */
export function askNaively(loads: readonly NaiveLoad[], asOf: string, asKnownOn: string | null): Figures {
  const figures: Record<string, readonly [number, number, number]> = {}
  const add = (key: string, { amount, probability }: OpenDeal): void => {
    const [count, sum, weighted] = figures[key] ?? [0, 0, 0]
    figures[key] = figuresOf(count + 1, sum + (amount ?? 0), weighted + (amount ?? 0) * (probability ?? 0))
  }
  for (const deal of openDeals(loads, stages, asOf, asKnownOn)) {
    for (const [group, { of }] of Object.entries(groups)) {
      add(`all by ${group}`, deal)
      add(`${group} ${of(deal) ?? '(none)'}`, deal)
    }
  }
  return figures
}

const round = (value: number): number => Math.round(value * 1e6) / 1e6
const figuresOf = (count: number, sum: number, weighted: number): readonly [number, number, number] => [count, round(sum), round(weighted)]
const withoutEmpty = (figures: Figures): Figures => Object.fromEntries(Object.entries(figures).filter(([, [count]]) => count > 0))
