import type { Context } from '../../contract/api.ts'
import { doctorCheckIds, type DoctorCheck, type DoctorCheckId, type DoctorProgress, type DoctorReport } from '../../contract/doctor.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import type { RunOptions } from '../database/database.ts'
import type { EngineContext } from '../engine-context.ts'
import { checkDocuments } from './check-documents.ts'
import { checkLeftovers } from './check-leftovers.ts'
import { askModel, checkHistory, checkLinks, checkReferences, checkRowsAccounted } from './check-model.ts'
import { checkFilledColumns, checkMarts } from './check-rebuild.ts'
import { checkSources } from './check-sources.ts'
import { checkTotals } from './check-totals.ts'
import { ask, problems, together, type Finding } from './finding.ts'
import { words } from './words.ts'

type Check = (context: EngineContext, options: RunOptions, progress: (fraction: number) => void) => Promise<Finding>

const checks: Readonly<Record<DoctorCheckId, Check>> = {
  'data-version': ({ database }, options) => ask(database, 'state', {}, options),
  'unique-keys': ({ database }, options) => askModel(database, 'unique_keys', options),
  references: ({ database }, options) => checkReferences(database, options),
  links: ({ database }, options) => checkLinks(database, options),
  'rows-accounted': ({ database }, options) => checkRowsAccounted(database, options),
  'row-origins': ({ database }, options) => askModel(database, 'row_origins', options),
  history: ({ database }, options) => checkHistory(database, options),
  quarantine: ({ database }, options) => ask(database, 'quarantine_origins', {}, options),
  sources: checkSources,
  marts: ({ database }, options, progress) => checkMarts(database, options, progress),
  'filled-columns': ({ database }, options) => checkFilledColumns(database, options),
  totals: checkTotals,
  documents: ({ folder }) => checkDocuments(folder.documents),
  leftovers: checkLeftovers,
}

/**
 * Looks into every promise of a workspace and changes nothing. To be run in turn with loads: it builds the marts anew beside the
 * data, and takes that back. Throws `cancelled`, `disk-full`; a check that cannot even be made counts as broken and says why.
 */
export async function runDoctor(context: EngineContext, { signal, progress }: Context<DoctorProgress>): Promise<DoctorReport> {
  const results: DoctorCheck[] = []
  for (const [index, id] of doctorCheckIds.entries()) {
    const say = (fraction: number): void => progress({ check: id, fraction: (index + fraction) / doctorCheckIds.length })
    say(0)
    const { checked, found, examples } = together([await look(context, id, { signal }, say)])
    results.push({ id, label: words[id].label, ok: found === 0, checked, found, examples: [...examples], advice: words[id].advice })
  }
  const dataVersion = await context.dataVersion().catch(() => null)
  return { ok: results.every(({ ok }) => ok), dataVersion, checks: results }
}

async function look(context: EngineContext, id: DoctorCheckId, options: RunOptions, say: (fraction: number) => void): Promise<Finding> {
  try {
    if (options.signal?.aborted) throw new HelmdeckError('cancelled')
    return await checks[id](context, options, say)
  } catch (cause) {
    if (cause instanceof HelmdeckError) throw cause
    context.log.error({ err: cause, check: id }, 'a check could not be made')
    return problems(0, [cause instanceof Error ? cause.message : String(cause)])
  }
}
