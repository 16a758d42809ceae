import { createHash } from 'node:crypto'
import type { ApiHandlers } from '../../contract/api.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import type { CancelSignal } from '../../contract/method.ts'
import { studyNames, studyParams, type StudyEntry, type StudyName, type StudyParams, type StudyRequest } from '../../contract/studies.ts'
import { StudyResult } from '../../contract/study-result.ts'
import { missingNeeds } from '../catalog/availability.ts'
import { readWorkspaceData, type WorkspaceData } from '../catalog/workspace-data.ts'
import type { EngineContext } from '../engine-context.ts'
import { AnswerCache } from '../report/answer-cache.ts'
import { dayNumber, dayText } from '../report/calendar-days.ts'
import { recordRows } from '../report/record-rows.ts'
import { reportContext } from '../report/report-handlers.ts'
import type { ReportContext } from '../report/run-report.ts'
import { StudyScope } from './scope.ts'
import { studies } from './studies.ts'
import type { Things } from './study.ts'

interface KeptResult {
  readonly bytes: Uint8Array
  readonly result: StudyResult
}

interface KeptThings {
  readonly bytes: Uint8Array
  readonly things: Things
}

const keptBytes = 32 * 1024 * 1024
const longestMilliseconds = 300_000

/** Studies and the things behind their numbers. */
export function studyHandlers(context: EngineContext): ApiHandlers['studies'] {
  const options = { bytes: keptBytes, milliseconds: context.queryMilliseconds ?? longestMilliseconds }
  const results = new AnswerCache<KeptResult>(options)
  const lists = new AnswerCache<KeptThings>(options)
  context.database.onReopened(() => {
    results.forget()
    lists.forget()
  })
  return {
    list: async () => ({ studies: listStudies(await workspaceData(context, await reportContext(context))) }),
    run: async (request, { signal }) => {
      const moment = await reportContext(context)
      const { answer } = await results.get(keyOf(request, moment), signal, async (shared) => {
        const result = await runStudy(context, moment, request, shared)
        return { result, bytes: new TextEncoder().encode(JSON.stringify(result)) }
      })
      return answer.result
    },
    rows: async ({ drill, offset, limit, ...request }, { signal }) => {
      const moment = await reportContext(context)
      const { answer } = await lists.get(`${keyOf(request, moment)} ${drill}`, signal, async (shared) => {
        const things = await thingsOf(context, moment, request, drill, shared)
        return { things, bytes: new Uint8Array(things.ids.length * 8) }
      })
      const { fact, ids } = answer.things
      const { statement, columns } = recordRows(fact, ids.slice(offset, offset + limit), dayNumber(moment.clock))
      const { bytes } = await context.database.arrow(statement.sql, statement.params, { signal })
      return { entity: fact, total: ids.length, columns, bytes }
    },
  }
}

async function runStudy(context: EngineContext, moment: ReportContext, request: StudyRequest, signal: CancelSignal): Promise<StudyResult> {
  const started = performance.now()
  const { study, params, scope } = await prepare(context, moment, request, signal)
  const answer = await study.run(scope, params)
  const { from, to } = scope.range
  return StudyResult.parse({
    study: request.study,
    params: { ...params, ...answer.taken },
    headline: answer.headline,
    figures: answer.figures,
    tables: answer.tables,
    charts: answer.charts,
    definition: answer.definition,
    caveats: [...(scope.isUsualPeriod ? [usualPeriod(scope)] : []), ...answer.caveats],
    segments: answer.segments ?? [],
    period: from === null || to === null ? null : { from: dayText(from), to: dayText(to) },
    asOf: dayText(scope.asOf),
    currency: moment.settings.reportingCurrency,
    dataVersion: moment.dataVersion,
    milliseconds: { sql: scope.sqlMilliseconds, rest: performance.now() - started - scope.sqlMilliseconds },
  } satisfies Record<keyof StudyResult, unknown>)
}

async function thingsOf(
  context: EngineContext,
  moment: ReportContext,
  request: StudyRequest,
  drill: string,
  signal: CancelSignal,
): Promise<Things> {
  const { study, params, scope } = await prepare(context, moment, request, signal)
  return await study.things(scope, params, drill)
}

async function prepare(context: EngineContext, moment: ReportContext, request: StudyRequest, signal: CancelSignal) {
  const params = paramsOf(request)
  const data = await workspaceData(context, moment)
  const scope = new StudyScope({
    database: context.database,
    settings: moment.settings,
    data,
    clock: moment.clock,
    asOf: params.asOf,
    period: params.period,
    signal,
  })
  const { from, to } = scope.range
  if (from !== null && to !== null && from > to)
    throw new HelmdeckError('invalid-study', { reason: 'period-ends-before-it-starts', from: dayText(from), to: dayText(to) })
  return { study: studies[request.study], params, scope }
}

/** Fails with `invalid-study` {reason: 'params', path, problem} for the first param that does not fit. */
function paramsOf({ study, params }: StudyRequest): StudyParams<StudyName> {
  const parsed = studyParams[study].safeParse(params)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const keys = issue !== undefined && 'keys' in issue ? issue.keys : []
  throw new HelmdeckError('invalid-study', {
    reason: 'params',
    study,
    path: [...(issue?.path ?? []), ...keys].join('.'),
    problem: issue?.message ?? '',
  })
}

function listStudies(data: WorkspaceData): StudyEntry[] {
  return studyNames.map((study) => {
    const { label, description, needs } = studies[study]
    const missing = missingNeeds(needs, data)
    return { study, label, description, available: missing.length === 0, missing }
  })
}

async function workspaceData(context: EngineContext, { dataVersion, fields }: ReportContext): Promise<WorkspaceData> {
  return await readWorkspaceData(context.database, dataVersion, fields)
}

function keyOf(request: StudyRequest, { clock, dataVersion, settings, fields }: ReportContext): string {
  return createHash('sha256')
    .update(JSON.stringify([request, clock, dataVersion, settings, fields]))
    .digest('base64')
}

function usualPeriod({ range }: StudyScope) {
  const [from, to] = [dayText(range.from ?? 0), dayText(range.to ?? 0)]
  return {
    zh: `没有指定期间，取最近 12 个完整月份：${from} 至 ${to}。`,
    en: `No period was given: these are the last 12 full months, ${from} to ${to}.`,
  }
}
