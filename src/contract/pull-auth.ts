import { z } from 'zod'

/** Tokens are sent there: over TLS, or on this machine. */
const Endpoint = z
  .url({ protocol: /^https?$/ })
  .regex(/^(https:\/\/[^/@?#]+|http:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?)(\/[^?#]*)?$/, 'https, without user, query and #')

/**
 * How a connection proves who it is. `given`: a password or token as a person enters it. `oauth`: OAuth 2.0 with the client id of
 * an application that people register themselves; `browser` asks a person to sign in (authorization code with PKCE, through this
 * machine), `client-credentials` needs nobody. Endpoints that the system's own declaration knows may be left out.
 */
export const ConnectionAuth = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('given') }),
  z.strictObject({
    type: z.literal('oauth'),
    flow: z.enum(['browser', 'client-credentials']),
    clientId: z.string().regex(/^[\x21-\x7e]{1,500}$/, 'no blanks'),
    authorizeUrl: Endpoint.optional(),
    tokenUrl: Endpoint.optional(),
    /** None = those the system's declaration names. */
    scopes: z.array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/)).default([]),
    /** The application has to name `http://localhost:PORT/callback` as its redirect. */
    redirectPort: z.int().min(1024).max(65_535).default(47_811),
  }),
])
export type ConnectionAuth = z.output<typeof ConnectionAuth>
export type OAuthSettings = Extract<ConnectionAuth, { type: 'oauth' }>

/** A sign-in that waits for a person: the address to open in a browser, and until when (ISO). */
export const Authorization = z.object({ authorization: z.string(), address: z.url(), redirect: z.url(), expiresAt: z.string() })
export type Authorization = z.infer<typeof Authorization>
