import { tableFromIPC } from 'apache-arrow'
import { ReportSpec, type ReportSpecInput } from '../../src/contract/report-spec.ts'
import { openDatabase } from '../../src/engine/database/database.ts'
import { openWorkspace, type OpenWorkspace } from '../../src/host/open-workspace.ts'
import { sampleCompany } from '../company/sample-company.ts'
import { compare, type Comparison } from '../rounds.ts'
import { allQuestions, lastOwner } from './all-questions.ts'
import { keyedTables } from './keyed-tables.ts'

const silent = {
  info: () => undefined,
  warn: () => undefined,
  error: (details: object, message: string) => console.error(message, details),
}
/** A small answer and a large one. */
const asked = ['R11', 'R12']
const totals: ReportSpecInput = {
  rows: [{ field: 'channel.source' }, { field: 'lead.region' }, { field: 'lead.status' }],
  columns: [{ field: 'date', grain: 'year' }, { field: 'lead.product_interest' }],
  values: [{ metric: 'lead_count' }, { metric: 'lead_to_won_rate' }],
}

/** What a person waits for: from the question over a socket to an Arrow table; all totals against none; and the second time of asking. */
export async function benchClientPath(rows: number, rounds: number): Promise<Comparison[]> {
  const company = await sampleCompany(rows)
  const keyed = await openDatabase({ file: await keyedTables(company), allowedFolder: company.folder })
  const open = (): Promise<OpenWorkspace> => openWorkspace({ path: company.workspace, create: false, log: silent })
  const owner = await open()
  const client = await open()
  try {
    const ask = async (spec: ReportSpecInput): Promise<void> => {
      const { bytes } = await client.api.reports.run({ spec: ReportSpec.parse(spec) })
      tableFromIPC(bytes)
    }
    const questions = allQuestions(company.until, await lastOwner(keyed)).filter(({ id }) => asked.includes(id))
    const comparisons: Comparison[] = []
    for (const { id, title, specs, keyed: limits } of questions) {
      const [spec, limit] = [specs?.[0], limits[0]]
      if (spec === undefined || limit === undefined) throw new Error(`${id} is not asked of the product`)
      comparisons.push(
        await compare(
          `${id} to an Arrow table in the client: ${title}`,
          '1.15x or 3 ms more',
          [
            { name: 'through the engine and a socket', run: () => ask(anew(spec)) },
            { name: 'keyed SQL by hand, in this process', run: async () => void tableFromIPC((await keyed.arrow(limit)).bytes) },
          ],
          rounds,
        ),
        await compare(`${id} asked again`, 'under 5 ms', [{ name: 'through the engine and a socket', run: () => ask(spec) }], rounds),
      )
    }
    const all = { ...totals, totals: { rows: 'all-levels', columns: 'grand' } } as const
    const ways = [
      { name: 'with all totals', run: () => ask(anew(all)) },
      { name: 'without totals', run: () => ask(anew(totals)) },
    ]
    return [...comparisons, await compare('three row and two column dimensions', 'at most 2x', ways, rounds)]
  } finally {
    await client.close()
    await owner.close()
    await keyed.close()
  }
}

let times = 0

/** The same question in words the engine has not heard yet. */
function anew(spec: ReportSpecInput): ReportSpecInput {
  times += 1
  return { ...spec, values: spec.values.map((value) => ({ ...value, id: `${value.metric}-${times}` })) }
}
