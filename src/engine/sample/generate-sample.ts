import type { CancelSignal } from '../../contract/method.ts'
import type { Database, RunOptions } from '../database/database.ts'
import { queryFiles, queryText } from '../database/query-files.ts'
import { countFilledColumns } from '../ingest/load/filled-columns.ts'
import { rebuildMarts } from '../ingest/load/marts.ts'
import { installMacros } from '../ingest/macros.ts'
import { planted } from './planted.ts'
import type { SampleRequest } from './sample-request.ts'

/** A company and the day it is looked at, `until` or later: nothing after it is known, and leads go on coming up to it. */
export interface SampleView extends SampleRequest {
  readonly asOf: string
}

export interface SampleProgress {
  readonly step: 'inventing' | 'writing' | 'building'
  /** Of the whole, 0 to 1. */
  readonly fraction: number
}

export interface SampleControl {
  /** When the workspace is to say that it was loaded. */
  readonly loadedAt: Date
  readonly signal?: CancelSignal
  readonly progress?: (progress: SampleProgress) => void
}

const generations = [0, 1] as const

/**
 * Fills the model of an empty, migrated database with the sample company and remembers it as one load. Everything follows
 * from `rows`, `seed`, `until` and `asOf`. Throws `cancelled`, `disk-full`; the database is of no use then.
 */
export async function generateModel(database: Database, view: SampleView, control: SampleControl): Promise<void> {
  const { rows, seed, until, asOf } = view
  const { loadedAt, progress = () => undefined } = control
  const options = optionsOf(control)
  const label = `sample-${rows}-${seed}-${asOf}`
  const params = {
    ...planted,
    rows,
    seed,
    until,
    as_of: asOf,
    loaded_at: loadedAt.toISOString().replace('Z', ''),
    label,
    fingerprint: label,
  }
  const world = queryFiles('sample/world').flatMap((path) =>
    path.endsWith('_walk.sql') || path.endsWith('_repeat_deals.sql') ? [] : [path],
  )
  const steps = [...world, ...queryFiles('sample/model')]
  await installMacros(database)
  for (const [index, path] of steps.entries()) {
    progress({ step: path.startsWith('sample/world') ? 'inventing' : 'writing', fraction: (0.6 * index) / steps.length })
    await database.run(queryText(path), params, options)
    if (path.endsWith('_first_deals.sql')) await walkDeals(database, params, options)
  }
}

/** First the deals of leads go their way, then those that customers came back for. */
async function walkDeals(database: Database, params: Readonly<Record<string, string | number>>, options: RunOptions): Promise<void> {
  for (const generation of generations) {
    if (generation > 0) await database.run(queryText('sample/world/08_repeat_deals.sql'), params, options)
    await database.run(queryText('sample/world/07_walk.sql'), { ...params, generation }, options)
  }
}

/** The model, what of it is filled, and every mart: a workspace's data as an import would have left it. */
export async function generateSample(database: Database, view: SampleView, control: SampleControl): Promise<void> {
  const { progress = () => undefined } = control
  const options = optionsOf(control)
  await generateModel(database, view, control)
  const entities = (await database.rows<{ kind: string }>(queryText('sample/entities.sql'))).map(({ kind }) => kind)
  const tables = new Set(entities)
  await countFilledColumns(database, tables, options)
  const inputs = { tables, references: tables, settingsChanged: true }
  await rebuildMarts(database, inputs, options, (fraction) => progress({ step: 'building', fraction: 0.6 + 0.4 * fraction }))
  await database.run(queryText('workspace/next_data_version.sql'))
}

function optionsOf({ signal }: SampleControl): RunOptions {
  return signal === undefined ? {} : { signal }
}
