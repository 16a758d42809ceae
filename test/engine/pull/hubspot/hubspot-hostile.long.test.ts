import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HelmdeckError } from '../../../../src/contract/errors.ts'
import { json } from '../test-source.ts'
import { failure, filesOf, HubSpotBench } from './hubspot-bench.ts'

let at: HubSpotBench

beforeEach(async () => {
  at = await HubSpotBench.open()
})
afterEach(async () => {
  await at.close()
})

describe('an account that refuses', () => {
  it('holds nothing up where one object lacks its scope, and says which', async () => {
    at.addDeal(1)
    at.hub.forbidden.add('objects/tickets')
    at.hub.absent.add('leads')
    await at.connect()
    const run = await at.bench.pull()
    expect(run.state).toBe('partial')
    expect(
      run.objects
        .filter(({ state }) => state === 'refused')
        .map(({ object, problem }) => [object, problem?.code, problem?.details['said']]),
    ).toEqual([['tickets', 'source-forbidden', 'crm.objects.tickets.read']])
    expect(await at.held()).toEqual(at.atSource())
  })

  it('waits as long as it is told, and goes on', async () => {
    at.addDeal(1)
    await at.connect(['deals'])
    at.hub.tricks.push((_asked, response) => {
      json(
        response,
        { status: 'error', policyName: 'TEN_SECONDLY_ROLLING', message: 'You have reached your ten_secondly_rolling limit.' },
        429,
        { 'Retry-After': '9' },
      )
      return true
    })
    await at.bench.pull()
    expect(at.bench.pauses).toContain(9000)
    expect(await at.held()).toEqual(at.atSource())
  })

  it('ends the pull where the token is revoked in between, and the pages read are used by the next one', async () => {
    for (let n = 1; n <= 250; n++) at.addDeal(n)
    await at.connect(['deals'])
    let pages = 0
    at.hub.always = ({ path }) => {
      if (path.endsWith('/objects/2026-03/deals') && ++pages === 2) at.hub.acceptedToken = 'pat-na1-new-one-never-shown'
      return false
    }
    const error = await failure(at.bench.pull())
    expect(error.code).toBe('source-login-refused')
    expect(await at.bench.rows(`select table_name from duckdb_tables() where table_name = 'opportunity' and estimated_size > 0`)).toEqual(
      [],
    )
    at.hub.acceptedToken = at.hub.token
    const run = await at.bench.pull()
    expect(run.isResumed).toBe(true)
    expect(
      at.hub.asked.filter(
        ({ path, query }) => path.endsWith('/objects/2026-03/deals') && query.get('archived') === 'false' && !query.has('after'),
      ),
    ).toHaveLength(1)
    expect(await at.held()).toEqual(at.atSource())
  })
})

describe('a line that is bad', () => {
  it('brings the same records through 500s, cut connections, and says which record was too long to be taken in', async () => {
    for (let n = 1; n <= 150; n++) at.addDeal(n)
    at.hub.ownProperties.deals = [{ name: 'notes', label: 'Notes', type: 'string', hubspotDefined: false }]
    at.hub.records.deals[0]!.properties['notes'] = 'x'.repeat(10 << 20)
    await at.connect(['deals'])
    at.hub.tricks.push(
      (_asked, response) => {
        json(response, { status: 'error' }, 500)
        return true
      },
      (_asked, response) => {
        response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '5000' }).write('{"results": [')
        response.destroy()
        return true
      },
      (_asked, response) => {
        response.writeHead(502, { 'Content-Type': 'text/html' }).end('<html>bad gateway</html>')
        return true
      },
    )
    // A row beyond eight megabytes stays in the pages and is put aside; the pull says that it is short, and all the others are in.
    const run = await at.bench.pull()
    expect(run.objects[0]).toMatchObject({ state: 'incomplete', inSource: 150, held: 149 })
    expect(await at.held()).toEqual(at.atSource().slice(1))
    expect(await at.bench.rows('select count(*) > 0 as is_aside from meta.quarantine')).toEqual([{ is_aside: true }])
    at.hub.edit('deals', '1', { notes: 'y'.repeat(6 << 20) }, '2026-03-02T00:00:00Z')
    await at.bench.pull()
    expect(await at.held()).toEqual(at.atSource())
    expect(await at.bench.rows(`select len(columns('(?i)notes')) as long from model.opportunity where source_id = '1'`)).toEqual([
      { long: 6 << 20 },
    ])
  })

  it('refuses the page of a captive portal, and leaves what was there', async () => {
    at.addDeal(1)
    await at.connect(['deals'])
    await at.bench.pull()
    at.hub.always = (_asked, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Log in to the Wi-Fi</title>')
      return true
    }
    const run = await at.bench.pull().catch((error: HelmdeckError) => error)
    expect(JSON.stringify(run)).toContain('source-unreadable')
    at.hub.always = () => false
    expect(await at.held()).toEqual(at.atSource())
  })

  it('loses no record where the clocks differ by hours', async () => {
    for (let n = 1; n <= 5; n++) at.addDeal(n)
    await at.connect(['deals'])
    // Ours is four hours ahead; one of the account's own machines is ten minutes ahead of the one that answers.
    at.hub.always = (_asked, response) => {
      response.setHeader('Date', new Date('2026-03-01T08:10:00Z').toUTCString())
      return false
    }
    at.bench.time = new Date('2026-03-01T12:10:00Z')
    at.hub.edit('deals', '5', { amount: '8' }, '2026-03-01T08:20:30Z')
    await at.bench.pull()
    at.hub.edit('deals', '2', { amount: '9' }, '2026-03-01T08:11:00Z')
    at.hub.always = () => false
    await at.bench.pull()
    expect(await at.held()).toEqual(at.atSource())
  })
})

it('keeps the token out of the workspace, the log and every error', async () => {
  at.addDeal(1)
  await at.connect(['deals'])
  await at.bench.pull()
  at.hub.always = (_asked, response) => {
    json(response, { status: 'error', message: `bad token ${at.hub.token} in Bearer ${at.hub.token}` }, 400)
    return true
  }
  const said = JSON.stringify(
    await at.bench
      .pull()
      .catch((error: HelmdeckError) => ({ code: error.code, details: error.details, message: error.message, stack: error.stack })),
  )
  expect(said).not.toContain(at.hub.token)
  expect(said).toContain('source-failed')
  expect(at.bench.logged.join('\n')).not.toContain(at.hub.token)
  await at.bench.close()
  expect(filesOf(at.bench.folder).filter((file) => readFileSync(file).includes(at.hub.token))).toEqual([])
  await at.bench.start()
})
