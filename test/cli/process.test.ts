import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openWorkspace } from '../../src/host/open-workspace.ts'
import { createLog } from '../../src/host/engine-log.ts'
import { temporaryFolder } from '../engine/workspace/open-test-engine.ts'
import { programPath } from '../programs.ts'

function start(words: readonly string[], folder: string) {
  const child = spawn(process.execPath, [programPath('cli'), ...words], {
    cwd: '/',
    env: { PATH: process.env['PATH'], HOME: folder, INIT_CWD: folder, LANG: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')))
  return child
}

describe('the command line as a process', () => {
  it('ends with its exit code, and paths count from where the user stands', async () => {
    const folder = temporaryFolder()
    const owner = await openWorkspace({ path: join(folder, 'w.helmdeck'), create: true, log: createLog('silent') })
    const child = start(['report', 'w.helmdeck', 'gone.json', '--json'], folder)
    const [err, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
    expect([code, JSON.parse(err)]).toMatchObject([1, { error: { code: 'file-missing', details: { file: 'gone.json' } } }])
    await owner.close()
  })

  it('serves until it is stopped, lets one browser in, and leaves the workspace free', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'served.helmdeck')
    const child = start(['serve', 'served.helmdeck', '--no-open'], folder)
    const ended = once(child, 'exit')
    let url = ''
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.startsWith('http://')) url = line
      if (url !== '') break
    }
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/)
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(303)
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(403)

    const attached = await openWorkspace({ path, create: false, log: createLog('silent') })
    expect(attached.role).toBe('client')
    child.kill('SIGINT')
    expect(await ended).toEqual([0, null])
    await expect(attached.api.workspace.info({})).rejects.toMatchObject({ code: 'engine-unavailable' })
    const next = await openWorkspace({ path, create: false, log: createLog('silent') })
    expect(next.role).toBe('owner')
    await next.close()
  })
})
