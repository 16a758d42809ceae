import { expect, it } from 'vitest'
import { formatBytes, formatDay, formatMoment } from '../../../renderer/i18n/format-time.ts'

it('writes a day as people of each language do', () => {
  expect(formatDay('2017-12-31', 'en')).toBe('31 Dec 2017')
  expect(formatDay('2017-01-05', 'zh')).toBe('2017年1月5日')
})

it('leaves a day that is none as it came', () => {
  expect(formatDay('soon', 'en')).toBe('soon')
})

it('shows a moment with an offset in the zone of the workspace', () => {
  expect(formatMoment('2026-11-20T23:30:00Z', 'en', 'Asia/Shanghai')).toBe('21 Nov 2026 07:30')
  expect(formatMoment('2026-11-20T23:30:00+08:00', 'zh', 'UTC')).toBe('2026年11月20日 15:30')
})

it('leaves a moment without an offset where it is', () => {
  expect(formatMoment('2026-11-20 23:30:59.123', 'en', 'Asia/Shanghai')).toBe('20 Nov 2026 23:30')
})

it('shows sizes with at most three digits before the point', () => {
  expect(formatBytes(0)).toBe('0 B')
  expect(formatBytes(999)).toBe('999 B')
  expect(formatBytes(1536)).toBe('1.5 KB')
  expect(formatBytes(1024 * 1024)).toBe('1.0 MB')
  expect(formatBytes(250 * 1024 * 1024)).toBe('250 MB')
})
