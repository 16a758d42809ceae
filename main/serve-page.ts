import { randomBytes } from 'node:crypto'
import { isPage, pageHeaders, pageText } from '../src/host/page-headers.ts'
import { readUiFiles } from '../src/host/ui-files.ts'

/** Answers the window's requests with the built page: the same files, under the same policy, as the browser host's. */
export function servePage(folder: string): (request: Request) => Response {
  const files = readUiFiles(folder)
  return (request) => {
    const { pathname } = new URL(request.url)
    const file = files.get(pathname === '/' ? '/index.html' : pathname)
    if (!file) return new Response('Not found', { status: 404 })
    const nonce = randomBytes(16).toString('base64')
    return new Response(isPage(file) ? pageText(file, nonce) : file.bytes, {
      headers: { ...pageHeaders(nonce), 'content-type': file.type },
    })
  }
}
