import { describe, expect, it } from 'vitest'
import { keepConnected, type Link } from '../../../renderer/data/connection.ts'
import type { Api } from '../../../src/contract/api.ts'

const clientNamed = (name: string) => ({ workspace: { info: async () => ({ name }) } }) as unknown as Api
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('a connection', () => {
  it('rejects while there is no engine, and answers once there is one', async () => {
    let open = (_link: Link) => {}
    const connection = keepConnected(() => new Promise<Link>((resolve) => (open = resolve)))
    expect(connection.state()).toBe('connecting')
    await expect(connection.api.workspace.info({})).rejects.toMatchObject({ code: 'engine-unavailable' })
    open({ client: clientNamed('first'), closed: new Promise(() => {}) })
    await settled()
    expect(connection.state()).toBe('open')
    expect(await connection.api.workspace.info({})).toMatchObject({ name: 'first' })
    connection.stop()
  })

  it('tells that the engine is gone, and goes on with the next one behind the same api', async () => {
    const ends: (() => void)[] = []
    const waits: number[] = []
    let wake = () => {}
    const connection = keepConnected(
      async () => ({ client: clientNamed(`life ${ends.length + 1}`), closed: new Promise<void>((resolve) => ends.push(resolve)) }),
      (milliseconds) => {
        waits.push(milliseconds)
        return new Promise((resolve) => (wake = resolve))
      },
    )
    const seen: string[] = []
    connection.subscribe(() => seen.push(connection.state()))
    const { api } = connection
    await settled()
    ends[0]?.()
    await settled()
    await expect(api.workspace.info({})).rejects.toMatchObject({ code: 'engine-unavailable' })
    wake()
    await settled()
    expect(seen).toEqual(['open', 'lost', 'open'])
    expect(await api.workspace.info({})).toMatchObject({ name: 'life 2' })
    connection.stop()
  })

  it('waits longer after every failure', async () => {
    const waits: number[] = []
    let wake = () => {}
    const connection = keepConnected(
      async () => Promise.reject(new Error('refused')),
      (milliseconds) => {
        waits.push(milliseconds)
        return new Promise((resolve) => (wake = resolve))
      },
    )
    for (let turn = 0; turn < 3; turn += 1) {
      await settled()
      wake()
    }
    await settled()
    expect(waits.length).toBe(4)
    expect(waits).toEqual(waits.toSorted((a, b) => a - b))
    expect(new Set(waits).size).toBe(4)
    connection.stop()
    wake()
  })
})
