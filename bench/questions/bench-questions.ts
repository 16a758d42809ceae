import { WorkspaceSettings } from '../../src/contract/settings.ts'
import { ReportSpec } from '../../src/contract/report-spec.ts'
import { openDatabase, type Database } from '../../src/engine/database/database.ts'
import { dayNumber, dayText, firstDayOfMonth, monthNumber } from '../../src/engine/report/calendar-days.ts'
import { runReport, type ReportContext } from '../../src/engine/report/run-report.ts'
import { readDataVersion } from '../../src/engine/workspace/data-version.ts'
import { workspaceFolder } from '../../src/engine/workspace/workspace-folder.ts'
import { sampleCompany } from '../company/sample-company.ts'
import { compare, type Comparison } from '../rounds.ts'
import { checkSame, reportCells, sqlCells, type Cells } from './answer-cells.ts'
import { customerQuestions } from './customer-questions.ts'
import { dealQuestions } from './deal-questions.ts'
import { keyedTables } from './keyed-tables.ts'
import { leadQuestions } from './lead-questions.ts'
import type { Question, Span } from './question.ts'

interface Bench {
  readonly marts: Database
  readonly keyed: Database
  readonly context: ReportContext
}

/** The eight questions of the speed reference on the sample company: the product, plain SQL where it can't be asked, and keyed SQL by hand. */
export async function benchQuestions(rows: number, rounds: number): Promise<Comparison[]> {
  const company = await sampleCompany(rows)
  const keyedFile = await keyedTables(company)
  const { databaseFile, root } = workspaceFolder(company.workspace)
  const marts = await openDatabase({ file: databaseFile, allowedFolder: root })
  const keyed = await openDatabase({ file: keyedFile, allowedFolder: company.folder })
  try {
    const settings = WorkspaceSettings.parse({ reportingCurrency: 'CNY', clock: company.until })
    const bench = { marts, keyed, context: { settings, clock: company.until, dataVersion: await readDataVersion(marts) } }
    const [owners] = await keyed.rows<{ last: number }>('select max(code) as last from word.owner')
    const questions = [
      ...leadQuestions(lastMonths(company.until, 6), owners?.last ?? 0),
      ...dealQuestions(lastMonths(company.until, 24)),
      ...customerQuestions,
    ].toSorted((one, other) => (one.id < other.id ? -1 : 1))
    const comparisons: Comparison[] = []
    for (const question of questions) comparisons.push(await benchQuestion(bench, question, rows, rounds))
    return comparisons
  } finally {
    await keyed.close()
    await marts.close()
  }
}

function lastMonths(until: string, months: number): Span {
  const lastMonth = monthNumber(dayNumber(until))
  const firstDay = firstDayOfMonth(lastMonth - months + 1)
  return { from: dayText(firstDay), to: until, firstDay, lastDay: dayNumber(until), lastMonth }
}

async function benchQuestion(bench: Bench, question: Question, rows: number, rounds: number): Promise<Comparison> {
  const { id, title, specs, plain, keyed } = question
  const asked = specs?.map((spec) => ReportSpec.parse(spec)) ?? null
  const limit = await answers(keyed, (sql) => sqlAnswer(bench.keyed, sql))
  const check = (others: Cells[]): void => others.forEach((cells, index) => checkSame(`${id} ${title}`, cells, limit[index] ?? new Map()))
  if (asked !== null) check(await answers(asked, async (spec) => reportCells(await runReport(bench.marts, bench.context, spec))))
  if (plain !== null) check(await answers(plain, (sql) => sqlAnswer(bench.marts, sql)))
  return compare(
    `${id} over ${rows.toLocaleString('en')} leads: ${title}`,
    '1.15x or 3 ms more',
    [
      asked === null
        ? { name: 'report', absent: 'not built' }
        : { name: 'report', run: () => inTurn(asked, (spec) => runReport(bench.marts, bench.context, spec)) },
      ...(plain === null ? [] : [{ name: 'plain SQL over the marts', run: () => inTurn(plain, (sql) => bench.marts.arrow(sql)) }]),
      { name: 'keyed SQL by hand', run: () => inTurn(keyed, (sql) => bench.keyed.arrow(sql)) },
    ],
    rounds,
  )
}

async function sqlAnswer(database: Database, sql: string): Promise<Cells> {
  return sqlCells((await database.arrow(sql)).bytes)
}

async function answers<Asked>(asked: readonly Asked[], answer: (one: Asked) => Promise<Cells>): Promise<Cells[]> {
  const found: Cells[] = []
  for (const one of asked) found.push(await answer(one))
  return found
}

async function inTurn<Asked>(asked: readonly Asked[], run: (one: Asked) => Promise<unknown>): Promise<void> {
  for (const one of asked) await run(one)
}
