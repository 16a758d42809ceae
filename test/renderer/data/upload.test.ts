import { describe, expect, it } from 'vitest'
import type { Api } from '../../../src/contract/api.ts'
import { HelmdeckError } from '../../../src/contract/errors.ts'
import { sendFile } from '../../../renderer/features/data/upload.ts'
import { visible } from '../../../renderer/features/data/dropped-files.ts'

function recorder(options: { failAt?: number } = {}) {
  const calls: string[] = []
  const sent: number[] = []
  const sources = {
    begin: async ({ name, bytes }: { name: string; bytes?: number | null }) => {
      calls.push(`begin ${name} ${bytes}`)
      return { upload: 'u1' }
    },
    append: async ({ bytes }: { bytes: Uint8Array }) => {
      if (sent.length === options.failAt) throw new HelmdeckError('disk-full')
      sent.push(bytes.byteLength)
      return { received: sent.reduce((sum, size) => sum + size, 0) }
    },
    finish: async () => {
      calls.push('finish')
      return { upload: 'u1', hash: 'h', bytes: 0 }
    },
    discard: async () => {
      calls.push('discard')
      return {}
    },
  }
  return { calls, sent, api: { sources } as unknown as Api }
}

const never = new AbortController().signal
const mebibyte = 1024 * 1024

describe('sending a file', () => {
  it('goes in pieces of one mebibyte and tells how far it is', async () => {
    const { api, calls, sent } = recorder()
    const told: number[] = []
    const upload = await sendFile(api, new File([new Uint8Array(2 * mebibyte + 5)], 'deals.csv'), {
      signal: never,
      onSent: (bytes) => told.push(bytes),
    })
    expect(upload).toEqual({ upload: 'u1', name: 'deals.csv' })
    expect(sent).toEqual([mebibyte, mebibyte, 5])
    expect(told).toEqual(sent)
    expect(calls).toEqual([`begin deals.csv ${2 * mebibyte + 5}`, 'finish'])
  })

  it('of no bytes still begins and finishes, so that the engine can say it is empty', async () => {
    const { api, calls, sent } = recorder()
    await sendFile(api, new File([], 'empty.csv'), { signal: never, onSent: () => {} })
    expect(sent).toEqual([])
    expect(calls).toEqual(['begin empty.csv 0', 'finish'])
  })

  it('that fails half-way is discarded and says why', async () => {
    const { api, calls } = recorder({ failAt: 1 })
    const sending = sendFile(api, new File([new Uint8Array(2 * mebibyte)], 'deals.csv'), { signal: never, onSent: () => {} })
    await expect(sending).rejects.toMatchObject({ code: 'disk-full' })
    expect(calls).toEqual([`begin deals.csv ${2 * mebibyte}`, 'discard'])
  })
})

it('leaves out the files that systems hide in folders', () => {
  expect(visible([{ name: '.DS_Store' }, { name: '~$book.xlsx' }, { name: 'book.xlsx' }])).toEqual([{ name: 'book.xlsx' }])
})
