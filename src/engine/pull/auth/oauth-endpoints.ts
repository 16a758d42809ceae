import { HelmdeckError } from '../../../contract/errors.ts'
import type { OAuthSettings } from '../../../contract/pull-auth.ts'

/** Where a system asks people, and where it hands out tokens. */
export interface OAuthEndpoints {
  readonly authorizeUrl: string
  readonly tokenUrl: string
  readonly scopes: readonly string[]
}

/** What the connection says goes before what the system's declaration knows. Throws `invalid-connection` where neither does. */
export function oauthEndpoints({ flow, authorizeUrl, tokenUrl, scopes }: OAuthSettings, known: OAuthEndpoints | undefined): OAuthEndpoints {
  const missing = (field: string): HelmdeckError => new HelmdeckError('invalid-connection', { field: `auth.${field}`, problem: 'missing' })
  const token = tokenUrl ?? known?.tokenUrl
  const authorize = authorizeUrl ?? known?.authorizeUrl
  if (token === undefined) throw missing('tokenUrl')
  if (authorize === undefined && flow === 'browser') throw missing('authorizeUrl')
  return { authorizeUrl: authorize ?? token, tokenUrl: token, scopes: scopes.length > 0 ? scopes : (known?.scopes ?? []) }
}
