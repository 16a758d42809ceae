import { createHash } from 'node:crypto'
import { HelmdeckError } from '../../contract/errors.ts'
import type { RunOptions } from '../database/database.ts'
import { quoteIdentifier } from '../database/identifier.ts'
import { queryText } from '../database/query-files.ts'
import type { EngineContext } from '../engine-context.ts'
import { modelTables } from './check-model.ts'
import { problems, type Finding } from './finding.ts'

interface KeptFile {
  readonly hash: string
  readonly sheet: string | null
  readonly name: string
  readonly rows: number
}

interface SampledRows {
  readonly hash: string
  readonly sheet: string | null
  readonly name: string
  readonly places: readonly number[]
}

const chunkBytes = 8 << 20

/** Whether the bytes of every imported file are still what they were, and rows of it can be shown. */
export async function checkSources(context: EngineContext, options: RunOptions, progress: (fraction: number) => void): Promise<Finding> {
  const files = await context.database.rows<KeptFile>(queryText('doctor/kept_files.sql'), {}, options)
  const wholeness = new Map<string, string | null>()
  const wrong: string[] = []
  for (const [index, file] of files.entries()) {
    if (!wholeness.has(file.hash)) wholeness.set(file.hash, await problemOf(() => readWhole(context, file.hash, options)))
    const problem = wholeness.get(file.hash) ?? (await problemOf(() => compareRows(context, file)))
    if (problem !== null) wrong.push(`${file.name}: ${problem}`)
    progress((index + 1) / files.length)
  }
  return problems(files.length, wrong.length > 0 ? wrong : await checkRows(context, options))
}

async function problemOf(work: () => Promise<string | null>): Promise<string | null> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof HelmdeckError) throw cause
    return cause instanceof Error ? cause.message : String(cause)
  }
}

async function readWhole({ archive }: EngineContext, hash: string, { signal }: RunOptions): Promise<string | null> {
  const { bytes } = await archive.describe(hash)
  const digest = createHash('sha256')
  for (let from = 0; from < bytes; from += chunkBytes) {
    if (signal?.aborted) throw new HelmdeckError('cancelled')
    digest.update(await archive.readOriginal(hash, from, Math.min(bytes, from + chunkBytes)))
  }
  const found = digest.digest('hex')
  return found === hash ? null : `sha-256 ${found.slice(0, 12)}… ≠ ${hash.slice(0, 12)}…`
}

async function compareRows({ archive }: EngineContext, { hash, sheet, rows }: KeptFile): Promise<string | null> {
  const kept = (await archive.describe(hash)).tables.find((table) => table.sheet === sheet)
  return kept?.rows === rows ? null : `${kept?.rows ?? '-'} ≠ ${rows}`
}

/** Whether some of the rows that the model says come from files can be shown. */
async function checkRows(context: EngineContext, options: RunOptions): Promise<string[]> {
  const wrong: string[] = []
  for (const entity of await modelTables(context.database)) {
    const table = `model.${quoteIdentifier(entity)}`
    const sampled = await context.database.rows<SampledRows>(queryText('doctor/sampled_rows.sql'), { table }, options)
    for (const { hash, sheet, name, places } of sampled) {
      for (const row of places) {
        const problem = await problemOf(async () =>
          (await context.archive.readSourceRow({ hash, sheet, row })).original === '' ? '-' : null,
        )
        if (problem !== null) wrong.push(`${name} row ${row}: ${problem}`)
      }
    }
  }
  return wrong
}
