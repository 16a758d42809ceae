import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Api } from '../../src/contract/api.ts'
import { readCells } from '../../src/cli/arrow-cells.ts'

export const tiny = join(import.meta.dirname, '../../samples/tiny')

/** What a workspace answers; every figure is worked out by hand. */
export interface Figures {
  readonly accounts: number
  readonly leads: number
  readonly opportunities: number
  readonly won: number
  readonly wonValue: number
  readonly currency: string | null
  readonly firstDayOfWeek: number
  readonly report: string
  /** Loads that are undone. */
  readonly undone: number
}

/** samples/tiny as its answers.json has it, with the settings and the report it is given here. */
export const before: Figures = {
  accounts: 3,
  leads: 6,
  opportunities: 12,
  won: 4,
  wonValue: 100_000,
  currency: null,
  firstDayOfWeek: 1,
  report: 'before',
  undone: 0,
}

/** What the files of a week later change: Spare parts is won at 9,000, Spare drum comes at 500, and one lead and one account. */
export const weekLater: Partial<Figures> = { accounts: 4, leads: 7, opportunities: 13, won: 6, wonValue: 109_500 }
/** The files of a week later alone: samples/tiny, which was loaded before them, is taken back. */
export const weekLaterAlone: Partial<Figures> = { accounts: 1, leads: 1, opportunities: 2, won: 2, wonValue: 9_500, undone: 1 }
export const otherSettings = { currency: 'USD', firstDayOfWeek: 3 } satisfies Partial<Figures>
export const otherReport = { report: 'after' } satisfies Partial<Figures>

export const reportName = 'won-value'
export const wonReport = { values: [{ metric: 'won_count' as const }, { metric: 'won_value' as const }] }

const files: Readonly<Record<string, string>> = {
  'accounts.csv': 'Account ID,Account Name,Industry,Account Owner\n001T04,Delta Tools (sample),Tools,Ann Example\n',
  'leads.csv':
    'Lead ID,First Name,Last Name,Company / Account,Lead Source,Created Date\n00QT07,New,Sample,Delta Tools (sample),Web,6/2/2026\n',
  'opportunities.csv': `Opportunity ID,Opportunity Name,Account Name,Amount,Close Date,Stage,Created Date,Opportunity Owner
006T08,Spare parts,Alpha Fabrication (sample),"9,000.00",6/28/2026,Closed Won,4/5/2026,Ann Example
006T13,Spare drum,Delta Tools (sample),500.00,6/29/2026,Closed Won,6/1/2026,Ann Example
`,
}

export function writeWeekLater(folder: string): void {
  mkdirSync(folder)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
}

export async function figuresOf(api: Api): Promise<Figures> {
  const { entities, reportingCurrency } = await api.workspace.info({})
  const rows = (entity: string): number => entities.find((one) => one.entity === entity)?.rows ?? 0
  const settings = await api.workspace.settings({})
  const cells = readCells((await api.reports.run({ spec: wonReport })).bytes)
  const { loads } = await api.imports.loads({})
  const { body } = await api.documents.read({ kind: 'report', name: reportName })
  return {
    accounts: rows('account'),
    leads: rows('lead'),
    opportunities: rows('opportunity'),
    won: Number(cells.cell(0, 'won_count')),
    wonValue: Number(cells.cell(0, 'won_value')),
    // What queries see and what the document says must not part.
    currency: reportingCurrency === settings.reportingCurrency ? reportingCurrency : `${reportingCurrency} ≠ ${settings.reportingCurrency}`,
    firstDayOfWeek: settings.firstDayOfWeek,
    report: (body as { title: string }).title,
    undone: loads.filter(({ undone }) => undone).length,
  }
}
