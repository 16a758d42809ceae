import { createHash, randomBytes } from 'node:crypto'
import { HelmdeckError } from '../../../contract/errors.ts'
import type { CancelSignal } from '../../../contract/method.ts'
import type { Authorization, OAuthSettings } from '../../../contract/pull-auth.ts'
import { clientForm } from './oauth-credentials.ts'
import type { OAuthEndpoints } from './oauth-endpoints.ts'
import { RedirectListener } from './redirect-listener.ts'
import type { Grant, TokenServer } from './token-server.ts'

interface SignIn {
  readonly name: string
  readonly listener: RedirectListener
  readonly verifier: string
  readonly redirect: string
  /** What the person was asked to allow: another connection can't use it. */
  readonly asked: string
}

const waits = 10 * 60_000

/** Sign-ins that wait for a person, or for their connection to be made: authorization code with PKCE (RFC 6749, 7636, 8252). */
export class SignIns {
  private readonly waiting = new Map<string, SignIn>()

  /** Listens, and says which address a browser has to open. One that waits already for this connection ends. Throws `port-in-use`. */
  async begin(name: string, settings: OAuthSettings, endpoints: OAuthEndpoints, now: Date): Promise<Authorization> {
    for (const [id, { name: other, listener }] of this.waiting)
      if (other === name) {
        listener.close()
        this.waiting.delete(id)
      }
    const [state, verifier, authorization] = [32, 48, 16].map((bytes) => randomBytes(bytes).toString('base64url')) as [
      string,
      string,
      string,
    ]
    const port = settings.redirectPort
    const listener = await RedirectListener.open({ port, state, milliseconds: waits })
    const redirect = `http://localhost:${port}/callback`
    this.waiting.set(authorization, { name, listener, verifier, redirect, asked: askedOf(settings, endpoints) })
    const address = new URL(endpoints.authorizeUrl)
    const asked = {
      response_type: 'code',
      client_id: settings.clientId,
      redirect_uri: redirect,
      state,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...(endpoints.scopes.length === 0 ? {} : { scope: endpoints.scopes.join(' ') }),
    }
    for (const [key, value] of Object.entries(asked)) address.searchParams.set(key, value)
    return { authorization, address: address.href, redirect, expiresAt: new Date(now.getTime() + waits).toISOString() }
  }

  /** Waits for the person, then asks for the tokens. Throws `authorization-failed`, `cancelled`, and what the token server throws. */
  async finish(
    authorization: string,
    asking: { readonly settings: OAuthSettings; readonly endpoints: OAuthEndpoints; readonly clientSecret: string | null },
    { server, secrets, signal }: { readonly server: TokenServer; readonly secrets: string[]; readonly signal: CancelSignal },
  ): Promise<Grant> {
    const found = this.waiting.get(authorization)
    if (found === undefined || found.asked !== askedOf(asking.settings, asking.endpoints))
      throw new HelmdeckError('authorization-failed', { reason: 'closed' })
    const stop = (): void => found.listener.close()
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
    try {
      const code = await found.listener.code()
      secrets.push(code, found.verifier)
      const form = { grant_type: 'authorization_code', code, redirect_uri: found.redirect, code_verifier: found.verifier }
      const granted = await server.grant({ ...form, ...clientForm(asking.settings, asking.clientSecret) })
      if (granted.refreshToken === null) throw new HelmdeckError('authorization-failed', { reason: 'no-refresh' })
      return granted
    } catch (cause) {
      if (signal.aborted) throw new HelmdeckError('cancelled')
      // The code was refused: there is nothing yet that could have been revoked.
      if (cause instanceof HelmdeckError && cause.code === 'authorization-revoked')
        throw new HelmdeckError('authorization-failed', { reason: 'answer' }, { cause })
      throw cause
    } finally {
      signal.removeEventListener('abort', stop)
      found.listener.close()
      this.waiting.delete(authorization)
    }
  }
}

function askedOf({ clientId, redirectPort }: OAuthSettings, { authorizeUrl, tokenUrl, scopes }: OAuthEndpoints): string {
  return JSON.stringify([clientId, redirectPort, authorizeUrl, tokenUrl, scopes])
}
