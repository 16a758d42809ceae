import { createHash } from 'node:crypto'
import type { ApiHandlers } from '../../contract/api.ts'
import type { CancelSignal } from '../../contract/method.ts'
import type { ReportSpec } from '../../contract/report-spec.ts'
import type { ReportResult, Warning } from '../../contract/report-result.ts'
import type { Database } from '../database/database.ts'
import type { EngineContext } from '../engine-context.ts'
import { AnswerCache } from './answer-cache.ts'
import { readFields } from '../formula/stored-fields.ts'
import { explain } from './explain.ts'
import { runReport, type ReportContext } from './run-report.ts'

type Answer = ReportResult & { readonly bytes: Uint8Array }

const keptBytes = 64 * 1024 * 1024
const longestMilliseconds = 120_000

/** Reports and what stands behind their numbers; the text of a source row is the archive's. */
export function reportHandlers(context: EngineContext): Omit<ApiHandlers['reports'], 'sourceRow'> {
  const answers = new AnswerCache<Answer>({ bytes: keptBytes, milliseconds: context.queryMilliseconds ?? longestMilliseconds })
  context.database.onReopened(() => answers.forget())
  return {
    run: async ({ spec }, { signal }) => {
      const started = performance.now()
      const moment = await reportContext(context)
      const { answer, isKept } = await answers.get(keyOf(spec, moment), signal, (shared) => answerOf(context, spec, moment, shared))
      return isKept ? { ...answer, milliseconds: { compile: 0, query: performance.now() - started } } : answer
    },
    explain: async (request, { signal }) =>
      await asKnown(
        context,
        await reportContext(context),
        request.spec,
        signal,
        async (database, moment) => await explain(database, moment, request, { signal }),
      ),
  }
}

/** All that an answer depends on; settings are told apart from the data version because they are read one after the other. */
function keyOf(spec: ReportSpec, { clock, dataVersion, settings, fields }: ReportContext): string {
  return createHash('sha256')
    .update(JSON.stringify([spec, clock, dataVersion, settings, fields]))
    .digest('base64')
}

async function answerOf(context: EngineContext, spec: ReportSpec, moment: ReportContext, signal: CancelSignal): Promise<Answer> {
  return await asKnown(context, moment, spec, signal, async (database, known, warning) => {
    const result = await runReport(database, known, spec, { signal })
    return warning === null ? result : { ...result, warnings: [warning, ...result.warnings] }
  })
}

/** Answers a question from what was known on its day; without another `asOf` that day is also as far as it looks. */
async function asKnown<T>(
  context: EngineContext,
  moment: ReportContext,
  { asKnownOn }: ReportSpec,
  signal: CancelSignal,
  work: (database: Database, moment: ReportContext, warning: Warning | null) => Promise<T>,
): Promise<T> {
  const clock = asKnownOn !== undefined && asKnownOn < moment.clock ? asKnownOn : moment.clock
  const place = { zone: moment.settings.timeZone, dataVersion: moment.dataVersion }
  return await context.known.at(asKnownOn, place, { signal }, (database, warning) => work(database, { ...moment, clock }, warning))
}

/** What every question of one moment is answered for. */
export async function reportContext(context: EngineContext): Promise<ReportContext> {
  const [settings, clock, dataVersion] = await Promise.all([context.settings(), context.clock(), context.dataVersion()])
  return { settings, clock: clock.day, dataVersion, fields: await readFields(context.documents, dataVersion), derived: context.derived }
}
