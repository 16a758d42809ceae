import { describe, expect, it } from 'vitest'
import { errorText } from '../../src/contract/error-text.ts'
import { errorCodes } from '../../src/contract/errors.ts'

describe('the sentence of an error', () => {
  it.each(errorCodes)('%s says in both languages what happened and what to do, with details and without', (code) => {
    const details = {
      name: 'Q1',
      file: 'Q1',
      field: 'Q1',
      metric: 'Q1',
      port: 1,
      pairs: ['USD→CNY'],
      problem: 'odd',
      expected: 9,
      received: 4,
    }
    for (const text of [errorText(code), errorText(code, details)]) {
      expect(text.zh).toMatch(/[\u4e00-\u9fff].*。$/)
      expect(text.en).toMatch(/^[A-Z"].*\.$/)
      for (const sentence of [text.zh, text.en]) expect(sentence).not.toMatch(/undefined|null|NaN|\[object|「」|""| {2}|\(\)|（）/)
    }
    if (code !== 'cancelled') expect(errorText(code).en.split('. ').length).toBeGreaterThan(1)
  })

  it('is another one for every code', () => {
    expect(new Set(errorCodes.map((code) => errorText(code).zh)).size).toBe(errorCodes.length)
    expect(new Set(errorCodes.map((code) => errorText(code).en)).size).toBe(errorCodes.length)
  })

  it('names what it is about', () => {
    expect(errorText('workspace-in-use', { name: '销售', pid: 4711 })).toEqual({
      zh: '工作区「销售」正被另一个程序使用（进程 4711），且无法连接到它。数据没有改动。请关闭那个程序后重试。',
      en: 'The workspace "销售" is in use by another program (process 4711) that does not answer. Nothing was changed. Close that program and try again.',
    })
    expect(errorText('missing-data', { metric: 'avg_discount', entity: 'order_line' })).toEqual({
      zh: '「avg_discount」需要的数据还没有导入：订单产品。请导入包含它的文件。',
      en: 'The data that "avg_discount" needs is not there yet: Order line. Import a file that has it.',
    })
    expect(errorText('missing-exchange-rate', { pairs: ['USD→CNY', 'EUR→CNY'] }).en).toContain(': USD→CNY, EUR→CNY, so amounts')
  })
})
