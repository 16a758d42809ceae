import { fork } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Api } from '../../src/contract/api.ts'
import { uploadFile } from '../../src/host/upload-file.ts'
import { listFiles } from '../../src/host/list-files.ts'
import { createLog } from '../../src/host/engine-log.ts'
import { openWorkspace } from '../../src/host/open-workspace.ts'
import { prepareFolder } from '../../src/engine/workspace/workspace-folder.ts'
import { createEngineHost } from '../../src/server/engine-host.ts'
import { createClient } from '../../src/transport/api-client.ts'
import { streamWire } from '../../src/transport/socket.ts'
import { api as contract } from '../../src/contract/api.ts'
import {
  before,
  figuresOf,
  otherReport,
  otherSettings,
  reportName,
  tiny,
  weekLater,
  weekLaterAlone,
  wonReport,
  writeWeekLater,
  type Figures,
} from './company.ts'
import { programPath } from '../programs.ts'
import { turnsLater, whenMoved, type Moment, type VictimOrder } from './victim-order.ts'

export const works = [
  'import by command',
  'import by engine',
  'document',
  'settings by engine',
  'export by command',
  'backup by command',
  'restore by command',
  'restore by engine',
  'undo by engine',
  'redo by engine',
] as const
export type Work = (typeof works)[number]

export interface KillRound {
  readonly work: Work
  readonly moment: Moment
  /** The state that was found; null where it is neither, or a promise is broken: `problem` says what. */
  readonly state: 'before' | 'after' | null
  readonly problem: string | null
}

interface Scene {
  /** A closed workspace in the state before. */
  readonly base: string
  /** Another, in which everything is changed since its one backup was made in the state before. */
  readonly changed: string
  /** That one with its first load undone. */
  readonly undone: string
  readonly weekLater: string
  readonly spec: string
}

