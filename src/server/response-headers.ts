import { ownNames } from './request-guard.ts'

/** On every answer. A nonce lets in the style elements Mantine writes; there are no inline scripts. */
export function securityHeaders(port: number, nonce: string): Record<string, string> {
  const sockets = ownNames(port).map((name) => `ws://${name}`)
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data: blob:",
      "font-src 'self'",
      `connect-src 'self' ${sockets.join(' ')}`,
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'none'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  }
}
