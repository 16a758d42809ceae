import { z } from 'zod'
import { HelmdeckError } from '../../../../contract/errors.ts'
import type { Credentials } from '../../auth/credentials.ts'
import type { PullAnswer, PullClient } from '../../pull-client.ts'
import type { PullRequest } from '../../read-rule.ts'

/** HubSpot lets each account search four to five times in a second. */
const betweenSearches = 250

const Refusal = z.object({
  message: z.string().optional(),
  category: z.string().optional(),
  errors: z
    .array(
      z.object({
        context: z
          .object({ requiredGranularScopes: z.array(z.string()).optional(), requiredScopes: z.array(z.string()).optional() })
          .optional(),
      }),
    )
    .optional(),
})

/** Requests with a token in their head, and what HubSpot's refusals mean. */
export class HubSpotClient {
  private readonly client: PullClient
  private readonly credentials: Credentials
  private searchedAt = -Infinity

  constructor(client: PullClient, credentials: Credentials) {
    this.client = client
    this.credentials = credentials
  }

  get host(): string {
    return this.client.host
  }

  /** Throws `source-login-refused`, `source-forbidden`, `source-unreadable`, `source-failed`. */
  async get<T>(schema: z.ZodType<T>, path: string, query: Readonly<Record<string, string>>, object: string): Promise<T> {
    return this.judged(schema, await this.send({ method: 'GET', path, query }), object)
  }

  /** Only asks: the rules let no other POST through. */
  async post<T>(
    schema: z.ZodType<T>,
    path: string,
    body: unknown,
    object: string,
    query: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    return this.judged(schema, await this.send({ method: 'POST', path, query, body }), object)
  }

  async search<T>(schema: z.ZodType<T>, path: string, body: unknown, object: string): Promise<T> {
    const wait = this.searchedAt + betweenSearches - performance.now()
    if (wait > 0) await this.client.pause(wait)
    this.searchedAt = performance.now()
    return await this.post(schema, path, body, object)
  }

  private async send(request: PullRequest): Promise<PullAnswer> {
    const token = await this.credentials.token()
    let answer = await this.sendWith(request, token)
    if (answer.status === 401) answer = await this.sendWith(request, await this.credentials.renew(token))
    await this.rest(answer.headers)
    return answer
  }

  private async sendWith(request: PullRequest, token: string): Promise<PullAnswer> {
    return await this.client.send({ ...request, headers: { Authorization: `Bearer ${token}` } })
  }

  /** Nothing left in this window: the next one is waited for, so that the account's other programs are not refused either. */
  private async rest(headers: Headers): Promise<void> {
    const [left, interval] = ['x-hubspot-ratelimit-remaining', 'x-hubspot-ratelimit-interval-milliseconds'].map((name) =>
      Number(headers.get(name) ?? NaN),
    )
    if (left === 0 && interval !== undefined && interval > 0) await this.client.pause(Math.min(interval, 10_000))
  }

  private judged<T>(schema: z.ZodType<T>, answer: PullAnswer, object: string): T {
    const { status, body } = answer
    const { host } = this.client
    if (status === 401) throw new HelmdeckError('source-login-refused', { host })
    if (status === 403) throw new HelmdeckError('source-forbidden', { object, ...this.missing(body) })
    if (status === 404) throw new HelmdeckError('source-unreadable', { host, object, reason: 'not-found' })
    if (status >= 400) throw this.client.failed(answer, { object })
    const read = schema.safeParse(body)
    if (!read.success) throw new HelmdeckError('source-unreadable', { host, object, reason: 'shape' })
    return read.data
  }

  /** Which scopes the token lacks, else the server's own sentence. */
  private missing(body: unknown): { readonly said?: string } {
    const refusal = Refusal.safeParse(body)
    if (!refusal.success) return {}
    const scopes = (refusal.data.errors ?? []).flatMap(({ context }) => context?.requiredGranularScopes ?? context?.requiredScopes ?? [])
    const said = scopes.length > 0 ? [...new Set(scopes)].join(', ') : refusal.data.message
    return said === undefined ? {} : { said: this.client.hideSecrets(said).slice(0, 200) }
  }
}
