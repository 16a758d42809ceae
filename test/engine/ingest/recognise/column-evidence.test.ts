import { describe, expect, it } from 'vitest'
import { columnEvidence } from '../../../../src/engine/ingest/recognise/column-evidence.ts'

const of = (...cells: string[]) => columnEvidence('column', 0, cells)

describe('what the values of a column show', () => {
  it.each([
    [['2024-01-05', '2024-12-31'], 'date', undefined],
    [['2024-01-05 10:00', '2024-12-31 23:59:01'], 'timestamp', undefined],
    [['2024-01-05T10:00:00Z', '2024-12-31T23:59:01+08:00'], 'timestamp', 'zoned'],
    [['2024/1/5', '2024/12/31'], 'date', 'ymd'],
    [['2024年1月5日', '2024年12月31日'], 'date', 'ymd'],
    [['2024年1月5日 下午3:05', '2024-01-06 15:00'], 'timestamp', 'ymd'],
    [['5 Jan 2024', 'Dec 31, 2024'], 'date', 'ymd'],
    [['2024-01', '2024-12'], 'date', 'ymd'],
    [['2024Q1', '2024Q4'], 'date', 'quarter'],
    [['31/01/2024', '03/04/2024'], 'date', 'dmy'],
    [['01/31/2024', '03/04/2024'], 'date', 'mdy'],
    [['03.04.2024', '01.02.2024'], 'date', 'dmy'],
    [['1', '22', '-3'], 'integer', undefined],
    [['1.5', '22', '-3.25'], 'decimal', undefined],
    [['1,234.50', '12'], 'decimal', 'number'],
    [['1.234,50', '12,00'], 'decimal', 'number-comma'],
    [['¥1,234', '￥12.5'], 'decimal', 'number'],
    [['(1,234)', '12'], 'decimal', 'number'],
    [['1.2万', '3亿'], 'decimal', 'number'],
    [['15%', '7.5%'], 'decimal', 'number'],
    [['yes', 'no'], 'boolean', undefined],
    [['是', '否'], 'boolean', undefined],
    [['00123', '00124'], 'text', undefined],
    [['12345678901234567890', '12345678901234567891'], 'text', undefined],
    [['010-12345678', '021-87654321'], 'text', undefined],
    [['Acme', '2024-01-05'], 'text', undefined],
    [['', '-', 'N/A', '无'], 'text', undefined],
  ])('%j is %s written as %s', (cells, type, format) => {
    expect(of(...cells)).toMatchObject({ type, format })
  })

  it('doubts 03/04/2024 only where no day over 12 tells', () => {
    expect(of('03/04/2024', '05/06/2024').isAmbiguousDate).toBe(true)
    expect(of('03/04/2024', '13/06/2024').isAmbiguousDate).toBe(false)
    expect(of('03/04/2024', '06/13/2024').isAmbiguousDate).toBe(false)
  })

  it('tells the currency by its sign', () => {
    expect(of('¥1,234', '￥12').currency).toBe('CNY')
    expect(of('$1,234', '$12').currency).toBe('USD')
    expect(of('€ 1.234,00').currency).toBe('EUR')
    expect(of('1,234').currency).toBeNull()
  })

  it('counts empty cells and words for nothing as empty', () => {
    expect(of('a', '', 'N/A', '无').emptyShare).toBe(0.75)
  })
})
