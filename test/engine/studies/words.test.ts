import { describe, expect, it } from 'vitest'
import { dayNumber } from '../../../src/engine/report/calendar-days.ts'
import { moneyWord, span } from '../../../src/engine/studies/words.ts'

const days = (from: string | null, to: string | null) =>
  span({ from: from && dayNumber(from), to: to && dayNumber(to) } as { from: number | null; to: number | null })

describe('days in a sentence', () => {
  it('are whole months by their names, else days, one day once, and open where an end is missing', () => {
    expect(days('2025-09-01', '2026-08-31')).toEqual({ zh: '2025年9月至2026年8月', en: 'from Sep 2025 to Aug 2026' })
    expect(days('2026-02-01', '2026-02-28')).toEqual({ zh: '2026年2月', en: 'in Feb 2026' })
    expect(days('2026-02-01', '2026-02-27')).toEqual({ zh: '2026年2月1日至2026年2月27日', en: 'from 1 Feb 2026 to 27 Feb 2026' })
    expect(days('2026-02-27', '2026-02-27')).toEqual({ zh: '2026年2月27日', en: 'on 27 Feb 2026' })
    expect(days(null, '2026-02-27').en).toBe('until 27 Feb 2026')
    expect(days('2026-02-27', null).zh).toBe('2026年2月27日起')
    expect(days(null, null)).toEqual({ zh: '', en: '' })
  })
})

describe('money in a sentence', () => {
  it('is short where it is large, in 万 and in millions, and names its currency where there is one', () => {
    expect(moneyWord(31_909_600, 'CNY')).toEqual({ zh: '¥3191万', en: '¥31.91M' })
    expect(moneyWord(-1_502_800, 'USD')).toEqual({ zh: '-$150.3万', en: '-$1.503M' })
    expect(moneyWord(3275, 'CNY').en).toBe('¥3,275')
    expect(moneyWord(99_999, null)).toEqual({ zh: '99,999', en: '99,999' })
    expect(moneyWord(230_000_000, 'CNY').zh).toBe('¥2.3亿')
  })
})
