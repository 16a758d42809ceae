import { z } from 'zod'
import { HelmdeckError } from '../../contract/errors.ts'
import type { Authorization } from '../../contract/pull-auth.ts'
import { Connection, ConnectionName, System, type ConnectionEntry, type ConnectionTest } from '../../contract/pulls.ts'
import { RestDescription } from '../../contract/rest-description.ts'
import { parseJson, readJsonFile } from '../read-document.ts'
import { say, type Terminal } from '../terminal.ts'
import { textTable } from '../text-table.ts'
import { withWorkspace } from '../with-workspace.ts'

export interface ConnectOptions {
  readonly name: string
  readonly url: string
  readonly user?: string
  readonly objects?: string[]
  readonly dailyCalls?: number
  readonly description?: string
  readonly auth?: 'token' | 'browser' | 'client-credentials'
  readonly clientId?: string
  readonly authSettings?: string
  readonly json?: boolean
}

/** Tests a connection and keeps it. The secret comes from HELMDECK_SECRET (then it is kept nowhere), a prompt, or standard input. */
export async function connectSource(terminal: Terminal, workspace: string, system: string, options: ConnectOptions): Promise<void> {
  if (!System.safeParse(system).success) throw new HelmdeckError('not-available', { what: system })
  const name = parseJson(JSON.stringify(options.name), ConnectionName, 'invalid-connection')
  const rest =
    options.description === undefined
      ? {}
      : { rest: await readJsonFile(terminal, options.description, RestDescription, 'invalid-connection') }
  const connection = parseJson(
    JSON.stringify({
      system,
      url: options.url,
      user: options.user ?? null,
      objects: options.objects ?? [],
      ...rest,
      ...(await authOf(terminal, options)),
      ...(options.dailyCalls === undefined ? {} : { dailyCalls: options.dailyCalls }),
    }),
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

/** Endpoints and the like, where the system's own are not the right ones, come from a file. */
async function authOf(
  terminal: Terminal,
  { auth = 'token', clientId, authSettings }: ConnectOptions,
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

async function askSecret(terminal: Terminal): Promise<string> {
  const typed =
    terminal.isInteractive && terminal.readSecret !== undefined
      ? terminal.readSecret(say(terminal, { zh: '密码或令牌：', en: 'Password or token: ' }))
      : terminal.readInput()
  return (await typed).replace(/\r?\n$/, '')
}

function testText(terminal: Terminal, { account, version, objects }: ConnectionTest): string {
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
  const heads = {
    zh: { name: '名称', system: '系统', fresh: '数据截至', calls: '今日调用', last: '上次' },
    en: { name: 'name', system: 'system', fresh: 'fresh as of', calls: 'calls today', last: 'last pull' },
  }[terminal.language]
  const last = ({ lastRun }: ConnectionEntry): string => {
    if (lastRun === null) return ''
    return lastRun.problem === null ? lastRun.state : say(terminal, lastRun.problem.message)
  }
  const rows = connections.map((entry) => [
    entry.name,
    entry.system,
    entry.url,
    entry.freshAsOf ?? '',
    `${entry.callsToday}/${entry.dailyCalls}`,
    last(entry),
  ])
  terminal.out(
    textTable(
      [
        { head: heads.name },
        { head: heads.system },
        { head: 'URL' },
        { head: heads.fresh },
        { head: heads.calls, align: 'right' },
        { head: heads.last },
      ],
      rows,
    ),
  )
}
