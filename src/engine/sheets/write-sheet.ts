import type { SheetName } from '../../contract/sheets.ts'
import type { Database, SqlParams } from '../database/database.ts'
import { queryText } from '../database/query-files.ts'
import { countFilledColumns } from '../ingest/load/filled-columns.ts'
import { rebuildMarts } from '../ingest/load/marts.ts'
import { linkReferences } from '../ingest/load/references.ts'
import { ensureMacros } from '../ingest/macros.ts'
import { advanceDataVersion } from '../workspace/data-version.ts'
import type { CheckedRow } from './check-sheet.ts'
import { daysOf, type SheetPeriod } from './read-period.ts'
import { sheetDefinitions } from './sheet-definition.ts'
import { spreadEvenly } from './spread.ts'

/** Nobody's load: rows of sheets come from no file. */
const noLoad = 0

/**
 * Puts the rows of a sheet that count in place of those it had before, in one transaction with the marts that hold them and
 * a new data version. Names that nobody knows become stubs, as those of a file would.
 */
export async function writeSheet(database: Database, name: SheetName, rows: readonly CheckedRow[], version: number): Promise<void> {
  const { entity } = sheetDefinitions[name]
  await database.transaction(async (transaction) => {
    await ensureMacros(transaction)
    await transaction.run(queryText(`sheets/clear_${entity}.sql`))
    const params = writers[name](rows.flatMap((row, index) => (row.counts ? [{ row: index + 1, values: row.values }] : [])))
    await transaction.run(queryText(`sheets/write_${entity}.sql`), params)
    const named = await linkReferences(transaction, noLoad, new Set([entity]), {})
    // A text that is new stands in no fact yet: only the sheet's own marts and the small ones of what it names can differ.
    const tables = new Set([entity, ...named])
    await countFilledColumns(transaction, tables, {})
    await rebuildMarts(transaction, { tables, references: new Set(), settingsChanged: false }, {})
    await transaction.run(queryText('sheets/note_applied.sql'), { name, version })
    await advanceDataVersion(transaction)
  })
}

interface Entry {
  readonly row: number
  readonly values: CheckedRow['values']
}

const text = ({ values }: Entry, column: string): string | null => {
  const value = values[column] ?? null
  return typeof value === 'string' ? value : null
}
const period = ({ values }: Entry, column: string): SheetPeriod | null => {
  const value = values[column] ?? null
  return typeof value === 'string' ? null : value
}
const texts = (entries: readonly Entry[], column: string) => entries.map((entry) => text(entry, column))
const firsts = (entries: readonly Entry[], column: string) => entries.map((entry) => period(entry, column)?.from ?? null)

// A list of nothing but nulls has no type of its own, and a list can't hold one either: '' stands for nothing on its way.
const list = (values: readonly (string | null)[]): readonly string[] => values.map((value) => value ?? '')
const base = (entries: readonly Entry[]) => ({ keys: entries.map(({ row }) => String(row)), rows: entries.map(({ row }) => row) })

const writers: Readonly<Record<SheetName, (entries: readonly Entry[]) => SqlParams>> = {
  targets: (entries) => ({
    ...base(entries),
    owners: list(texts(entries, 'owner')),
    teams: list(texts(entries, 'team')),
    firsts: list(firsts(entries, 'period')),
    lasts: list(entries.map((entry) => period(entry, 'period')?.to ?? null)),
    metrics: list(texts(entries, 'metric')),
    amounts: list(texts(entries, 'amount')),
    currencies: list(texts(entries, 'currency')),
  }),
  spend: (entries) => {
    const daily = entries.flatMap((entry) => {
      const days = daysOf(period(entry, 'period') ?? { from: '', to: '' })
      const amounts = spreadEvenly(text(entry, 'amount') ?? '0', days.length)
      return days.map((day, index) => ({ entry, day, amount: amounts[index] ?? '0' }))
    })
    const of = daily.map(({ entry }) => entry)
    return {
      keys: daily.map(({ entry, day }) => `${entry.row} ${day}`),
      rows: of.map(({ row }) => row),
      channels: list(texts(of, 'channel')),
      campaigns: list(texts(of, 'campaign')),
      firsts: daily.map(({ day }) => day),
      kinds: list(texts(of, 'kind')),
      amounts: daily.map(({ amount }) => amount),
      currencies: list(texts(of, 'currency')),
    }
  },
  'product-costs': (entries) => ({
    ...base(entries),
    products: list(texts(entries, 'product')),
    costs: list(texts(entries, 'cost')),
    currencies: list(texts(entries, 'currency')),
    firsts: list(firsts(entries, 'valid_from')),
  }),
  'exchange-rates': (entries) => ({
    ...base(entries),
    froms: list(texts(entries, 'from')),
    tos: list(texts(entries, 'to')),
    firsts: list(firsts(entries, 'day')),
    rates: list(texts(entries, 'rate')),
  }),
}
