import { openDatabase } from '../src/engine/database/database.ts'

/** Columns of the generated file with the types a bare `read_csv` is told. One is quoted free text with commas and line breaks. */
export const csvTypes = {
  'Opportunity ID': 'VARCHAR',
  'Opportunity Name': 'VARCHAR',
  'Account Name': 'VARCHAR',
  'Opportunity Owner': 'VARCHAR',
  Pipeline: 'VARCHAR',
  Stage: 'VARCHAR',
  Amount: 'DECIMAL(18,2)',
  Currency: 'VARCHAR',
  'Probability (%)': 'INTEGER',
  'Created Date': 'TIMESTAMP',
  'Close Date': 'DATE',
  'Lead Source': 'VARCHAR',
  Type: 'VARCHAR',
  'Next Step': 'VARCHAR',
  'Loss Reason': 'VARCHAR',
  'Primary Competitor': 'VARCHAR',
  'Last Modified Date': 'TIMESTAMP',
  'Seats Quoted': 'INTEGER',
  'Discount Asked': 'DOUBLE',
  'Fiscal Note': 'VARCHAR',
  'Partner Code': 'VARCHAR',
  'Contract Months': 'INTEGER',
  'Trial Started': 'DATE',
  'Has Budget': 'BOOLEAN',
  Description: 'VARCHAR',
} as const

const makeRows = (rows: number) => `select
    'OPP-' || lpad(i::varchar, 8, '0') as "Opportunity ID",
    'Deal ' || i || ' ' || left(md5(i::varchar), 8) as "Opportunity Name",
    'Account ' || (pick(i, 0, 20000)) as "Account Name",
    'Owner ' || (pick(i, 1, 300)) as "Opportunity Owner",
    'Standard' as "Pipeline",
    (['Qualification', 'Needs Analysis', 'Proposal', 'Negotiation', 'Closed Won', 'Closed Lost'])[1 + pick(i, 2, 6)] as "Stage",
    (pick(i, 3, 50000000) / 100.0)::decimal(18, 2) as "Amount",
    'USD' as "Currency",
    ([10, 20, 50, 75, 100, 0])[1 + pick(i, 2, 6)] as "Probability (%)",
    timestamp '2022-01-01' + to_seconds((pick(i, 4, 126000000))::bigint) as "Created Date",
    date '2022-01-01' + (pick(i, 4, 126000000) // 86400 + pick(i, 5, 150))::integer as "Close Date",
    (['Web', 'Partner', 'Event', 'Referral', 'Outbound'])[1 + pick(i, 6, 5)] as "Lead Source",
    (['New Business', 'Renewal', 'Repeat'])[1 + pick(i, 7, 3)] as "Type",
    'Call back on ' || (1 + pick(i, 8, 28)) as "Next Step",
    case when pick(i, 2, 6) = 5 then (['Price', 'Timing', 'Feature gap', 'No decision'])[1 + pick(i, 9, 4)] end as "Loss Reason",
    'Rival ' || (pick(i, 10, 12)) as "Primary Competitor",
    timestamp '2026-01-01' + to_seconds((pick(i, 11, 20000000))::bigint) as "Last Modified Date",
    (1 + pick(i, 12, 900))::integer as "Seats Quoted",
    (pick(i, 13, 4000) / 10000.0)::double as "Discount Asked",
    'FY' || (22 + pick(i, 14, 5)) as "Fiscal Note",
    left(md5((i + 7)::varchar), 12) as "Partner Code",
    (12 * (1 + pick(i, 15, 5)))::integer as "Contract Months",
    date '2022-01-01' + (pick(i, 16, 1400))::integer as "Trial Started",
    pick(i, 17, 2) = 0 as "Has Budget",
    'Asked for "' || left(md5((i + 1)::varchar), 10) || '", then went quiet' || case when i % 9 = 0 then chr(10) || 'Second line, ' || i else '' end || repeat(' lorem ipsum', (pick(i, 18, 6))::integer) as "Description"
  from (select unnest(range(${rows})) as i)`

/** Writes a CRM export of `rows` deals, 25 columns, about 320 bytes a row. */
export async function writeOpportunitiesCsv(file: string, rows: number): Promise<void> {
  const database = await openDatabase({ file: ':memory:', allowedFolder: null })
  try {
    await database.run('create macro pick(i, purpose, choices) as (hash(i, purpose) % choices)::bigint')
    await database.run(`copy (${makeRows(rows)}) to '${file.replaceAll("'", "''")}' (header, delimiter ',')`)
  } finally {
    await database.close()
  }
}
