import { WorkspaceSettings } from '../../src/contract/settings.ts'
import { ReportSpec } from '../../src/contract/report-spec.ts'
import { openDatabase, type Database } from '../../src/engine/database/database.ts'
import { runReport, type ReportContext } from '../../src/engine/report/run-report.ts'
import { readDataVersion } from '../../src/engine/workspace/data-version.ts'
import { workspaceFolder } from '../../src/engine/workspace/workspace-folder.ts'
import { sampleCompany } from '../company/sample-company.ts'
import { compare, type Comparison } from '../rounds.ts'
import { allQuestions, lastOwner } from './all-questions.ts'
import { checkSame, reportCells, sqlCells, type Cells } from './answer-cells.ts'
import { keyedTables } from './keyed-tables.ts'
import { ownFields } from './own-fields.ts'
import type { Question } from './question.ts'

interface Bench {
  readonly marts: Database
  readonly keyed: Database
  readonly context: ReportContext
}

export interface QuestionTimes {
  readonly comparisons: readonly Comparison[]
  /** Of the questions that the product answers: how its time stands to the limit's, by medians and by minima. */
  readonly ratios: readonly {
    readonly id: string
    readonly title: string
    readonly ratio: number
    readonly minRatio: number
    readonly cpuRatio: number
  }[]
}

/**
 * The eight questions of the speed reference and twelve that are asked every day, on the sample company: the product, plain SQL
 * where it can't be asked, and keyed SQL by hand. `wanted` names those that are asked; all where it is empty.
 */
export async function benchQuestions(rows: number, rounds: number, wanted: readonly string[] = []): Promise<QuestionTimes> {
  const company = await sampleCompany(rows)
  const keyedFile = await keyedTables(company)
  const { databaseFile, root } = workspaceFolder(company.workspace)
  const marts = await openDatabase({ file: databaseFile, allowedFolder: root })
  const keyed = await openDatabase({ file: keyedFile, allowedFolder: company.folder })
  try {
    const settings = WorkspaceSettings.parse({ reportingCurrency: 'CNY', clock: company.until })
    const bench = {
      marts,
      keyed,
      context: { settings, clock: company.until, dataVersion: await readDataVersion(marts), fields: ownFields },
    }
    const questions = allQuestions(company.until, await lastOwner(keyed)).filter(({ id }) => wanted.length === 0 || wanted.includes(id))
    const comparisons: Comparison[] = []
    const ratios: QuestionTimes['ratios'][number][] = []
    for (const question of questions) {
      const comparison = await benchQuestion(bench, question, rows, rounds)
      comparisons.push(comparison)
      const [report] = comparison.timings
      if (report !== undefined && !('absent' in report)) ratios.push({ id: question.id, title: question.title, ...report })
    }
    return { comparisons, ratios }
  } finally {
    await keyed.close()
    await marts.close()
  }
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
    'at most 1.5x, 1.10x over all of them',
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
