import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { programPlaces } from '../../src/cli/places.ts'
import { runCommandLine } from '../../src/cli/run-command-line.ts'
import { freePort } from '../engine/pull/free-port.ts'
import { SampleOrg } from '../engine/pull/salesforce/sample-org.ts'
import { clientId, clientSecret, SalesforceServer } from '../engine/pull/salesforce/salesforce-server.ts'
import { filesHolding } from '../engine/pull/salesforce/whole-folder.ts'

let server: SalesforceServer
let folder: string

beforeEach(async () => {
  server = await SalesforceServer.start()
  server.now = new Date()
  new SampleOrg(server).fill()
  folder = await mkdtemp(join(tmpdir(), 'helmdeck-connect-'))
})
afterEach(async () => {
  await server.stop()
})

/** The command line with somebody at its side who opens each address that it prints. */
async function run(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  const visits: Promise<void>[] = []
  const visit = async (address: string): Promise<void> => {
    const page = await fetch(address, { redirect: 'manual' })
    await fetch(page.headers.get('location') ?? '')
  }
  const code = await runCommandLine(
    words,
    {
      env: {
        LANG: 'C',
        HELMDECK_LOG: 'silent',
        HELMDECK_SECRETS: join(folder, 'secrets.json'),
        HELMDECK_KEY: 'a key of this test',
        ...env,
      },
      language: 'en',
      folder,
      isInteractive: false,
      out: (data) => void (out += Buffer.from(data).toString('utf8')),
      err: (text) => {
        err += text
        const address = /^http:\S+\/oauth2\/authorize\?\S+$/m.exec(text)?.[0]
        if (address !== undefined) visits.push(visit(address))
      },
      readInput: async () => '',
      stop: new AbortController().signal,
    },
    programPlaces(join(import.meta.dirname, '../../src/cli/index.ts')),
  )
  await Promise.all(visits)
  return { code, out, err }
}

describe('helmdeck connect salesforce', () => {
  const connect = (...more: readonly string[]): string[] => [
    'connect',
    'a.helmdeck',
    'salesforce',
    '--name',
    'crm',
    '--url',
    server.url,
    '--client-id',
    clientId,
    ...more,
  ]

  it('signs in in the browser, and pulls from then on', async () => {
    const { writeFile } = await import('node:fs/promises')
    await writeFile(join(folder, 'auth.json'), JSON.stringify({ redirectPort: await freePort() }))
    const connected = await run(connect('--auth', 'browser', '--auth-settings', 'auth.json', '--objects', 'User', 'Opportunity'))
    expect([connected.code, connected.err]).toEqual([0, expect.stringContaining('Open this address in a browser')])
    expect(connected.out).toContain('Connected as Northwind Pumps (62.0)')
    for (let nth = 0; nth < 2; nth++) {
      const pulled = await run(['pull', 'a.helmdeck', '--json'])
      expect(pulled.code, pulled.err).toBe(0)
      const { runs } = JSON.parse(pulled.out) as { runs: { objects: { object: string; held: number }[] }[] }
      expect(runs[0]!.objects.find(({ object }) => object === 'Opportunity')!.held).toBe(90)
    }
    expect(await readFile(join(folder, 'secrets.json'), 'utf8')).not.toContain(server.refreshToken)
    expect(filesHolding(join(folder, 'a.helmdeck'), server.issued).holding).toEqual([])
  })

  it('takes client credentials, and says what is wrong with a description', async () => {
    const connected = await run(connect('--auth', 'client-credentials', '--objects', 'User'), { HELMDECK_SECRET: clientSecret })
    expect(connected.code, connected.err).toBe(0)
    const without = await run(['pull', 'a.helmdeck'])
    expect([without.code === 0, without.err]).toEqual([false, expect.stringContaining('HELMDECK_SECRET')])
    const wrong = await run(connect('--objects', 'User'), { HELMDECK_SECRET: 'x' })
    expect([wrong.code === 0, wrong.err]).toEqual([false, expect.stringContaining('--auth browser')])
  })
})
