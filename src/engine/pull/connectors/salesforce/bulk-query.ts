import { z } from 'zod'
import type { SourceRecord } from '../../../ingest/readers/page-format.ts'
import { FieldsChanged } from '../../connector.ts'
import { parseCsv } from './parse-csv.ts'
import type { SalesforceClient } from './salesforce-client.ts'
import type { Resource } from './salesforce-objects.ts'

const Job = z.object({ id: z.string().regex(/^[A-Za-z0-9]{15,18}$/), state: z.string(), errorMessage: z.string().nullish() })

export interface BulkPage {
  readonly records: readonly SourceRecord[]
  /** null behind the last page. */
  readonly locator: string | null
}

/** Refusals by which Salesforce says that an object, an organisation or a user has no bulk jobs. */
const withoutBulk = [
  'INVALIDENTITY',
  'INVALIDJOB',
  'FEATURENOTENABLED',
  'FUNCTIONALITY_NOT_ENABLED',
  'API_ERROR',
  'INSUFFICIENT_ACCESS',
] as const
/** Answers at once are many; a job that is still not done after about an hour never will be. */
const longestWait = 3600_000
const recordsAtOnce = '20000'

/** Bulk API 2.0: a job answers one question, its results come as pages of CSV. */
export class BulkQuery {
  private readonly client: SalesforceClient
  private readonly base: string

  constructor(client: SalesforceClient, base: string) {
    this.client = client
    this.base = base
  }

  /** The job's id once its results are there; null where there are no bulk jobs for this. Throws `source-failed`. */
  async start(operation: Resource, question: string, object: string): Promise<string | null> {
    const body = { operation, query: question }
    const { answer } = await this.client.ask({ method: 'POST', path: `${this.base}/jobs/query`, body }, object, withoutBulk)
    if (answer === null) return null
    let job = this.parse(answer.body, object)
    let waited = 0
    for (let pause = 1000; job.state !== 'JobComplete'; pause = Math.min(pause * 1.5, 30_000)) {
      if (/INVALID_FIELD|No such column/.test(job.errorMessage ?? '')) throw new FieldsChanged(object)
      if (job.state === 'Failed' || job.state === 'Aborted') throw this.client.failed(object, job.errorMessage ?? job.state)
      if (waited > longestWait) throw this.client.failed(object, job.state)
      await this.client.pause(pause)
      waited += pause
      job = this.parse((await this.client.get(`${this.base}/jobs/query/${job.id}`, {}, object)).body, object)
    }
    return job.id
  }

  /** null where Salesforce has the results no more. */
  async page(job: string, locator: string | null, fields: readonly string[], object: string): Promise<BulkPage | null> {
    const query = { maxRecords: recordsAtOnce, ...(locator === null ? {} : { locator }) }
    const request = { method: 'GET', path: `${this.base}/jobs/query/${job}/results`, query, as: 'text' } as const
    const { answer } = await this.client.ask(request, object, ['NOT_FOUND', 'INVALIDJOB', 'INVALIDJOBSTATE', 'INVALID_QUERY_LOCATOR'])
    if (answer === null) return null
    const rows = parseCsv(typeof answer.body === 'string' ? answer.body : '')
    const said = answer.headers.get('sforce-numberofrecords')
    const next = answer.headers.get('sforce-locator')
    if (rows === null) throw this.client.unreadable(object)
    const isHead = rows[0]?.length === fields.length && rows[0].every((cell) => fields.includes(cell))
    const names = isHead ? rows[0]! : fields
    const cells = isHead ? rows.slice(1) : rows
    // A cut answer ends within a record, or before the last one.
    const isWhole = cells.every((row) => row.length === names.length) && (said === null || cells.length === Number(said))
    if (!isWhole) throw this.client.unreadable(object)
    const records = cells.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] === '' ? null : row[index]])))
    return { records, locator: next === null || next === '' || next === 'null' ? null : next }
  }

  private parse(body: unknown, object: string): z.infer<typeof Job> {
    const job = Job.safeParse(body)
    if (!job.success) throw this.client.unreadable(object)
    return job.data
  }
}
