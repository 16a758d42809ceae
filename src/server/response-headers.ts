import { pageHeaders } from '../host/page-headers.ts'
import { ownNames } from './request-guard.ts'

/** On every answer: what the page needs, and sockets to this host under its own names only. */
export function securityHeaders(port: number, nonce: string): Record<string, string> {
  return pageHeaders(
    nonce,
    ownNames(port).map((name) => `ws://${name}`),
  )
}
