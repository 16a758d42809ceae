import { describe, expect, it } from 'vitest'
import { bodyOf, edgesOf, fieldNameOf, groupOf, intoGroup, startDraft, withText } from '../../../renderer/features/reports/field-draft.ts'
import { pinyinInitials } from '../../../renderer/features/reports/pinyin.ts'
import { FieldName } from '../../../src/contract/fields.ts'

const named = (field: string) => ({ zh: `${field}字段`, en: field })
const metric = { ...startDraft({ is: 'metric' }, null, named), label: { zh: '单均', en: '单均' }, formula: '[won_value] / [lead_count]' }

describe('a field that is being written', () => {
  it('becomes a document as soon as it is whole', () => {
    expect(bodyOf(metric, 'money')).toMatchObject({ kind: 'metric', label: '单均', formula: '[won_value] / [lead_count]' })
    expect(bodyOf({ ...metric, label: { zh: '单均', en: 'Per lead' } }, null)?.label).toEqual({ zh: '单均', en: 'Per lead' })
    expect(bodyOf({ ...metric, formula: ' ' }, null)).toBeNull()
    expect(bodyOf({ ...metric, label: { zh: '', en: '' } }, null)).toBeNull()
  })

  it('is read as percent only where it is a ratio', () => {
    expect(bodyOf({ ...metric, isPercent: true }, 'ratio')).toMatchObject({ unit: 'percent' })
    expect(bodyOf({ ...metric, isPercent: true }, 'money')).not.toHaveProperty('unit')
  })

  it('starts from the dimension it is made of', () => {
    const groups = startDraft({ is: 'groups', of: 'product.line' }, null, named)
    expect(groups).toMatchObject({
      kind: 'groups',
      formula: '[product.line]',
      label: { zh: 'product.line字段分组', en: 'product.line groups' },
    })
    expect(bodyOf(groups, null)).toBeNull()
    expect(bodyOf({ ...groups, groups: [{ label: 'A', values: ['x', null] }] }, null)).toMatchObject({ rest: null })
    expect(startDraft({ is: 'groups', of: 'a]b' }, null, named).formula).toBe('[a]]b]')
  })

  it('has ranges by width or by edges that rise', () => {
    const bins = startDraft({ is: 'bins', of: 'opportunity.amount' }, null, named)
    expect(bodyOf(bins, null)).toBeNull()
    expect(bodyOf({ ...bins, width: 5000 }, null)).toMatchObject({ width: 5000 })
    expect(bodyOf({ ...bins, edges: '0，1000; 5000' }, null)).toMatchObject({ edges: [0, 1000, 5000] })
    expect([edgesOf('3, 2'), edgesOf('a'), edgesOf(''), edgesOf('2 2')]).toEqual([null, null, null, null])
  })

  it('moves values between groups', () => {
    const groups = intoGroup(intoGroup([], ['a', 'b'], 'one'), ['b', null], 'two')
    expect(groups).toEqual([
      { label: 'one', values: ['a'] },
      { label: 'two', values: ['b', null] },
    ])
    expect(intoGroup(groups, ['a'], 'two')).toEqual([{ label: 'two', values: ['b', null, 'a'] }])
    expect([groupOf(groups, null), groupOf(groups, 'z')]).toEqual(['two', null])
  })

  it('changes the text of the reader, of both where they were one', () => {
    expect(withText({ zh: '甲', en: 'A' }, 'en', 'B')).toEqual({ zh: '甲', en: 'B' })
    expect(withText({ zh: '甲', en: '甲' }, 'zh', '乙')).toEqual({ zh: '乙', en: '乙' })
  })

  it('gets a name that a document can have, whatever it is called', () => {
    expect([fieldNameOf('单均金额', []), fieldNameOf('Per lead', ['perlead']), fieldNameOf('2024 年', []), fieldNameOf('…', [])]).toEqual([
      'djje',
      'perlead-2',
      'f2024n',
      'field',
    ])
    for (const label of ['Ünïcode', 'x'.repeat(200), 'Привет', '𠮷']) expect(FieldName.safeParse(fieldNameOf(label, [])).success).toBe(true)
  })
})

describe('the initials of a Chinese name', () => {
  it('are those of its pinyin', () => {
    // One character for every initial there is, as a dictionary has them.
    const dictionary = '阿a 本b 产c 单d 二e 负f 公g 回h 金j 客k 率l 目m 年n 欧o 平p 渠q 人r 商s 团t 完w 销x 赢y 值z'
    for (const entry of dictionary.split(' ')) expect(pinyinInitials(entry.slice(0, -1))).toBe(entry.slice(-1))
    expect(pinyinInitials('MQL 转化率')).toBe('mqlzhl')
  })
})
