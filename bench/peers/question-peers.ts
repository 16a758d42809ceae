import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { WorkspaceSettings } from '../../src/contract/settings.ts'
import { ReportSpec } from '../../src/contract/report-spec.ts'
import { openDatabase, type Database } from '../../src/engine/database/database.ts'
import { quoteLiteral } from '../../src/engine/database/identifier.ts'
import { runReport, type ReportContext } from '../../src/engine/report/run-report.ts'
import { readDataVersion } from '../../src/engine/workspace/data-version.ts'
import { workspaceFolder } from '../../src/engine/workspace/workspace-folder.ts'
import { sampleCompany } from '../company/sample-company.ts'
import { allQuestions } from '../questions/all-questions.ts'
import { checkSame, reportCells, sqlCells } from '../questions/answer-cells.ts'
import { ownFields } from '../questions/own-fields.ts'
import { compare, type Comparison } from '../rounds.ts'
import { chdbQuestions, chdbTables } from './chdb-questions.ts'
import type { Peer } from './install-peer.ts'
import type { Chdb, ChdbSession } from './peer-modules.ts'

/** The eight questions as reports, each against embedded ClickHouse over tables of the same rows with their texts; answers have to agree. */
export async function benchQuestionPeers(peer: Peer<Chdb>, run: { folder: string; rows: number; rounds: number }): Promise<Comparison[]> {
  const company = await sampleCompany(run.rows)
  const { databaseFile, root } = workspaceFolder(company.workspace)
  if ('absent' in peer) return [{ title: 'the eight questions', aim: '2x faster than chdb', timings: [{ name: 'chdb', ...peer }] }]
  const session = new peer.module.Session(join(run.folder, 'chdb-questions'))
  try {
    await fillChdb(session, databaseFile, run.folder)
    const marts = await openDatabase({ file: databaseFile, allowedFolder: root })
    try {
      const settings = WorkspaceSettings.parse({ reportingCurrency: 'CNY', clock: company.until })
      const context = { settings, clock: company.until, dataVersion: await readDataVersion(marts), fields: ownFields }
      return await compareAll({ marts, session, context, until: company.until, rounds: run.rounds })
    } finally {
      await marts.close()
    }
  } finally {
    session.close()
  }
}

async function fillChdb(session: ChdbSession, databaseFile: string, folder: string): Promise<void> {
  const database = await openDatabase({ file: ':memory:', allowedFolder: null })
  try {
    session.query('create database if not exists bench')
    session.query('use bench')
    for (const { name, sql, columns, order } of chdbTables) {
      const file = join(folder, `${name}.parquet`)
      await database.transaction(async (transaction) => {
        await transaction.run(`attach ${quoteLiteral(databaseFile)} as product (read_only)`)
        await transaction.run(`copy (${sql.replaceAll('mart.', 'product.mart.')}) to ${quoteLiteral(file)} (format parquet)`)
      })
      await database.run('detach product')
      session.query(`create table ${name} (${columns}) engine = MergeTree order by ${order} settings allow_nullable_key = 1`)
      session.query(`insert into ${name} select * from file(${quoteLiteral(file)}, 'Parquet')`)
      await rm(file)
    }
  } finally {
    await database.close()
  }
}

interface Run {
  readonly marts: Database
  readonly session: ChdbSession
  readonly context: ReportContext
  readonly until: string
  readonly rounds: number
}

async function compareAll({ marts, session, context, until, rounds }: Run): Promise<Comparison[]> {
  const peers = chdbQuestions(until)
  const comparisons: Comparison[] = []
  for (const { id, title, specs } of allQuestions(until, 0)) {
    const theirs = peers[id]
    if (theirs === undefined || specs === null) continue
    const ours = specs.map((spec) => ReportSpec.parse(spec))
    const ask = async (sql: string): Promise<Uint8Array> =>
      (await session.queryAsync(`${sql} settings output_format_arrow_compression_method = 'none'`, { format: 'ArrowStream' })).bytes()
    for (const [index, spec] of ours.entries())
      checkSame(`${id} in chdb`, sqlCells(await ask(theirs[index] ?? '')), reportCells(await runReport(marts, context, spec)))
    comparisons.push(
      await compare(
        `${id}: ${title}`,
        'the product 2x faster, at least 0.8x',
        [
          { name: 'report', run: () => inTurn(ours, (spec) => runReport(marts, context, spec)) },
          { name: 'chdb', run: () => inTurn(theirs, ask) },
        ],
        rounds,
      ),
    )
  }
  return comparisons
}

async function inTurn<Asked>(asked: readonly Asked[], run: (one: Asked) => Promise<unknown>): Promise<void> {
  for (const one of asked) await run(one)
}
