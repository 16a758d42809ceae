import type { UiFile } from './ui-files.ts'

const noncePlaceholder = '__CSP_NONCE__'

/** On every answer with a page. The nonce lets in the style elements Mantine writes; there are no inline scripts. */
export function pageHeaders(nonce: string, sockets: readonly string[] = []): Record<string, string> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data: blob:",
      "font-src 'self'",
      `connect-src ${["'self'", ...sockets].join(' ')}`,
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

export function isPage(file: UiFile): boolean {
  return file.type.startsWith('text/html')
}

/** The page's text, where it may write style elements under this nonce. */
export function pageText(file: UiFile, nonce: string): string {
  return Buffer.from(file.bytes).toString('utf8').replaceAll(noncePlaceholder, nonce)
}
