import { X509Certificate } from 'node:crypto'
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import tls, { type SecureContext } from 'node:tls'
import { createGunzip } from 'node:zlib'
import { HelmdeckError } from '../../contract/errors.ts'

export interface HttpRequest {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  readonly signal: AbortSignal
}

export interface HttpAnswer {
  readonly status: number
  readonly headers: Headers
  /** Not read yet. */
  readonly body: AsyncIterable<Uint8Array>
  /** Leaves the rest of the body unread. */
  discard(): void
}

/**
 * Asks one server over HTTP(S). fetch can't be told whom to trust: a certificate has to be signed by an authority that Node or the system
 * trusts, or by `authority` (PEM); never is it left unchecked. Throws `invalid-connection` for certificates that can't be read.
 */
export class HttpExchange {
  private readonly plain = new HttpAgent({ keepAlive: true })
  private readonly secure: HttpsAgent

  constructor(authority: string | null) {
    // Said, since a variable of the environment would switch it off.
    this.secure = new HttpsAgent({ keepAlive: true, secureContext: trusting(authority), rejectUnauthorized: true })
  }

  async ask(url: URL, { method, headers, body, signal }: HttpRequest): Promise<HttpAnswer> {
    const isSecure = url.protocol === 'https:'
    const send = isSecure ? httpsRequest : httpRequest
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = send(url, {
        method,
        headers: { 'Accept-Encoding': 'gzip', 'User-Agent': 'Helmdeck', ...headers },
        agent: isSecure ? this.secure : this.plain,
        signal,
      })
      request.on('response', resolve).on('error', reject).end(body)
    })
    const isPacked = answer.headers['content-encoding'] === 'gzip'
    return {
      status: answer.statusCode ?? 0,
      headers: new Headers(
        Object.entries(answer.headersDistinct).flatMap(([name, values]) => values?.map((value): [string, string] => [name, value]) ?? []),
      ),
      body: isPacked ? unpacked(answer) : answer,
      discard: () => void answer.destroy(),
    }
  }
}

/** An error of the line has to reach who reads what was unpacked. */
function unpacked(answer: IncomingMessage): AsyncIterable<Uint8Array> {
  const unpacking = createGunzip()
  answer.on('error', (error) => unpacking.destroy(error))
  return answer.pipe(unpacking)
}

function trusting(authority: string | null): SecureContext {
  try {
    // A context leaves out in silence what it can't read.
    for (const [certificate] of (authority ?? '').matchAll(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g))
      new X509Certificate(certificate)
    return tls.createSecureContext({ ca: [...trustedBySystem(), ...(authority === null ? [] : [authority])] })
  } catch {
    throw new HelmdeckError('invalid-connection', { field: 'authority', problem: 'PEM' })
  }
}

let known: readonly string[] | null = null

/** Those that Node brings, and those of the system where this Node can read its store (22.15 and later). */
function trustedBySystem(): readonly string[] {
  const { getCACertificates: read } = tls as { readonly getCACertificates?: (type: 'default' | 'system') => readonly string[] }
  known ??= read === undefined ? tls.rootCertificates : [...new Set([...read('default'), ...read('system')])]
  return known
}
