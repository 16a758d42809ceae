import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { bareRead } from '../import.ts'
import { writeOpportunitiesCsv } from '../opportunities-csv.ts'
import { compare, type Absentee, type Comparison, type Contender } from '../rounds.ts'
import { arqueroReader, chdbReader, productReader, type CsvReader, type Wins } from './csv-readers.ts'
import type { Peer } from './install-peer.ts'
import type { Arquero, Chdb } from './peer-modules.ts'

/** A CRM export of 25 columns made ready for questions, then one question: wins by owner and month. All have to say the same. */
export async function benchCsvPeers(
  peers: { chdb: Peer<Chdb>; arquero: Peer<Arquero> },
  run: { folder: string; rows: number; rounds: number },
): Promise<Comparison[]> {
  const { folder, rows, rounds } = run
  const csv = join(folder, 'opportunities.csv')
  await writeOpportunitiesCsv(csv, rows)
  const readers: readonly (CsvReader | Absentee)[] = [
    'absent' in peers.arquero ? { name: 'arquero', ...peers.arquero } : arqueroReader(peers.arquero.module, csv),
    'absent' in peers.chdb ? { name: 'chdb', ...peers.chdb } : chdbReader(peers.chdb.module, csv, folder),
    productReader(csv, folder, rows),
  ]
  const as = (work: (reader: CsvReader) => Promise<unknown>): (Contender | Absentee)[] =>
    readers.map((reader) => ('absent' in reader ? reader : { name: reader.name, run: async () => void (await work(reader)) }))
  const bare: Contender = { name: 'bare typed read_csv of DuckDB', run: () => bareRead(join(folder, 'bare.duckdb'), csv, rows) }
  const size = `${rows.toLocaleString('en')} rows x 25 columns (${Math.round((await stat(csv)).size / 1e6)} MB CSV)`
  try {
    const loads = await compare(
      `CSV to queryable: ${size}`,
      'none: others keep no source, keys or rejects',
      [bare, ...as((reader) => reader.load())],
      rounds,
    )
    const built = readers.flatMap((reader) => ('absent' in reader ? [] : [reader]))
    const product = await built.at(-1)?.wins()
    for (const reader of built) checkWins(reader.name, await reader.wins(), product ?? [])
    return [
      loads,
      await compare(
        `wins by owner and month over ${rows.toLocaleString('en')} deals`,
        'the product fastest',
        as((reader) => reader.ask()),
        Math.max(rounds, 9),
      ),
    ]
  } finally {
    for (const reader of readers) if (!('absent' in reader)) await reader.close()
  }
}

function checkWins(name: string, wins: Wins, product: Wins): void {
  const sorted = (list: Wins): string => JSON.stringify(list.map((win) => JSON.stringify(win)).toSorted())
  if (wins.length === 0 || sorted(wins) !== sorted(product))
    throw new Error(`${name} and the product do not say the same of wins by owner and month`)
}
