import type { CancelSignal } from '../../contract/method.ts'
import type { Connection } from '../../contract/pulls.ts'
import { givenToken, type Credentials } from './auth/credentials.ts'
import { OAuthCredentials } from './auth/oauth-credentials.ts'
import { oauthEndpoints } from './auth/oauth-endpoints.ts'
import { readOAuthSecret, writeOAuthSecret } from './auth/oauth-secret.ts'
import type { SignIns } from './auth/sign-ins.ts'
import { TokenServer, type Grant } from './auth/token-server.ts'
import type { CallBudget } from './call-budget.ts'
import type { Connector, PullSession } from './connector.ts'
import { PullClient, type Pause } from './pull-client.ts'

export interface SessionRequest {
  readonly name: string
  readonly connection: Connection
  readonly connector: Connector
  /** As it is kept, or as a person gave it. */
  readonly secret: string | null
  readonly budget: CallBudget
  readonly signal: CancelSignal
  readonly pause: Pause
  readonly now: () => Date
  /** Keeps the secret that is to be used next time. */
  readonly save: (secret: string) => Promise<void>
  /** A sign-in that a person makes in a browser. */
  readonly signIn?: { readonly signIns: SignIns; readonly authorization: string } | undefined
}

/** A logged-in conversation and the client that leads it. */
export async function openSession(request: SessionRequest): Promise<{ readonly session: PullSession; readonly client: PullClient }> {
  const { name, connection, connector, secret, budget, signal, pause, now } = request
  // Tokens that come on the way stand in no error either.
  const secrets: string[] = []
  const credentials = await credentialsOf(request, secrets)
  const rules = connector.rules(connection)
  const client = new PullClient({ url: connection.url, authority: connection.authority, rules, budget, signal, pause, now, secrets })
  return { client, session: await connector.open({ name, connection, secret, credentials, client }) }
}

async function credentialsOf(request: SessionRequest, secrets: string[]): Promise<Credentials> {
  const { connection, connector, secret, signal, pause, now, save, signIn } = request
  const { auth: settings, url } = connection
  if (settings.type === 'given') {
    if (secret !== null) secrets.push(secret)
    return givenToken(secret, new URL(url).host)
  }
  const kept = readOAuthSecret(secret)
  secrets.push(...[kept.refreshToken, kept.clientSecret].filter((one) => one !== null))
  const endpoints = oauthEndpoints(settings, connector.oauth?.(connection))
  const server = new TokenServer(endpoints.tokenUrl, { authority: connection.authority, signal, pause, now, secrets })
  let granted: Grant | undefined
  if (signIn !== undefined) {
    const { clientSecret } = kept
    granted = await signIn.signIns.finish(signIn.authorization, { settings, endpoints, clientSecret }, { server, secrets, signal })
    await save(writeOAuthSecret({ refreshToken: granted.refreshToken, clientSecret }))
  }
  const own = { ...kept, refreshToken: granted?.refreshToken ?? kept.refreshToken }
  return new OAuthCredentials({ settings, secret: own, server, url, save, granted })
}
