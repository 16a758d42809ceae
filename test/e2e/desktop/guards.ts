import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AtSeat } from './seat.ts'

export function guards(seat: AtSeat): void {
  describe('the guards', () => {
    it('keep the page from leaving and from opening windows', async () => {
      const { desktop, page } = seat()
      const before = page.url()
      const refusedBefore = desktop.refused.length
      await page.evaluate(() => void (window.location.href = 'https://elsewhere.invalid/'))
      await expect.poll(() => desktop.refused).toContain('https://elsewhere.invalid/')
      await page.evaluate(() => void window.open('https://popup.invalid/'))
      await expect.poll(() => desktop.refused.length - refusedBefore).toBe(2)
      expect(page.url()).toBe(before)
      expect(await desktop.link.ask('refusesWebview', (await desktop.window()).id)).toBe(true)
      expect(await desktop.link.ask('refusesDownload', 'https://elsewhere.invalid/tool.exe')).toBe(true)
    })

    it('refuse every permission but to write the clipboard', async () => {
      const { desktop, page } = seat()
      for (const permission of ['geolocation', 'media', 'notifications', 'clipboard-read', 'midi', 'openExternal']) {
        expect([permission, await desktop.link.ask('permission', permission)]).toEqual([permission, false])
      }
      expect(await desktop.link.ask('permission', 'clipboard-sanitized-write')).toBe(true)
      expect(await page.evaluate(async () => (await navigator.permissions.query({ name: 'geolocation' })).state)).not.toBe('granted')
    })

    it('give the page three functions and nothing of Node or Electron', async () => {
      const { page } = seat()
      const given = await page.evaluate(() => Object.entries(window.helmdeck ?? {}).map(([name, value]) => [name, typeof value]))
      expect(given).toEqual([
        ['askForEnginePort', 'function'],
        ['call', 'function'],
        ['onEvent', 'function'],
      ])
      expect(await page.evaluate(() => ['require', 'process', 'module', 'Buffer'].filter((name) => name in window))).toEqual([])
    })

    it('answer no call that is not of the contract, does not fit, or comes from another page', async () => {
      const { desktop, page } = seat()
      const answers = await page.evaluate(async () => [
        await window.helmdeck?.call('constructor' as 'notify', {}),
        await window.helmdeck?.call('pickFiles', { kind: '/etc/passwd' }),
        await window.helmdeck?.call('keepSecret', { name: '../x', secret: 's' }),
        await window.helmdeck?.call('openWorkspace', { handle: '/etc' }),
      ])
      expect(answers.map((answer) => (answer as { error?: { code: string } }).error?.code)).toEqual([
        'invalid-request',
        'invalid-request',
        'invalid-request',
        'workspace-missing',
      ])
      const { id } = await desktop.window()
      const foreign = await desktop.link.ask('ipcInvoke', id, 'helmdeck:shell-call', ['secretNames', {}], 'https://elsewhere.invalid/')
      expect(foreign).toMatchObject({ type: 'failed', error: { code: 'invalid-request' } })
    })

    it('keep secrets encrypted', async () => {
      const { page, userData } = seat()
      const kept = await page.evaluate(() => window.helmdeck?.call('keepSecret', { name: 'crm.token', secret: 'tell-nobody' }))
      expect(kept).toEqual({ type: 'done', value: {} })
      expect(readFileSync(join(userData, 'secrets.json'), 'utf8')).not.toContain('tell-nobody')
      const names = await page.evaluate(() => window.helmdeck?.call('secretNames', {}))
      expect(names).toEqual({ type: 'done', value: { names: ['crm.token'] } })
    })
  })
}
