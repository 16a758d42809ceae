import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ReportSpec } from '../../src/contract/report-spec.ts'
import { readArrowTable } from '../../src/engine/database/arrow-table.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { importCsv, newWorkspace } from '../import.ts'
import { csvTypes } from '../opportunities-csv.ts'
import type { Arquero, ArqueroTable, Chdb } from './peer-modules.ts'

/** Wins of each owner in each month: owner, first of month, number, money in cents. */
export type Wins = readonly (readonly [string, string, number, number])[]

/** Something that reads the file and then answers. */
export interface CsvReader {
  readonly name: string
  load(): Promise<void>
  ask(): Promise<unknown>
  wins(): Promise<Wins>
  close(): Promise<void>
}

function win(owner: unknown, month: unknown, deals: unknown, value: unknown): Wins[number] {
  return [JSON.stringify(owner), JSON.stringify(month), Number(deals), Math.round(Number(value) * 100)]
}

const winsSpec = ReportSpec.parse({
  rows: [{ field: 'owner.name' }, { field: 'date' }],
  values: [{ metric: 'won_count' }, { metric: 'won_value' }],
})

export function productReader(csv: string, folder: string, rows: number): CsvReader {
  const workspace = join(folder, 'product.helmdeck')
  let engine: Engine | null = null
  const close = async (): Promise<void> => {
    await engine?.close()
    engine = null
    await rm(workspace, { recursive: true, force: true })
  }
  const ask = async (): Promise<Uint8Array> => {
    if (engine === null) throw new Error('nothing was imported')
    return (await engine.handlers.reports.run({ spec: winsSpec }, { signal: new AbortController().signal, progress: () => {} })).bytes
  }
  return {
    name: 'the product',
    load: async () => {
      await close()
      engine = await newWorkspace(workspace)
      await importCsv(engine, csv, rows)
    },
    ask,
    wins: async () => {
      const table = readArrowTable(await ask())
      const [owners = [], months = [], counts = [], values = []] = table.columns.map((column) => column.values())
      return owners.map((owner, row) => win(owner, months[row], counts[row], values[row]))
    },
    close,
  }
}

const chdbTypes: Readonly<Record<string, string>> = {
  VARCHAR: 'String',
  'DECIMAL(18,2)': 'Decimal(18, 2)',
  INTEGER: 'Int32',
  TIMESTAMP: 'DateTime',
  DATE: 'Date32',
  DOUBLE: 'Float64',
  BOOLEAN: 'Bool',
}

export function chdbReader({ Session }: Chdb, csv: string, folder: string): CsvReader {
  const session = new Session(join(folder, 'chdb-data'))
  const columns = Object.entries(csvTypes).map(([name, type]) => `\`${name}\` Nullable(${chdbTypes[type]})`)
  const structure = columns.join(', ').replaceAll('`', '\\`')
  const wins = `select \`Opportunity Owner\` as owner, toStartOfMonth(\`Close Date\`) as month, count() as deals, sum(Amount) as value
    from deals where Stage = 'Closed Won' group by owner, month order by owner, month`
  session.query('create database if not exists bench')
  session.query('use bench')
  return {
    name: 'chdb',
    load: async () => {
      session.query('drop table if exists deals')
      session.query(`create table deals (${columns.join(', ')}) engine = MergeTree order by tuple()`)
      const from = `file('${csv.replaceAll("'", "\\'")}', 'CSVWithNames', '${structure}')`
      await session.queryAsync(`insert into deals select * from ${from}`, { format: 'CSV' })
    },
    ask: async () => (await session.queryAsync(wins, { format: 'ArrowStream' })).bytes(),
    wins: async () => {
      const lines = (await session.queryAsync(wins, { format: 'JSONCompactEachRow' })).text().trim().split('\n')
      return lines.map((line) => {
        const [owner, month, deals, value] = JSON.parse(line) as unknown[]
        return win(owner, month, deals, value)
      })
    },
    close: async () => session.close(),
  }
}

export function arqueroReader(arquero: Arquero, csv: string): CsvReader {
  let table: ArqueroTable | null = null
  const month = (row: Readonly<Record<string, unknown>>): number => {
    const day = row['Close Date'] as Date
    return day.getUTCFullYear() * 12 + day.getUTCMonth()
  }
  const ask = async (): Promise<readonly Readonly<Record<string, unknown>>[]> => {
    if (table === null) throw new Error('nothing was read')
    return table
      .filter(arquero.escape((row) => row['Stage'] === 'Closed Won'))
      .groupby({ owner: arquero.escape((row) => row['Opportunity Owner']), month: arquero.escape(month) })
      .rollup({ deals: 'd => op.count()', value: "d => op.sum(d['Amount'])" })
      .orderby('owner', 'month')
      .objects()
  }
  return {
    name: 'arquero',
    load: async () => {
      table = arquero.fromCSV(await readFile(csv, 'utf8'))
    },
    ask,
    wins: async () =>
      (await ask()).map(({ owner, month: number, deals, value }) => {
        const first = new Date(Date.UTC(Math.floor(Number(number) / 12), Number(number) % 12, 1)).toISOString().slice(0, 10)
        return win(owner, first, deals, value)
      }),
    close: async () => {
      table = null
    },
  }
}
