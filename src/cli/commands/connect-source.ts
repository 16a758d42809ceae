import { readFile } from 'node:fs/promises'
import { HelmdeckError } from '../../contract/errors.ts'
import { Connection, ConnectionName, System, type ConnectionTest } from '../../contract/pulls.ts'
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
  const given = terminal.env['HELMDECK_SECRET']
  const secret = given ?? (connection.rest?.auth.type === 'none' ? '' : await askSecret(terminal))
  const tested = await withWorkspace(terminal, workspace, { create: true }, (api) =>
    api.connections.connect(
      { name, connection, keepSecret: given === undefined, ...(secret === '' ? {} : { secret }) },
      { signal: terminal.stop },
    ),
  )
  if (options.json) return terminal.out(`${JSON.stringify({ name, ...tested })}\n`)
  terminal.out(testText(terminal, tested))
}

/** What the options say of a connection; what they don't say is left out. */
export async function partsOf(terminal: Terminal, options: Omit<ConnectOptions, 'name' | 'url' | 'json'>): Promise<object> {
  const { user, objects, dailyCalls, overlap: overlapMinutes, authority, description } = options
  const parts = {
    user,
    objects,
    dailyCalls,
    overlapMinutes,
    schedule: scheduleOf(options),
    authority: authority === undefined ? undefined : await readAuthority(terminal, authority),
    rest: description === undefined ? undefined : await readJsonFile(terminal, description, RestDescription, 'invalid-connection'),
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
