import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { HelmdeckError } from '../../contract/errors.ts'
import type { Authorization } from '../../contract/pull-auth.ts'
import { Connection, ConnectionName, System, type ConnectionTest } from '../../contract/pulls.ts'
import { SystemSettings } from '../../contract/pull-settings.ts'
import { RestDescription } from '../../contract/rest-description.ts'
import { parseJson, readJsonFile } from '../read-document.ts'
import { say, type Terminal } from '../terminal.ts'
import { userPath } from '../places.ts'
import { textTable } from '../text-table.ts'
import { scheduleOf, type ScheduleOptions } from '../schedule-options.ts'
import { withWorkspace } from '../with-workspace.ts'
import { connectionsText } from './connections-text.ts'

export interface ConnectOptions extends ScheduleOptions {
  readonly name: string
  readonly url: string
  readonly user?: string
  readonly objects?: string[]
  readonly dailyCalls?: number
  readonly overlap?: number
  readonly authority?: string
  readonly description?: string
  readonly auth?: 'token' | 'browser' | 'client-credentials'
  readonly clientId?: string
  readonly authSettings?: string
  readonly settings?: string
  readonly json?: boolean
}

/** Tests a connection and keeps it. The secret comes from HELMDECK_SECRET (then it is kept nowhere), a prompt, or standard input. */
export async function connectSource(terminal: Terminal, workspace: string, system: string, options: ConnectOptions): Promise<void> {
  if (!System.safeParse(system).success) throw new HelmdeckError('not-available', { what: system })
  const name = parseJson(JSON.stringify(options.name), ConnectionName, 'invalid-connection')
  const connection = parseJson(
    JSON.stringify({ system, url: options.url, ...(await partsOf(terminal, options)) }),
    Connection,
    'invalid-connection',
  )
  const isSignIn = connection.auth.type === 'oauth' && connection.auth.flow === 'browser'
  const given = terminal.env['HELMDECK_SECRET']
  const needsSecret = !isSignIn && connection.rest?.auth.type !== 'none'
  const secret = given ?? (needsSecret ? await askSecret(terminal) : '')
  const tested = await withWorkspace(terminal, workspace, { create: true }, async (api) => {
    const asked = { name, connection, ...(secret === '' ? {} : { secret }) }
    const signIn = isSignIn ? { authorization: beginSignIn(terminal, await api.connections.authorize({ name, connection })) } : {}
    return await api.connections.connect({ ...asked, ...signIn, keepSecret: given === undefined || isSignIn }, { signal: terminal.stop })
  })
  if (options.json) return terminal.out(`${JSON.stringify({ name, ...tested })}\n`)
  terminal.out(testText(terminal, tested))
}

/** What the options say of a connection; what they don't say is left out. */
export async function partsOf(terminal: Terminal, options: Omit<ConnectOptions, 'name' | 'url' | 'json'>): Promise<object> {
  const { user, objects, dailyCalls, overlap: overlapMinutes, authority, description, settings } = options
  const parts = {
    user,
    objects,
    dailyCalls,
    overlapMinutes,
    schedule: scheduleOf(options),
    authority: authority === undefined ? undefined : await readAuthority(terminal, authority),
    ...(await authOf(terminal, options)),
    rest: description === undefined ? undefined : await readJsonFile(terminal, description, RestDescription, 'invalid-connection'),
    ...(settings === undefined ? {} : await readJsonFile(terminal, settings, SystemSettings, 'invalid-connection')),
  }
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined))
}

/** The certificates go into the connection, so that they travel with the workspace; `system` = none of its own. */
async function readAuthority(terminal: Terminal, file: string): Promise<string | null> {
  if (file === 'system') return null
  return await readFile(userPath(terminal, file), 'utf8').catch((cause: unknown) => {
    throw new HelmdeckError('invalid-connection', { field: 'authority', problem: file }, { cause })
  })
}

/** Endpoints and the like, where the system's own are not the right ones, come from a file. */
async function authOf(
  terminal: Terminal,
  { auth = 'token', clientId, authSettings }: Pick<ConnectOptions, 'auth' | 'clientId' | 'authSettings'>,
): Promise<{ readonly auth?: Readonly<Record<string, unknown>> }> {
  if (auth === 'token') {
    if (clientId !== undefined) throw new HelmdeckError('invalid-connection', { field: 'auth', problem: '--auth browser' })
    return {}
  }
  const more =
    authSettings === undefined ? {} : await readJsonFile(terminal, authSettings, z.record(z.string(), z.unknown()), 'invalid-connection')
  return { auth: { type: 'oauth', flow: auth, ...(clientId === undefined ? {} : { clientId }), ...more } }
}

/** Which address to open, for a person: on the screen, and not among the results. */
function beginSignIn(terminal: Terminal, { authorization, address, redirect }: Authorization): string {
  terminal.err(
    `${say(terminal, {
      zh: `请在这台机器的浏览器中打开下面的地址并登录（十分钟内有效，回到 ${redirect}）：`,
      en: `Open this address in a browser on this machine and sign in (within ten minutes; it returns to ${redirect}):`,
    })}\n${address}\n`,
  )
  return authorization
}

export async function askSecret(terminal: Terminal): Promise<string> {
  const typed =
    terminal.isInteractive && terminal.readSecret !== undefined
      ? terminal.readSecret(say(terminal, { zh: '密码或令牌：', en: 'Password or token: ' }))
      : terminal.readInput()
  return (await typed).replace(/\r?\n$/, '')
}

export function testText(terminal: Terminal, { account, version, objects }: ConnectionTest): string {
  const heads = {
    zh: { object: '对象', records: '记录', calls: '预计调用' },
    en: { object: 'object', records: 'records', calls: 'calls' },
  }[terminal.language]
  const rows = objects.map(({ object, label, records, calls, problem }) => [
    `${object} (${say(terminal, label)})`,
    records === null ? '' : String(records),
    calls === null ? '' : String(calls),
    problem === null ? '' : say(terminal, problem.message),
  ])
  const as = say(terminal, { zh: `已连接：${account}`, en: `Connected as ${account}` })
  return `${as}${version === null ? '' : ` (${version})`}\n${textTable([{ head: heads.object }, { head: heads.records, align: 'right' }, { head: heads.calls, align: 'right' }, { head: '' }], rows)}`
}

/** The connections of a workspace, or without one of them. */
export async function listConnections(
  terminal: Terminal,
  workspace: string,
  { json, remove }: { json?: boolean; remove?: string },
): Promise<void> {
  const { connections } = await withWorkspace(terminal, workspace, { create: false }, async (api) => {
    if (remove !== undefined) await api.connections.remove({ name: remove })
    return await api.connections.list({}, { signal: terminal.stop })
  })
  if (json) return terminal.out(`${JSON.stringify({ connections })}\n`)
  terminal.out(connectionsText(terminal, connections))
}
