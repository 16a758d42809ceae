import { HelmdeckError } from '../../../contract/errors.ts'
import type { OAuthSettings } from '../../../contract/pull-auth.ts'
import type { Credentials } from './credentials.ts'
import { writeOAuthSecret, type OAuthSecret } from './oauth-secret.ts'
import type { Grant, TokenServer } from './token-server.ts'

interface OAuthOptions {
  readonly settings: OAuthSettings
  readonly secret: OAuthSecret
  readonly server: TokenServer
  /** The connection's own address: a token of another place is no use there. */
  readonly url: string
  /** Keeps what is needed next time, at once: a token that was put in place of another counts alone. */
  readonly save: (secret: string) => Promise<void>
  /** A token that a sign-in just brought. */
  readonly granted?: Grant | undefined
}

/** Tokens of OAuth 2.0: asked for when one is needed, and again where one is refused. */
export class OAuthCredentials implements Credentials {
  private readonly options: OAuthOptions
  private refreshToken: string | null
  private current: string | null = null
  private asking: Promise<string> | null = null

  constructor(options: OAuthOptions) {
    this.options = options
    this.refreshToken = options.secret.refreshToken
    if (options.granted === undefined) return
    this.checkPlace(options.granted)
    this.current = options.granted.accessToken
  }

  async token(): Promise<string> {
    return this.current ?? (await this.next())
  }

  async renew(refused: string): Promise<string> {
    if (this.current === refused) this.current = null
    return await this.token()
  }

  /** Requests whose token ended share one question. */
  private async next(): Promise<string> {
    this.asking ??= this.ask().finally(() => {
      this.asking = null
    })
    return await this.asking
  }

  private async ask(): Promise<string> {
    const { settings, secret, server, save } = this.options
    const { clientSecret } = secret
    const granted = await server.grant({ ...this.form(), ...clientForm(settings, clientSecret) })
    this.checkPlace(granted)
    if (granted.refreshToken !== null && granted.refreshToken !== this.refreshToken) {
      this.refreshToken = granted.refreshToken
      await save(writeOAuthSecret({ refreshToken: granted.refreshToken, clientSecret }))
    }
    this.current = granted.accessToken
    return granted.accessToken
  }

  private form(): Readonly<Record<string, string>> {
    if (this.options.settings.flow === 'client-credentials') return { grant_type: 'client_credentials' }
    if (this.refreshToken === null) throw new HelmdeckError('authorization-revoked', { host: new URL(this.options.url).host })
    return { grant_type: 'refresh_token', refresh_token: this.refreshToken }
  }

  private checkPlace({ instance }: Grant): void {
    if (instance !== null && new URL(instance).host !== new URL(this.options.url).host)
      throw new HelmdeckError('invalid-connection', { field: 'url', problem: new URL(instance).origin })
  }
}

/** Who asks. */
export function clientForm({ clientId }: OAuthSettings, clientSecret: string | null): Readonly<Record<string, string>> {
  return { client_id: clientId, ...(clientSecret === null ? {} : { client_secret: clientSecret }) }
}
