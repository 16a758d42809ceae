import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { call, type Contract } from '../../src/contract/method.ts'
import { openDatabase, type Database } from '../../src/engine/database/database.ts'
import { createClient } from '../../src/transport/api-client.ts'
import { serveApi } from '../../src/transport/api-host.ts'
import { memoryPair, portPair, streamPair, webSocketPair } from './wire-pairs.ts'

const contract = { queries: { endless: call(z.object({}), z.object({}), ['cancelled']) } } satisfies Contract

/** Would take years: only an interrupt ends it. */
const endless = 'select count(*) from range(10_000_000_000) as a(x), range(10_000_000_000) as b(y) where x * y % 7 = 3'

let database: Database

beforeAll(async () => {
  database = await openDatabase({ file: ':memory:', allowedFolder: null })
})
afterAll(() => database.close())

describe('cancel', () => {
  it.each([
    ['memory', memoryPair],
    ['a MessagePort', portPair],
    ['a WebSocket', webSocketPair],
    ['a unix socket', streamPair],
  ])('reaches a running DuckDB query over %s', async (_name, connect) => {
    const pair = await connect()
    let begun = (): void => undefined
    const running = new Promise<void>((resolve) => (begun = resolve))
    const endings: unknown[] = []
    serveApi(
      contract,
      {
        queries: {
          endless: async (_input, { signal }) => {
            const query = database.rows(endless, {}, { signal })
            begun()
            await query.catch((error: unknown) => {
              endings.push(error)
              throw error
            })
            return {}
          },
        },
      },
      pair.host,
    )
    const stop = new AbortController()
    const failure = createClient(contract, pair.client)
      .queries.endless({}, { signal: stop.signal })
      .catch((error: unknown) => error)
    await running
    // The endless query holds its connection by the time another one has answered.
    await database.rows('select 1 as one')
    stop.abort()
    expect(await failure).toMatchObject({ code: 'cancelled' })
    expect(endings).toMatchObject([{ code: 'cancelled' }])
    expect(await database.rows('select 42 as answer')).toEqual([{ answer: 42 }])
    pair.dispose()
  })
})
