import { z } from 'zod'

const Kept = z.object({ oauth: z.literal(1), refreshToken: z.string().nullable(), clientSecret: z.string().nullable() })

/** What of an OAuth connection is kept where secrets are kept. Tokens of an hour are not. */
export interface OAuthSecret {
  readonly refreshToken: string | null
  readonly clientSecret: string | null
}

export function writeOAuthSecret({ refreshToken, clientSecret }: OAuthSecret): string {
  return JSON.stringify({ oauth: 1, refreshToken, clientSecret } satisfies z.infer<typeof Kept>)
}

/** A secret that a person gave is that of the client. */
export function readOAuthSecret(text: string | null): OAuthSecret {
  if (text === null) return { refreshToken: null, clientSecret: null }
  try {
    return Kept.parse(JSON.parse(text))
  } catch {
    return { refreshToken: null, clientSecret: text }
  }
}
