/** A request that a connector may send. Whatever no rule names never leaves the machine: connectors read, and nothing else. */
export interface ReadRule {
  readonly method: 'GET' | 'POST'
  /** The whole path below the connection's host. */
  readonly path: RegExp
  /** Of a POST: what the body asks for, where every request goes to one address. */
  readonly call?: RegExp
}

export interface PullRequest {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
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
    return rule.call === undefined ? call === undefined : call !== undefined && rule.call.test(call)
  })
}
