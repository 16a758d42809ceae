import { randomBytes, timingSafeEqual } from 'node:crypto'

/** One-use tokens for a URL, each swapped for a cookie that a page's scripts cannot read. Both die with the process. */
export interface BrowserSessions {
  newToken(): string
  /** The value of a Set-Cookie header, null where the token is unknown or was used. */
  redeem(token: string): string | null
  holds(cookieHeader: string | undefined): boolean
}

/** Cookies know no port, so the port is part of the name: two hosts on one machine must not log each other out. */
export function createBrowserSessions(port: () => number): BrowserSessions {
  const tokens: string[] = []
  const sessions: string[] = []
  const secret = (): string => randomBytes(32).toString('base64url')
  const cookieName = (): string => `helmdeck-${port()}`
  return {
    newToken() {
      const token = secret()
      tokens.push(token)
      return token
    },
    redeem(given) {
      const index = tokens.findIndex((token) => same(token, given))
      if (index === -1) return null
      tokens.splice(index, 1)
      const session = secret()
      sessions.push(session)
      return `${cookieName()}=${session}; HttpOnly; SameSite=Strict; Path=/`
    },
    holds(cookieHeader) {
      const given = readCookie(cookieHeader, cookieName())
      return given !== null && sessions.some((session) => same(session, given))
    },
  }
}

function readCookie(header: string | undefined, name: string): string | null {
  const pair = header?.split(';').find((part) => part.trim().startsWith(`${name}=`))
  return pair?.slice(pair.indexOf('=') + 1).trim() ?? null
}

function same(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(right)]
  return one.byteLength === other.byteLength && timingSafeEqual(one, other)
}