/** Kills real processes at work, `kills` times over all works (or those of `among`) and the whole way of each, and looks at what they leave behind. */
export async function killRounds(
  kills: number,
  seed: number,
  told: (round: KillRound) => void = () => undefined,
  among: readonly Work[] = works,
): Promise<KillRound[]> {
  const folder = mkdtempSync(join(tmpdir(), 'helmdeck-kill-'))
  try {
    const scene = await setScene(folder)
    const random = randomNumbers(seed)
    const rounds: KillRound[] = []
    for (let kill = 0; kill < kills; kill++) {
      const work = among[kill % among.length] ?? 'document'
      const moment = chooseMoment(work, Math.floor(kill / among.length), Math.ceil(kills / among.length), random)
      const place = join(folder, `round-${kill}`)
      const path = join(place, 'company.helmdeck')
      cpSync(sceneOf(work, scene), path, { recursive: true })
      const round = { work, moment, ...(await doRound(work, moment, path, scene)) }
      rounds.push(round)
      told(round)
      rmSync(place, { recursive: true, force: true })
    }
    return rounds
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function sceneOf(work: Work, scene: Scene): string {
  if (work === 'redo by engine') return scene.undone
  return work === 'undo by engine' || work.startsWith('restore') ? scene.changed : scene.base
}

async function setScene(folder: string): Promise<Scene> {
  const scene = {
    base: join(folder, 'base.helmdeck'),
    changed: join(folder, 'changed.helmdeck'),
    undone: join(folder, 'undone.helmdeck'),
    weekLater: join(folder, 'week-later'),
    spec: join(folder, 'won.json'),
  }
  writeWeekLater(scene.weekLater)
  writeFileSync(scene.spec, JSON.stringify(wonReport))
  const { api, close } = await openWorkspace({ path: scene.base, create: true, log: createLog('silent') })
  await importFolder(api, tiny)
  await api.documents.save({ kind: 'report', name: reportName, body: { title: 'before', spec: wonReport } })
  const figures = await figuresOf(api)
  await close()
  if (!isDeepStrictEqual(figures, before)) throw new Error(`the scene is not what it should be: ${JSON.stringify(figures)}`)
  cpSync(scene.base, scene.changed, { recursive: true })
  await changeEverything(scene)
  cpSync(scene.changed, scene.undone, { recursive: true })
  await undoFirst(scene)
  return scene
}

const everythingElse: Figures = { ...before, ...weekLater, ...otherSettings, ...otherReport }

async function changeEverything({ changed, weekLater: files }: Scene): Promise<void> {
  const { api, close } = await openWorkspace({ path: changed, create: false, log: createLog('silent') })
  await api.backups.make({})
  await importFolder(api, files)
  await api.workspace.saveSettings({ reportingCurrency: otherSettings.currency, firstDayOfWeek: otherSettings.firstDayOfWeek })
  await api.documents.save({ kind: 'report', name: reportName, body: { title: otherReport.report, spec: wonReport }, basedOn: 1 })
  const figures = await figuresOf(api)
  await close()
  if (!isDeepStrictEqual(figures, everythingElse)) throw new Error(`the scene is not what it should be: ${JSON.stringify(figures)}`)
}

const withoutFirst: Figures = { ...everythingElse, ...weekLaterAlone }

async function undoFirst({ undone }: Scene): Promise<void> {
  const { api, close } = await openWorkspace({ path: undone, create: false, log: createLog('silent') })
  await api.imports.setLoad({ load: 1, undone: true })
  const figures = await figuresOf(api)
  await close()
  if (!isDeepStrictEqual(figures, withoutFirst)) throw new Error(`the scene is not what it should be: ${JSON.stringify(figures)}`)
}

async function importFolder(api: Api, folder: string, onFraction: (fraction: number) => void = () => undefined): Promise<void> {
  const uploads: string[] = []
  for (const file of (await listFiles([folder])).files) uploads.push(await uploadFile(api, file, new AbortController().signal))
  await api.imports.run({ uploads }, { onProgress: ({ fraction }) => onFraction(fraction) })
}

/**
 * Imports die all along their way, each time in the next part of it, and every other time just before or just after their commit; the others between
 * their start and their end, and every other time while they write.
 */
function chooseMoment(work: Work, round: number, rounds: number, random: () => number): Moment {
  // Close by more often than far away: a turn takes microseconds while nothing happens, and a write many of them.
  const turns = (most: number): number => Math.floor(most * random() ** 3)
  const isAtTheEnd = round % 2 === 1
  // Both write all the way; a restore counts shortly after 0.95, a backup shortly before 1.
  if (/^(restore|backup)/.test(work)) {
    if (round % 4 === 1) return { fraction: 1, turns: turns(100) }
    const last = work.startsWith('restore') ? 0.95 : 0.9
    return isAtTheEnd ? { fraction: last, turns: turns(20_000) } : { fraction: random() - 0.05, turns: turns(500) }
  }
  // All is one transaction; its commit comes after the last progress.
  if (/^(undo|redo)/.test(work))
    return isAtTheEnd ? { fraction: 1, turns: turns(100_000) } : { fraction: random() * 1.05 - 0.05, turns: turns(1_000) }
  if (!work.startsWith('import')) return isAtTheEnd ? { fraction: 1, turns: turns(50_000) } : { fraction: -1, turns: turns(50_000) }
  const isDone = (round % 4 === 1) === (work === 'import by engine')
  if (isAtTheEnd) return { fraction: isDone ? 1 : 0.98, turns: turns(100_000) }
  const fraction = -0.1 + (1.1 * (round + 2 * random())) / (rounds + 1)
  return fraction < 0 ? { fraction: -1, turns: turns(10_000) } : { fraction, turns: turns(1_000) }
}

type Found = Pick<KillRound, 'state' | 'problem'>

async function doRound(work: Work, moment: Moment, path: string, scene: Scene): Promise<Found> {
  switch (work) {
    case 'import by command':
      await runVictim({ work: 'command', words: ['import', path, scene.weekLater], moment, writesTo: [] })
      return await lookAtLeft(path, weekLater)
    case 'document':
      await runVictim({ work: 'document', path, moment, writesTo: documentFolders(path) })
      return await lookAtLeft(path, otherReport)
    case 'export by command':
      return await exportAndDie(path, moment, scene)
    case 'backup by command':
      return await backUpAndDie(path, moment)
    case 'restore by command':
      await runVictim({ work: 'command', words: ['restore', path, 'latest'], moment, writesTo: [] })
      return await lookAtLeft(path, before, everythingElse)
    case 'restore by engine':
      return await killEngine(
        path,
        moment,
        before,
        (api, reached) => api.backups.restore({ backup: 'latest' }, { onProgress: ({ fraction }) => reached(fraction) }),
        everythingElse,
      )
    case 'undo by engine':
      return await killEngine(path, moment, weekLaterAlone, setFirst(true), everythingElse)
    case 'redo by engine':
      return await killEngine(path, moment, everythingElse, setFirst(false), withoutFirst)
    case 'import by engine':
      return await killEngine(path, moment, weekLater, (api, reached) => importFolder(api, scene.weekLater, reached))
    case 'settings by engine':
      return await killEngine(path, moment, otherSettings, (api) =>
        api.workspace.saveSettings({ reportingCurrency: otherSettings.currency, firstDayOfWeek: otherSettings.firstDayOfWeek }),
      )
  }
}

function setFirst(undone: boolean) {
  return (api: Api, reached: (fraction: number) => void): Promise<unknown> =>
    api.imports.setLoad({ load: 1, undone }, { onProgress: ({ fraction }) => reached(fraction) })
}

function documentFolders(path: string): string[] {
  const reports = join(path, 'documents', 'report')
  return [reports, join(reports, 'journal', reportName)]
}

async function runVictim(order: VictimOrder): Promise<void> {
  const child = fork(programPath('victim'), { execArgv: [] })
  let complaint: string | null = null
  child.on('message', (message) => (complaint = JSON.stringify(message)))
  child.send(order)
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
  if (signal !== 'SIGKILL') throw new Error(`the victim was not killed: ${complaint ?? signal}`)
}

async function lookAtLeft(path: string, changes: Partial<Figures>, from: Figures = before): Promise<Found> {
  const { role, api, close } = await openWorkspace({ path, create: false, log: createLog('silent') })
  try {
    return role === 'owner' ? await judge(api, changes, from) : { state: null, problem: 'somebody still owns it' }
  } finally {
    await close()
  }
}

async function judge(api: Api, changes: Partial<Figures>, from: Figures): Promise<Found> {
  const { ok, checks } = await api.workspace.doctor({})
  if (!ok)
    return {
      state: null,
      problem: JSON.stringify(checks.flatMap((check) => (check.ok ? [] : [`${check.id}: ${check.examples.join('; ')}`]))),
    }
  const figures = await figuresOf(api)
  if (isDeepStrictEqual(figures, from)) return { state: 'before', problem: null }
  if (isDeepStrictEqual(figures, { ...from, ...changes })) return { state: 'after', problem: null }
  return { state: null, problem: JSON.stringify(figures) }
}

/** A backup that is there is whole: what it restores is the state it was made of. */
async function backUpAndDie(path: string, moment: Moment): Promise<Found> {
  await runVictim({ work: 'command', words: ['backup', path], moment, writesTo: [] })
  const { api, close } = await openWorkspace({ path, create: false, log: createLog('silent') })
  try {
    const left = await judge(api, {}, before)
    const { backups } = await api.backups.list({})
    if (left.state === null || backups.length === 0) return left
    await api.backups.restore({ backup: 'latest' })
    const restored = await judge(api, {}, before)
    return restored.state === 'before' ? { state: 'after', problem: null } : restored
  } finally {
    await close()
  }
}

/** 4 wins of 100,000 in place of what stood in the file, or what stood there. */
async function exportAndDie(path: string, moment: Moment, { spec }: Scene): Promise<Found> {
  const out = join(path, '..', 'won.csv')
  writeFileSync(out, 'old')
  await runVictim({ work: 'command', words: ['report', path, spec, '--out', out], moment, writesTo: [join(path, '..')] })
  const text = readFileSync(out, 'utf8')
  const left = await lookAtLeft(path, {})
  if (left.state !== 'before') return left
  const strangers = readdirSync(join(path, '..')).filter(
    (name) => !name.endsWith('.tmp') && name !== 'won.csv' && name !== 'company.helmdeck',
  )
  if (strangers.length > 0) return { state: null, problem: strangers.join(', ') }
  if (text === 'old') return { state: 'before', problem: null }
  return /^\ufeff[^\r\n]+\r\n4,100000(\.0+)?\r\n$/.test(text) ? { state: 'after', problem: null } : { state: null, problem: text }
}

/** The engine as the browser host runs it: killed while a client waits for it, started again by its host, and asked what it has. */
async function killEngine(
  path: string,
  moment: Moment,
  changes: Partial<Figures>,
  work: (api: Api, reached: (fraction: number) => void) => Promise<unknown>,
  from: Figures = before,
): Promise<Found> {
  const folder = await prepareFolder(path, { create: false })
  const host = createEngineHost({ folder, entry: programPath('engine-process'), execArgv: [], log: createLog('silent') })
  try {
    const client = await clientOf(host)
    const pid = host.enginePid()
    if (pid === null) throw new Error('the host runs no engine')
    let isComing = false
    const killed = new Promise<void>((resolve) => client.wire.onFrame(({ frame }) => frame.type === 'closed' && resolve()))
    const comeNear = (): void => {
      if (!isComing) turnsLater(moment.turns, () => process.kill(pid, 'SIGKILL'))
      isComing = true
    }
    if (moment.fraction < 0) comeNear()
    // Only settings are made where nothing was: that folder appears with the first of them.
    if (moment.fraction === 1) whenMoved([folder.documents], comeNear)
    const working = work(client.api, (fraction) => fraction >= moment.fraction && comeNear())
    await working.then(comeNear, (error: unknown) => {
      if (!isComing) throw error
    })
    await killed
    const again = await clientOf(host)
    const found = await judge(again.api, changes, from)
    again.close()
    return found
  } finally {
    await host.close()
  }
}

async function clientOf(host: ReturnType<typeof createEngineHost>) {
  const socket = await host.connect()
  const wire = streamWire(socket)
  const api = createClient(contract, wire)
  socket.resume()
  return { api, wire, close: () => void socket.destroy() }
}

/** Mulberry32: the same numbers for the same seed. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
