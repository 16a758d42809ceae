import type { ReportSpec } from '../../../../src/contract/report-spec.ts'
import type { Database } from '../../../../src/engine/database/database.ts'
import { HelmdeckError } from '../../../../src/contract/errors.ts'
import type { ReportContext } from '../../../../src/engine/report/run-report.ts'
import { ask, type Answer as Told, type Cell } from '../ask.ts'
import { evaluate, figureKey, idOf, keyOf, periodOf, topRanking, type Answer, type Figure } from './evaluate.ts'
import type { Scalar } from './dimensions.ts'
import type { Model } from './rows.ts'
import { withWholeAxis } from './whole-axis.ts'
import { settled } from './settled.ts'
import { checkOrder, earlierAnswers, extrasOf, refusedEarlier, withEarlierRows, type Extras } from './extras.ts'

export interface Comparison {
  readonly outcome: 'answered' | 'unreachable-dimension' | 'missing-data' | 'missing-exchange-rate' | 'other'
  readonly cells: number
  readonly filled: number
  readonly problems: readonly string[]
}

/** Asks the product and the evaluator the same, and says where they differ. */
export async function compare(database: Database, context: ReportContext, model: Model, asked: ReportSpec): Promise<Comparison> {
  const told = await askProduct(database, context, asked)
  const spec = settled(model, asked)
  if (told instanceof HelmdeckError) return compareRefusal(model, spec, told)
  const chosen = spec.top === undefined ? undefined : chosenMembers(told, spec)
  const problems = spec.top === undefined || chosen === undefined ? [] : checkTop(model, spec, chosen)
  const expected = evaluate(model, spec, chosen)
  // The evaluator works out the whole as well, where no bucket of the time axis has begun and nothing of a day is shown.
  const from = periodOf(spec)?.from ?? ''
  const isUnseen = from > (spec.asOf ?? model.clock) && [...spec.rows, ...spec.columns].some(({ field }) => field === 'date')
  if ('refused' in expected && expected.refused === 'missing-exchange-rate' && isUnseen)
    return { outcome: 'answered', cells: 0, filled: 0, problems }
  if ('refused' in expected)
    return { outcome: 'answered', cells: 0, filled: 0, problems: [`answered where ${expected.refused} of ${expected.metric} was expected`] }
  const earlier = earlierAnswers(model, spec, chosen)
  const whole = withWholeAxis(model, spec, withEarlierRows(expected, earlier))
  return compareAnswers(spec, whole, told, [...problems, ...checkOrder(spec, told)], extrasOf(spec, whole, earlier, told))
}

async function askProduct(database: Database, context: ReportContext, spec: ReportSpec): Promise<Told | HelmdeckError> {
  try {
    return await ask(database, context, spec)
  } catch (error) {
    if (error instanceof HelmdeckError) return error
    return new HelmdeckError('internal', { reason: error instanceof Error ? error.message.slice(0, 300) : String(error) })
  }
}

function compareRefusal(model: Model, spec: ReportSpec, { code, details }: HelmdeckError): Comparison {
  const none = { cells: 0, filled: 0 }
  // Which members are on top cannot be told where money of some has no rate.
  const { top, ...whole } = spec
  const ranked = top === undefined || code !== 'missing-exchange-rate' ? null : evaluate(model, whole)
  const now = ranked !== null && 'refused' in ranked ? ranked : evaluate(model, spec)
  const expected = 'refused' in now ? now : (refusedEarlier(model, spec) ?? now)
  const isSame = 'refused' in expected && expected.refused === code
  if (code === 'missing-data') return { ...none, outcome: 'missing-data', problems: checkMissing(model, details) }
  const outcome = code === 'unreachable-dimension' || code === 'missing-exchange-rate' ? code : 'other'
  return {
    ...none,
    outcome,
    problems: isSame
      ? []
      : [`refused with ${code} ${JSON.stringify(details)}, expected ${'refused' in expected ? expected.refused : 'an answer'}`],
  }
}

/** What is said to be missing is not there. */
function checkMissing(model: Model, details: HelmdeckError['details']): string[] {
  const entity = String(details['entity'])
  const column = details['column'] === undefined || details['column'] === null ? null : String(details['column'])
  const rows = (model.rows as unknown as Record<string, readonly Record<string, unknown>[]>)[entity] ?? []
  const live = rows.filter((row) => row['is_deleted'] !== true && (column === null || (row[column] !== null && row[column] !== undefined)))
  // Customers are accounts that a deal or an order names.
  const isNamed = [...model.rows.opportunity, ...model.rows.order].some((row) => row.is_deleted !== true && typeof row.account === 'string')
  if (entity === 'account' && !isNamed) return []
  // Void invoices and instalments of void contracts are none; lines of orders that are deleted are none either.
  if (entity === 'invoice' || entity === 'instalment') return []
  if (entity === 'delivery') return []
  const orders = new Set(model.rows.order.flatMap((order) => (order.is_deleted ? [] : [order.source_id])))
  if (entity === 'order_line' && !model.rows.order_line.some((line) => !line.is_deleted && orders.has(line.order ?? ''))) return []
  return live.length > 0 ? [`refused for want of ${entity}.${column}, of which there are ${live.length}: ${JSON.stringify(details)}`] : []
}

