import { ConnectionChange } from '../../contract/pulls.ts'
import { UsageError } from '../failure.ts'
import { parseJson } from '../read-document.ts'
import { say, type Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-workspace.ts'
import { askSecret, partsOf, testText, type ConnectOptions } from './connect-source.ts'
import { connectionsText, runsText } from './connections-text.ts'

export interface TendOptions extends Omit<ConnectOptions, 'name' | 'url'> {
  readonly url?: string
  readonly secret?: boolean
  readonly offset?: number
  readonly limit?: number
}

const actions = ['update', 'test', 'pause', 'resume', 'stop', 'runs', 'remove'] as const

/** What is done with one connection. Only `update` takes the options that say what it is like. */
export async function tendConnection(
  terminal: Terminal,
  workspace: string,
  action: string,
  name: string,
  options: TendOptions,
): Promise<void> {
  const known = actions.find((one) => one === action)
  if (known === undefined) throw new UsageError(`${action}: one of ${actions.join(', ')}`)
  if (known === 'update') return await updateConnection(terminal, workspace, name, options)
  if (known === 'pause' || known === 'resume') return await change(terminal, workspace, name, { isPaused: known === 'pause' }, options)
  await { test: testKept, stop: stopPull, runs: listRuns, remove: removeConnection }[known](terminal, workspace, name, options)
}

async function updateConnection(terminal: Terminal, workspace: string, name: string, options: TendOptions): Promise<void> {
  const parts = { ...(options.url === undefined ? {} : { url: options.url }), ...(await partsOf(terminal, options)) }
  if (Object.keys(parts).length === 0 && !options.secret) throw new UsageError('update needs something to change')
  await change(terminal, workspace, name, parseJson(JSON.stringify(parts), ConnectionChange, 'invalid-connection'), options)
}

async function change(
  terminal: Terminal,
  workspace: string,
  name: string,
  wanted: ConnectionChange,
  { secret: isAsked, json }: TendOptions,
): Promise<void> {
  const given = terminal.env['HELMDECK_SECRET']
  const secret = isAsked ? (given ?? (await askSecret(terminal))) : undefined
  const entry = await withWorkspace(terminal, workspace, { create: false }, (api) =>
    api.connections.update(
      { name, change: wanted, keepSecret: given === undefined, ...(secret === undefined ? {} : { secret }) },
      { signal: terminal.stop },
    ),
  )
  terminal.out(json ? `${JSON.stringify(entry)}\n` : connectionsText(terminal, [entry]))
}

async function testKept(terminal: Terminal, workspace: string, name: string, { json }: TendOptions): Promise<void> {
  const secret = terminal.env['HELMDECK_SECRET']
  const tested = await withWorkspace(terminal, workspace, { create: false }, (api) =>
    api.connections.test({ name, ...(secret === undefined ? {} : { secret }) }, { signal: terminal.stop }),
  )
  terminal.out(json ? `${JSON.stringify({ name, ...tested })}\n` : testText(terminal, tested))
}

async function stopPull(terminal: Terminal, workspace: string, name: string): Promise<void> {
  await withWorkspace(terminal, workspace, { create: false }, (api) => api.connections.stop({ name }))
}

async function listRuns(terminal: Terminal, workspace: string, name: string, { json, offset, limit }: TendOptions): Promise<void> {
  const page = { ...(offset === undefined ? {} : { offset }), ...(limit === undefined ? {} : { limit }) }
  const found = await withWorkspace(terminal, workspace, { create: false }, (api) => api.connections.runs({ name, ...page }))
  terminal.out(json ? `${JSON.stringify(found)}\n` : runsText(terminal, found.runs))
}

async function removeConnection(terminal: Terminal, workspace: string, name: string, { json }: TendOptions): Promise<void> {
  await withWorkspace(terminal, workspace, { create: false }, (api) => api.connections.remove({ name }))
  const gone = say(terminal, {
    zh: `连接「${name}」和它的密码已删除；已拉取的数据仍在。`,
    en: `The connection "${name}" and its secret are forgotten; what was pulled stays.`,
  })
  terminal.out(json ? '{}\n' : `${gone}\n`)
}
