/** A request that a connector may send. Whatever no rule names never leaves the machine: connectors read, and nothing else. */
export interface ReadRule {
  readonly method: 'GET' | 'POST'
  /** The whole path below the connection's host. */
  readonly path: RegExp
  /** Of a POST: what the body asks for, where every request goes to one address. */
  readonly call?: RegExp
  /** Of a POST: what its body has to be, where the address alone doesn't tell a read. */
  readonly body?: (body: unknown) => boolean
}

export interface PullRequest {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Instead of a body: a form, as token servers want it. */
  readonly form?: Readonly<Record<string, string>>
  /** `text`: the answer is no JSON where all goes well. */
  readonly as?: 'json' | 'text'
  /** What a remote call asks for; it has to be what the body says. */
  readonly call?: string
  /** A login is not tried again: accounts lock. */
  readonly once?: boolean
}

/** Does a rule let this request through? The body's own word counts, not what the connector calls it. */
export function isRead(rules: readonly ReadRule[], { method, path, body, call }: PullRequest): boolean {
  const asked = (body as { readonly method?: unknown } | undefined)?.method
  if (call !== undefined && asked !== call) return false
  return rules.some((rule) => {
    if (rule.method !== method || !rule.path.test(path)) return false
    if (rule.body !== undefined && !rule.body(body)) return false
    return rule.call === undefined ? call === undefined : call !== undefined && rule.call.test(call)
  })
}