/** The members that are shown; undefined where none can be, as before the first bucket of a time axis. */
function chosenMembers(told: Told, { top, rows }: ReportSpec): Scalar[] | undefined {
  const index = rows.findIndex(({ field }) => field === top?.field)
  const isShown = !rows.some(({ field }) => field === 'date') || told.table.some((row) => Number(row.at(-1)) > index)
  if (index >= 0 && isShown)
    return [...new Set(told.table.filter((row) => Number(row.at(-1)) > index).map((row) => row[index] ?? null))].filter(
      (value) => value !== '$other',
    )
  return undefined
}

function checkTop(model: Model, spec: ReportSpec, chosen: readonly Scalar[]): string[] {
  const ranking = topRanking(model, spec)
  const figureOf = (value: Scalar): number => ranking.find((one) => keyOf([one.value]) === keyOf([value]))?.figure ?? -Infinity
  const worst = Math.min(...chosen.map(figureOf))
  const passed = ranking.filter(
    (one) => !chosen.some((value) => keyOf([value]) === keyOf([one.value])) && (one.figure ?? -Infinity) > worst + 1e-9,
  )
  const count = Math.min(spec.top?.n ?? 0, ranking.length)
  return [
    ...(passed.length > 0 ? [`top list lacks ${passed.map(({ value, figure }) => `${value} (${figure})`).join(', ')}`] : []),
    ...(chosen.length === count ? [] : [`top list has ${chosen.length} members, expected ${count}`]),
  ]
}

function compareAnswers(spec: ReportSpec, expected: Answer, told: Told, problems: string[], extras: Extras): Comparison {
  const depth = spec.rows.length
  const seen = new Set<string>()
  const own = new Set(spec.values.map(idOf))
  const places = told.columns.slice(depth).map(({ id }, index) => ({
    id,
    index,
    isOwn: extras.get(id) === undefined && !id.includes('@') && (spec.calculations.length === 0 || own.has(id)),
  }))
  const columns = told.columns
    .slice(depth)
    .filter((_, index) => places[index]?.isOwn)
    .map((column) => {
      const id = column.id.split('|')[0] ?? ''
      return {
        id: column.id,
        key: figureKey(id, column.isColumnTotal === true ? 'total' : column.path === undefined ? '' : keyOf(column.path)),
      }
    })
  const paths = new Set(columns.map(({ key }) => key.slice(key.indexOf(' ') + 1)))
  for (const path of expected.paths) if (!paths.has(path)) problems.push(`column ${path} is missing`)
  for (const path of paths) if (!expected.paths.includes(path)) problems.push(`column ${path} is too many`)
  let cells = 0
  let filled = 0
  for (const row of told.table) {
    const key = keyOf(row.slice(0, Number(row.at(-1))))
    if (seen.has(key)) problems.push(`row ${key} twice`)
    seen.add(key)
    const line = expected.lines.get(key)
    if (line === undefined && columns.length === 0) continue
    if (line === undefined) {
      problems.push(`row ${key} is too many: ${row.slice(depth, -1).join(' ')}`)
      continue
    }
    for (const { id, index } of places) {
      const figures = extras.get(id)
      if (figures === undefined) continue
      const figure = figures.get(key)
      if (figure === undefined) continue
      cells += 1
      const cell = row[depth + index] ?? null
      if (cell !== null) filled += 1
      if (!isSame(cell, figure)) problems.push(`${key} ${id}: ${cell} instead of ${figure}`)
    }
    columns.forEach((column) => {
      cells += 1
      const figure = line.figures.get(column.key) ?? null
      const cell = row[depth + (places.find(({ id }) => id === column.id)?.index ?? 0)] ?? null
      if (cell !== null) filled += 1
      if (!isSame(cell, figure)) problems.push(`${key} ${column.id}: ${cell} instead of ${figure}`)
    })
  }
  // Without a column there is no cell that a row could lack.
  for (const [key, { figures }] of expected.lines)
    if (!seen.has(key) && columns.length > 0) problems.push(`row ${key} is missing: ${[...figures.values()].join(' ')}`)
  // Before the first bucket of a time axis nothing is shown that could be counted: 0 is an answer as well.
  const isBare = told.table.length === 0 && expected.lines.size === 0
  for (const column of columns) {
    const n = expected.n.get(column.key) ?? 0
    if (isBare && told.n[column.id] === 0) continue
    if (told.n[column.id] !== n) problems.push(`n of ${column.id}: ${told.n[column.id]} instead of ${n}`)
  }
  return { outcome: 'answered', cells, filled, problems }
}

function isSame(cell: Cell, figure: Figure): boolean {
  if (cell === null || figure === null) return cell === figure
  return Math.abs(Number(cell) - figure) <= 1e-9 * Math.max(1, Math.abs(figure))
}
