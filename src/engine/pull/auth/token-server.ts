import { z } from 'zod'
import { HelmdeckError } from '../../../contract/errors.ts'
import { CallBudget } from '../call-budget.ts'
import { PullClient, type PullClientOptions } from '../pull-client.ts'

const Granted = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  instance_url: z.url().optional().catch(undefined),
})

export interface Grant {
  readonly accessToken: string
  /** A new one where the server rotates them. */
  readonly refreshToken: string | null
  /** Where the system answers, as Salesforce says it. */
  readonly instance: string | null
}

/** Its calls are no calls of the system's interface. */
const enough = 10_000

/** The one address that hands out tokens. */
export class TokenServer {
  private readonly client: PullClient
  private readonly path: string
  private readonly secrets: string[]

  constructor(url: string, options: Pick<PullClientOptions, 'authority' | 'signal' | 'pause' | 'now'> & { readonly secrets: string[] }) {
    this.path = new URL(url).pathname
    this.secrets = options.secrets
    const path = this.path
    this.client = new PullClient({
      ...options,
      url,
      budget: new CallBudget(enough, 0),
      rules: [{ method: 'POST', path: new RegExp(`^${path.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}$`) }],
    })
  }

  /** Throws `authorization-revoked` for a grant that counts no more, `source-login-refused`, and what the client throws. */
  async grant(form: Readonly<Record<string, string>>): Promise<Grant> {
    // A code counts once.
    const answer = await this.client.send({ method: 'POST', path: this.path, form, once: form['grant_type'] === 'authorization_code' })
    const { host } = this.client
    if (answer.status >= 400) {
      const { error } = (answer.body ?? {}) as { readonly error?: unknown }
      if (error === 'invalid_grant') throw new HelmdeckError('authorization-revoked', { host })
      if ([400, 401, 403].includes(answer.status)) throw new HelmdeckError('source-login-refused', { host })
      throw this.client.failed(answer, {})
    }
    const granted = Granted.safeParse(answer.body)
    if (!granted.success) throw this.client.unreadable('shape')
    const { access_token: accessToken, refresh_token: refreshToken = null, instance_url: instance = null } = granted.data
    this.secrets.push(accessToken, ...(refreshToken === null ? [] : [refreshToken]))
    return { accessToken, refreshToken, instance }
  }
}
