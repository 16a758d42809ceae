import { expect, expectTypeOf, it } from 'vitest'
import { api, type Api, type ApiHandlers } from '../../src/contract/api.ts'
import { StudyDrill } from '../../src/contract/studies.ts'

it('gives bytes to exactly the methods that declare them', () => {
  expectTypeOf<Parameters<Api['sources']['append']>[0]>().toHaveProperty('bytes').toEqualTypeOf<Uint8Array>()
  expectTypeOf<Parameters<ApiHandlers['sources']['append']>[0]>().toHaveProperty('bytes').toEqualTypeOf<Uint8Array>()
  expectTypeOf<Parameters<Api['sources']['finish']>[0]>().not.toHaveProperty('bytes')
  expectTypeOf<Awaited<ReturnType<Api['reports']['run']>>>().toHaveProperty('bytes').toEqualTypeOf<Uint8Array>()
  expectTypeOf<Awaited<ReturnType<Api['catalog']['list']>>>().not.toHaveProperty('bytes')

  const methods = Object.entries(api).flatMap(([group, of]) =>
    Object.entries(of).map(([name, method]) => ({ name: `${group}.${name}`, method })),
  )
  expect(methods.filter(({ method }) => method.bytesIn).map(({ name }) => name)).toEqual([
    'sources.append',
    'images.put',
    'decks.keepTemplate',
    'exports.deck',
  ])
  expect(methods.filter(({ method }) => method.bytesOut).map(({ name }) => name)).toEqual([
    'reports.run',
    'reports.explain',
    'images.read',
    'studies.rows',
    'exports.workbook',
    'exports.deck',
    'exports.pdf',
    'exports.table',
    'exports.picture',
    'exports.book',
    'exports.study',
  ])
})

it('takes the longest path of channels as the name of the rows behind it', () => {
  const path = Array.from({ length: 40 }, () => '渠'.repeat(200))
  expect(StudyDrill.safeParse(JSON.stringify({ kind: 'path', path, of: 'opportunity' })).success).toBe(true)
  expect(StudyDrill.safeParse('').success).toBe(false)
})
