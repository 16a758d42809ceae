import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { servePage } from '../../main/serve-page.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'helmdeck-page-'))
  mkdirSync(join(folder, 'page/assets'), { recursive: true })
  writeFileSync(join(folder, 'page/index.html'), '<meta property="csp-nonce" nonce="__CSP_NONCE__">')
  writeFileSync(join(folder, 'page/assets/app.js'), 'run()')
  writeFileSync(join(folder, 'secret.txt'), 'secret')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ask = (path: string) => servePage(join(folder, 'page'))(new Request(`helmdeck://app${path}`))

it('writes a new nonce into each page, the one its policy names', async () => {
  const nonces = await Promise.all(
    ['/', '/index.html'].map(async (path) => {
      const answer = ask(path)
      const nonce = /nonce="([^"]+)"/.exec(await answer.text())?.[1] ?? ''
      expect(answer.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}'`)
      return nonce
    }),
  )
  expect(nonces[0]).toMatch(/^[A-Za-z0-9+/]{22}==$/)
  expect(nonces[0]).not.toBe(nonces[1])
})

it('lets in no script, style, frame or connection from elsewhere', () => {
  const policy = ask('/').headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("connect-src 'self';")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain('unsafe')
})

it('gives the built files with their types', async () => {
  const answer = ask('/assets/app.js')
  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(await answer.text()).toBe('run()')
})

it.each(['/../secret.txt', '/%2e%2e/secret.txt', '/assets/..%2f..%2fsecret.txt', '/assets', '/nothing.js'])('has nothing at %s', (path) => {
  expect(ask(path).status).toBe(404)
})
