import { HelmdeckError } from '../../contract/errors.ts'
import type { CancelSignal } from '../../contract/method.ts'
import { studyParams, type StudyName, type StudyParams, type StudyRequest } from '../../contract/studies.ts'
import { StudyResult } from '../../contract/study-result.ts'
import type { LocalText } from '../../contract/text.ts'
import type { Database } from '../database/database.ts'
import type { Statement } from '../report/cells-sql.ts'
import { dayText } from '../report/calendar-days.ts'
import { answeringData } from '../report/derived-tables.ts'
import type { ReportContext } from '../report/run-report.ts'
import { StudyScope } from './scope.ts'
import { studies } from './studies.ts'
import type { Study, Things } from './study.ts'
import { span } from './words.ts'

/** Answers a study. Fails with `invalid-study`, `unknown-field`, `unreachable-dimension`, `invalid-report`, `cancelled`. */
export async function runStudy(
  database: Database,
  context: ReportContext,
  request: StudyRequest,
  signal: CancelSignal,
): Promise<StudyResult> {
  const started = performance.now()
  const { study, params, scope } = await prepare(database, context, request, signal)
  const answer = await study.run(scope, params)
  const { from, to } = answer.period ?? scope.range
  return StudyResult.parse({
    study: request.study,
    params: { ...params, ...answer.taken },
    headline: answer.headline,
    figures: answer.figures,
    tables: answer.tables,
    charts: answer.charts,
    definition: answer.definition,
    caveats: [...(scope.isUsualPeriod && answer.period === undefined ? [usualPeriod(scope)] : []), ...answer.caveats],
    segments: answer.segments ?? [],
    period: from === null || to === null ? null : { from: dayText(from), to: dayText(to) },
    asOf: dayText(scope.asOf),
    currency: context.settings.reportingCurrency,
    dataVersion: context.dataVersion,
    milliseconds: { sql: scope.sqlMilliseconds, rest: performance.now() - started - scope.sqlMilliseconds },
  } satisfies Record<keyof StudyResult, unknown>)
}

/** The things behind one of its numbers. Fails as `runStudy` does, and with `invalid-study` for a drill it did not name. */
export async function studyThings(
  database: Database,
  context: ReportContext,
  request: StudyRequest,
  drill: string,
  signal: CancelSignal,
): Promise<Things> {
  const { study, params, scope } = await prepare(database, context, request, signal)
  return await study.things(scope, params, drill)
}

/** What a study calls the things of one of its class dimensions; none where it has no classes. Fails as `runStudy` does. */
export async function studyClassesOf(
  database: Database,
  context: ReportContext,
  request: StudyRequest,
  which: string,
  signal: CancelSignal,
): Promise<readonly Statement[]> {
  const { study, params, scope } = await prepare(database, context, request, signal)
  return (await study.classes?.(scope, params, which)) ?? []
}

/** What a study may ask, for tables that are made of one. Fails as `runStudy` does. */
export async function studyScope(
  database: Database,
  context: ReportContext,
  { asOf, period, ...others }: Pick<StudyParams<StudyName>, 'asOf' | 'period'>,
  signal: CancelSignal,
): Promise<StudyScope> {
  const { settings, clock } = context
  const data = await answeringData(database, context, others, signal)
  return new StudyScope({ database, settings, data, clock, asOf, period, signal })
}

interface Prepared {
  readonly study: Study<StudyName>
  readonly params: StudyParams<StudyName>
  readonly scope: StudyScope
}

async function prepare(database: Database, context: ReportContext, request: StudyRequest, signal: CancelSignal): Promise<Prepared> {
  const params = paramsOf(request)
  const scope = await studyScope(database, context, params, signal)
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

function usualPeriod({ range }: StudyScope): LocalText {
  const said = span(range)
  return {
    zh: `没有指定期间，取最近 12 个完整月份：${said.zh}。`,
    en: `No period was given: these are the last 12 full months, ${said.en}.`,
  }
}
