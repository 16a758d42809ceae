import { open } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { HelmdeckError } from '../../../../src/contract/errors.ts'
import { writing } from '../../../../src/engine/ingest/sources/write-failure.ts'

describe('a failed write', () => {
  it('is disk-full when a real device takes no more bytes', async () => {
    await expect(
      writing(async () => {
        const file = await open('/dev/full', 'w')
        try {
          await file.writeFile('x')
        } finally {
          await file.close()
        }
      }),
    ).rejects.toMatchObject({ code: 'disk-full' })
  })

  it.each([
    ['EACCES', 'workspace-unwritable'],
    ['EROFS', 'workspace-unwritable'],
    ['EFBIG', 'disk-full'],
    ['EDQUOT', 'disk-full'],
  ])('%s is %s', async (code, expected) => {
    const failure = Object.assign(new Error(code), { code })
    await expect(writing(() => Promise.reject(failure))).rejects.toMatchObject({ code: expected })
  })

  it('leaves our own bugs what they are', async () => {
    const bug = new TypeError('x is not a function')
    await expect(writing(() => Promise.reject(bug))).rejects.toBe(bug)
    await expect(writing(() => Promise.reject(bug))).rejects.not.toBeInstanceOf(HelmdeckError)
  })
})
