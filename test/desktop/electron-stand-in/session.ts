import { strict, StrictEmitter } from './strict.ts'

type Check = (contents: unknown, permission: string) => boolean
type Request = (contents: unknown, permission: string, answer: (granted: boolean) => void) => void

let schemes: readonly string[] = []
const answers = new Map<string, (request: globalThis.Request) => Response | Promise<Response>>()
let check: Check = () => true
let request: Request = (_contents, _permission, answer) => answer(true)

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(given: readonly { scheme: string }[]): void {
    schemes = given.map(({ scheme }) => scheme)
  },
  handle(scheme: string, answer: (request: globalThis.Request) => Response | Promise<Response>): void {
    if (!schemes.includes(scheme)) throw new Error(`${scheme} is not registered as privileged`)
    answers.set(scheme, answer)
  },
})

/** What the program answers to a request of the page. */
export async function answerScheme(url: string): Promise<{ status: number; headers: Record<string, string>; body: Uint8Array }> {
  const answer = await answers.get(new URL(url).protocol.slice(0, -1))?.(new Request(url))
  if (!answer) return { status: 404, headers: {}, body: new Uint8Array(0) }
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body: new Uint8Array(await answer.arrayBuffer()) }
}

const events = new StrictEmitter('session', ['will-download'])
export const session = strict('session', {
  defaultSession: strict(
    'session',
    Object.assign(events, {
      setPermissionRequestHandler: (handler: Request): void => void (request = handler),
      setPermissionCheckHandler: (handler: Check): void => void (check = handler),
      setDevicePermissionHandler: (): void => undefined,
    }),
  ),
})

/** Both handlers have to say yes, as in Electron the one may be asked without the other. */
export function askPermission(permission: string): boolean {
  let granted = false
  request(null, permission, (answer) => (granted = answer))
  return granted && check(null, permission)
}

/** Electron's permissions under the names that Chromium's own settings know. */
const chromium: Readonly<Record<string, string>> = {
  'clipboard-sanitized-write': 'clipboard-write',
  'clipboard-read': 'clipboard-read',
  geolocation: 'geolocation',
  notifications: 'notifications',
  media: 'camera',
  midi: 'midi',
}

export function permissionsGranted(): string[] {
  return Object.entries(chromium).flatMap(([permission, name]) => (askPermission(permission) ? [name] : []))
}

export function refusesDownload(url: string): boolean {
  return events.ask('will-download', {}, { getURL: () => url })
}
