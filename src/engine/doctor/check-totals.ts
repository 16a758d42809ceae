import { HelmdeckError } from '../../contract/errors.ts'
import { ReportSpec, type ReportSpecInput } from '../../contract/report-spec.ts'
import { missingOfDimension, missingOfMetric } from '../catalog/availability.ts'
import type { MetricDefinition } from '../catalog/definition.ts'
import { dimensions } from '../catalog/dimensions.ts'
import { metrics } from '../catalog/metrics.ts'
import { readWorkspaceData, type WorkspaceData } from '../catalog/workspace-data.ts'
import type { Database, RunOptions } from '../database/database.ts'
import { queryText } from '../database/query-files.ts'
import type { EngineContext } from '../engine-context.ts'
import { dayNumber } from '../report/calendar-days.ts'
import { reportContext } from '../report/report-handlers.ts'
import { reachableDimensions, resolveFormula } from '../report/resolve.ts'
import { reportSums } from '../report/report-sums.ts'
import type { ReportContext } from '../report/run-report.ts'
import { problems, together, type Finding } from './finding.ts'

/** Sums are taken over these, as far as there are data and a metric has values of them; one that lines are needed for never adds up. */
const sampled = ['owner.name', 'account.industry', 'source.system'] as const

interface Totals {
  readonly database: Database
  readonly moment: ReportContext
  readonly data: WorkspaceData
  readonly options: RunOptions
}

/** Metric id -> value as exact text. */
type Figures = ReadonlyMap<string, string | null>

/**
 * Whether reports say what plain SQL says, whether the parts of a total add up to it over several dimensions, and whether what is
 * counted as of a day is the same at the end of the last month as on that day.
 */
export async function checkTotals(context: EngineContext, options: RunOptions): Promise<Finding> {
  const { database } = context
  const moment = await reportContext(context)
  const data = await readWorkspaceData(database, moment.dataVersion, moment.fields)
  const totals = { database, moment, data, options }
  const available = [...metrics.values()].filter((metric) => missingOfMetric(metric, data).length === 0)
  const additive = available.filter(({ additivity, needsPeriod }) => additivity === 'additive' && needsPeriod !== true)
  const asOf = available.filter(({ additivity, needsPeriod }) => additivity === 'semi-additive' && needsPeriod !== true)
  return together([await checkAgainstPlain(totals, available), ...(await checkSums(totals, additive)), await checkEnds(totals, asOf)])
}

async function checkAgainstPlain(totals: Totals, available: readonly MetricDefinition[]): Promise<Finding> {
  const { database, moment, options } = totals
  const plain = await database.rows<{ metric: string; total: string }>(
    queryText('doctor/plain_totals.sql'),
    { clock: dayNumber(moment.clock) },
    options,
  )
  const asked = plain.filter(({ metric }) => available.some(({ id }) => id === metric))
  const said = await figures(
    totals,
    asked.map(({ metric }) => metric),
    {},
  )
  const both = asked.filter(({ metric }) => said.has(metric))
  return problems(
    both.length,
    both.flatMap(({ metric, total }) => difference(metric, '', said.get(metric) ?? null, total) ?? []),
  )
}

async function checkSums(totals: Totals, additive: readonly MetricDefinition[]): Promise<Finding[]> {
  const { data, moment } = totals
  const whole = await figures(
    totals,
    additive.map(({ id }) => id),
    {},
  )
  const findings: Finding[] = []
  for (const field of sampled) {
    const dimension = dimensions.get(field)
    if (dimension === undefined || missingOfDimension(dimension, data).length > 0) continue
    const reaching = additive.filter((metric) => {
      const { formula } = resolveFormula({ metric: metric.id }, metric, moment.settings.thresholds)
      return reachableDimensions(formula, data).includes(field)
    })
    const parts = await figures(
      totals,
      reaching.map(({ id }) => id),
      { rows: [{ field }] },
    )
    const both = reaching.filter(({ id }) => whole.has(id) && parts.has(id))
    findings.push(
      problems(
        both.length,
        both.flatMap(({ id }) => difference(id, ` / ${field}`, parts.get(id) ?? '0', whole.get(id) ?? '0') ?? []),
      ),
    )
  }
  return findings
}

async function checkEnds(totals: Totals, asOf: readonly MetricDefinition[]): Promise<Finding> {
  const { clock } = totals.moment
  const ids = asOf.map(({ id }) => id)
  const onDay = await figures(totals, ids, {})
  // The month as far as it has come holds one bucket, which ends on that day.
  const atEnd = await figures(totals, ids, { rows: [{ field: 'date' }], period: { from: `${clock.slice(0, 7)}-01`, to: clock } })
  const both = ids.filter((id) => onDay.has(id) && atEnd.has(id))
  return problems(
    both.length,
    both.flatMap((id) => difference(id, ' / date', atEnd.get(id) ?? '0', onDay.get(id) ?? '0') ?? []),
  )
}

/** What a report says of each metric, its rows added up; without those that it refuses, such as sums no exchange rate is known for. */
async function figures(totals: Totals, ids: readonly string[], spec: Omit<ReportSpecInput, 'values'>): Promise<Figures> {
  if (ids.length === 0) return new Map()
  try {
    return await figuresOf(totals, ids, spec)
  } catch (cause) {
    if (!(cause instanceof HelmdeckError) || cause.code === 'cancelled') throw cause
    if (ids.length === 1) return new Map()
    const found = new Map<string, string | null>()
    for (const id of ids) for (const [metric, value] of await figures(totals, [id], spec)) found.set(metric, value)
    return found
  }
}

async function figuresOf(
  { database, moment, options }: Totals,
  ids: readonly string[],
  spec: Omit<ReportSpecInput, 'values'>,
): Promise<Figures> {
  const values = ids.map((metric) => ({ metric }))
  return await reportSums(database, moment, ReportSpec.parse({ ...spec, values }), options)
}

/** Counts and money are compared exactly; what is no decimal may differ where it was added up in another order. */
function difference(id: string, where: string, said: string | null, plain: string | null): string | null {
  const [left, right] = [plainNumber(said), plainNumber(plain)]
  const isClose = (one: number, other: number): boolean => Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one), Math.abs(other))
  const isSame = metrics.get(id)?.type === 'double' ? isClose(Number(left), Number(right)) : left === right
  return isSame ? null : `${id}${where}: ${said ?? '–'} ≠ ${plain ?? '–'}`
}

/** `600.0000` and `600` are one number, and so are nothing and 0. */
function plainNumber(text: string | null): string {
  return text === null ? '0' : text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
