import { randomBytes } from 'node:crypto'
import { Hono, type Context } from 'hono'
import { isPage, pageText } from '../host/page-headers.ts'
import type { UiFile } from '../host/ui-files.ts'
import type { BrowserSessions } from './browser-sessions.ts'
import { noticePage, notices, type Notice } from './notice-page.ts'
import { isOwnHost, isOwnOrigin } from './request-guard.ts'
import { securityHeaders } from './response-headers.ts'

export interface WebAppOptions {
  readonly port: () => number
  readonly sessions: BrowserSessions
  readonly files: ReadonlyMap<string, UiFile>
}

type Page = { Variables: { nonce: string } }

/** Serves the page and nothing else: every call of the product goes through the WebSocket. */
export function createWebApp({ port, sessions, files }: WebAppOptions): Hono<Page> {
  const app = new Hono<Page>()

  app.use(async (context, next) => {
    const nonce = randomBytes(16).toString('base64')
    context.set('nonce', nonce)
    if (!isOwnHost(context.req.header('host'), port())) context.res = context.text('Forbidden', 403)
    else if (!isReading(context.req.method) && !isOwnOrigin(context.req.header('origin'), port()))
      context.res = context.text('Forbidden', 403)
    else if (!isReading(context.req.method)) context.res = context.text('Method not allowed', 405, { allow: 'GET, HEAD' })
    else await next()
    for (const [name, value] of Object.entries(securityHeaders(port(), nonce))) context.res.headers.set(name, value)
  })

  app.get('*', (context) => {
    const token = context.req.path === '/' ? context.req.query('token') : undefined
    const isKnown = sessions.holds(context.req.header('cookie'))
    if (token !== undefined) return enter(context, sessions, token, isKnown)
    if (!isKnown) return notice(context, notices.noSession, 401)
    return serveFile(context, files)
  })

  return app
}

function isReading(method: string): boolean {
  return method === 'GET' || method === 'HEAD'
}

function enter(context: Context<Page>, sessions: BrowserSessions, token: string, isKnown: boolean): Response {
  const cookie = sessions.redeem(token)
  if (cookie) return context.body(null, 303, { location: '/', 'set-cookie': cookie, 'cache-control': 'no-store' })
  return isKnown ? context.body(null, 303, { location: '/', 'cache-control': 'no-store' }) : notice(context, notices.usedToken, 403)
}

function serveFile(context: Context<Page>, files: ReadonlyMap<string, UiFile>): Response {
  const { path } = context.req
  const file = files.get(path === '/' ? '/index.html' : path)
  if (!file) return path === '/' ? notice(context, notices.noPage, 503) : context.text('Not found', 404)
  if (!isPage(file)) {
    return context.body(file.bytes, 200, {
      'content-type': file.type,
      'cache-control': file.isImmutable ? 'private, max-age=31536000, immutable' : 'no-cache',
    })
  }
  return context.body(pageText(file, context.get('nonce')), 200, { 'content-type': file.type, 'cache-control': 'no-store' })
}

function notice(context: Context<Page>, about: Notice, status: 401 | 403 | 503): Response {
  return context.body(noticePage(about, context.req.header('accept-language')), status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
  })
}
