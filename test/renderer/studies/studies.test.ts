import { describe, expect, it } from 'vitest'
import { headlineParts } from '../../../renderer/features/studies/headline-parts.ts'
import { faultOf } from '../../../renderer/features/studies/param-fault.ts'
import { addressOf, addStep, moveStep, readParams, removeStep, setParam } from '../../../renderer/features/studies/param-moves.ts'
import { defaultsOf, formOf } from '../../../renderer/features/studies/params/forms.ts'
import { withNamedGroups } from '../../../renderer/features/studies/named-groups.ts'
import { shownColumns, tableRows } from '../../../renderer/features/studies/study-table-look.ts'
import { excludedBetween } from '../../../renderer/features/studies/exclusions.ts'
import { segmentChoices, withScore } from '../../../renderer/features/studies/own-segments.ts'
import { risingNumbers } from '../../../renderer/features/studies/rising-numbers.ts'
import { parseHash } from '../../../renderer/frame/router.ts'
import { studyNames, studyParams } from '../../../src/contract/studies.ts'
import type { StudyResult } from '../../../src/contract/study-result.ts'

describe('the address of a study', () => {
  it('holds what differs from the defaults, and gives it back', () => {
    const params = { by: { field: 'channel.name' }, filters: [{ field: 'a/b?#', op: 'in', values: ['ü', null] }] }
    const { page, rest } = parseHash(addressOf('funnel', params))
    expect([page, rest[0]]).toEqual(['studies', 'funnel'])
    expect(readParams(rest[1])).toEqual(params)
    expect(addressOf('funnel', {})).toBe('#/studies/funnel')
  })

  it('that can’t be read is the study by default', () => {
    expect(['{"by":', '[]', '7', 'null'].map(readParams)).toEqual([{}, {}, {}, {}])
  })
})

describe('setting a param', () => {
  const defaults = defaultsOf('funnel')

  it('writes the same params the same way, whichever came first', () => {
    const one = setParam(setParam({}, 'view', 'period', defaults), 'order', 'direct', defaults)
    const other = setParam(setParam({}, 'order', 'direct', defaults), 'view', 'period', defaults)
    expect(JSON.stringify(one)).toBe('{"order":"direct","view":"period"}')
    expect(JSON.stringify(other)).toBe(JSON.stringify(one))
  })

  it('back to its default takes it out of the address', () => {
    expect(setParam({ order: 'direct' }, 'order', 'in-order', defaults)).toEqual({})
    expect(setParam({ filters: [1] }, 'filters', [], defaults)).toEqual({})
    expect(setParam({ windowDays: 3 }, 'windowDays', null, defaults)).toEqual({})
    expect(setParam({ steps: [] }, 'steps', undefined, defaults)).toEqual({})
  })
})

describe('the steps of a funnel', () => {
  const [lead, mql, won] = [{ event: 'lead' }, { event: 'mql' }, { event: 'won' }]
  const [talk, offer] = [
    { event: 'stage', stage: 'Talk' },
    { event: 'stage', stage: 'Offer' },
  ]
  const usual = [lead, mql, talk, offer, won]

  it('are moved, and stay where they are at the ends', () => {
    const steps = [lead, mql, won]
    expect(moveStep(steps, 2, 0)).toEqual([won, lead, mql])
    expect(moveStep(steps, 0, -1)).toBe(steps)
    expect(moveStep(steps, 2, 3)).toBe(steps)
  })

  it('are never fewer than a funnel needs', () => {
    expect(removeStep([lead, mql, won], 1, 2)).toEqual([lead, won])
    expect(removeStep([lead, won], 1, 2)).toEqual([lead, won])
  })

  it('come in where they usually stand, once, up to the most', () => {
    expect(addStep([lead, talk, won], offer, usual, 32)).toEqual([lead, talk, offer, won])
    expect(addStep([talk, won], lead, usual, 32)).toEqual([lead, talk, won])
    expect(addStep([lead, talk, won], talk, usual, 32)).toEqual([lead, talk, won])
    expect(addStep([lead, won], mql, usual, 2)).toEqual([lead, won])
  })
})

describe('what a form offers', () => {
  it('is every param that the contract takes', () => {
    const without = studyNames.flatMap((study) => {
      const offered = new Set(formOf(study).fields.map(({ id }) => id))
      return Object.keys(studyParams[study].shape).flatMap((id) => (offered.has(id) ? [] : [`${study} ${id}`]))
    })
    // The ends of a bridge say what its period would; another seed says nothing else about the same deals.
    expect(without).toEqual(['pipeline-bridge period', 'forecast seed'])
  })
})

describe('segments of one’s own', () => {
  it('hold the scores that are lit, all of them the same as none said, and never none', () => {
    const segment = { name: 'A', r: [4, 5] }
    expect(withScore(segment, 'r', 3)).toEqual({ name: 'A', r: [3, 4, 5] })
    expect(withScore(segment, 'f', 1)).toEqual({ name: 'A', r: [4, 5], f: [2, 3, 4, 5] })
    expect(withScore({ name: 'A', f: [2, 3, 4, 5] }, 'f', 1)).toEqual({ name: 'A' })
    expect(withScore({ name: 'A', m: [1] }, 'm', 1)).toEqual({ name: 'A', m: [1] })
    expect(segmentChoices([segment]).map(({ id }) => id)).toEqual(['own-1', 'other'])
    expect(segmentChoices('chinese-8')).toHaveLength(8)
    expect(segmentChoices('international-11')).toHaveLength(11)
  })
})

describe('numbers and ends that are typed', () => {
  it('rise, each once, however they are written', () => {
    expect(risingNumbers(['50,000', '１０', ' 5e4', 'many', ''])).toEqual([10, 50_000])
  })

  it('keep the first end of an exclusion before the last', () => {
    const excluded = { event: 'lost', after: 1, before: 3 }
    expect(excludedBetween(excluded, { after: 3 }, 5)).toEqual({ event: 'lost', after: 3, before: 4 })
    expect(excludedBetween(excluded, { before: 2 }, 5)).toEqual({ event: 'lost', after: 1, before: 2 })
    expect(excludedBetween({ ...excluded, after: 2 }, { before: 2 }, 5)).toEqual({ event: 'lost', after: 1, before: 2 })
  })
})

describe('a refusal', () => {
  const { fields } = formOf('funnel')
  const fault = (details: Record<string, string>, params = {}, code = 'invalid-study') => faultOf({ code, details }, fields, params)

  it('is shown at the param that it is about', () => {
    expect(fault({ reason: 'params', path: 'steps.1.stage' })).toBe('steps')
    expect(fault({ reason: 'params', path: 'nonsense' })).toBeNull()
    expect(fault({ reason: 'unknown-stage', stage: 'x' })).toBe('steps')
    expect(fault({ reason: 'period-ends-before-it-starts' })).toBe('period')
    expect(fault({ field: 'a.b' }, { by: { field: 'a.b' } }, 'unknown-field')).toBe('by')
    expect(fault({ dimension: 'a.b' }, { by: null, filters: [{ field: 'a.b' }] }, 'unreachable-dimension')).toBe('filters')
  })
})

describe('the form of a study', () => {
  it.each(studyNames)('asks only for params that %s takes, in both languages', (study) => {
    const taken = Object.keys(studyParams[study].shape)
    const { fields } = formOf(study)
    expect(fields.filter(({ id }) => !taken.includes(id))).toEqual([])
    for (const { label } of fields) expect([label.zh, label.en].every((text) => text.trim() !== '')).toBe(true)
  })

  it.each(studyNames)('offers only choices that %s takes', (study) => {
    for (const field of formOf(study).fields)
      if (field.kind === 'choice')
        for (const { value } of field.choices) expect(studyParams[study].safeParse({ [field.id]: value }).success, value).toBe(true)
  })
})

describe('a headline', () => {
  const strong = (sentence: string) =>
    headlineParts(sentence)
      .filter((part) => part.strong)
      .map(({ text }) => text)

  it('has its share in bold, else its first figure, never a date', () => {
    expect(strong('Of 603 leads between 2025-09-01 and 2026-08-31, 12 made it (2.0%), in 224.0 days.')).toEqual(['2.0%'])
    expect(strong('2025-09-01 至 2026-08-31 进入的 603 个线索中，12 个走到“复购”（2.0%）。')).toEqual(['2.0%'])
    expect(strong('Between 2025-09-01 and 2026-08-31 the pipeline lost ¥1,234.5 万.')).toEqual(['¥1,234.5 万'])
    expect(strong('The pipeline fell by −¥340K since 2025-09-01.')).toEqual(['−¥340K'])
    expect(strong('Between 2026-06 and 2026-09-30 it went from 26,967 to 30,406 (+3,439), mostly by New.')).toEqual(['+3,439'])
    expect(strong('From Sep 2025 to Aug 2026 603 leads came in.')).toEqual(['603'])
    expect(strong('Between 31 Aug 2026 and 3 Sep 2026 it went from ¥26.9M to ¥30.4M (+¥3.5M).')).toEqual(['+¥3.5M'])
    expect(strong('2025年9月至2026年8月结束的 245 个商机；2026年9月30日的 3 个另列。')).toEqual(['245'])
    expect(strong('Nothing was sold.')).toEqual([])
    expect(strong('Q4 2026 is expected to close at 12.3 M; this method has missed by 6.0% so far.')).toEqual(['12.3 M'])
    expect(strong('2026 年第 4 季度预计赢单 1,230 万（在 1,090 万 至 1,380 万 之间）；过去平均差 6.0%。')).toEqual(['1,230 万'])
  })

  it('loses nothing of its sentence', () => {
    const sentence = '管道减少 31.3%，自 2025-09-01。'
    expect(
      headlineParts(sentence)
        .map(({ text }) => text)
        .join(''),
    ).toBe(sentence)
  })
})

describe('a column of months', () => {
  it('is told by its months, not by their first days', () => {
    const month = { id: 'month', label: { zh: '月份', en: 'Month' }, type: 'date', unit: 'none', role: 'key' } as const
    const of = { id: 't', label: { zh: '表', en: 'Table' }, columns: [month], rows: [{ month: '2026-07-01' }], drills: null }
    const result = { params: {}, tables: [of] } as unknown as StudyResult
    const [told] = withNamedGroups(result, undefined).tables
    const words = { language: 'en', none: '–', yes: 'y', no: 'n' } as const
    expect(tableRows(told ?? of, words).value(0, 'month')).toBe('Jul 2026')
  })
})

describe('a table of a study', () => {
  const table: StudyResult['tables'][number] = {
    id: 'breakdown',
    label: { zh: '分组', en: 'By group' },
    columns: [
      { id: 'group', label: { zh: '分组', en: 'Group' }, type: 'text', unit: 'none', role: 'key' },
      { id: 'rate', label: { zh: '率', en: 'Rate' }, type: 'double', unit: 'percent', role: 'value' },
      { id: 'rate_from', label: { zh: '从', en: 'From' }, type: 'double', unit: 'percent', role: 'value' },
      { id: 'rate_to', label: { zh: '到', en: 'To' }, type: 'double', unit: 'percent', role: 'value' },
      { id: 'took_from', label: { zh: '起', en: 'Since' }, type: 'date', unit: 'none', role: 'value' },
    ],
    rows: [{ group: '2026-07-01', rate: 0.5, rate_from: 0.2, rate_to: 0.8, took_from: null }],
    drills: null,
  }

  it('shows an interval beside its value, and leaves alone what is no interval', () => {
    expect(shownColumns(table).map(({ column, interval }) => [column.id, interval?.map(({ id }) => id) ?? null])).toEqual([
      ['group', null],
      ['rate', ['rate_from', 'rate_to']],
      ['took_from', null],
    ])
  })

  it('calls its groups by the dimension and the buckets they are broken down by', () => {
    const dimension = {
      id: 'lead.created_at',
      group: 'lead',
      label: { zh: '线索创建日期', en: 'Lead created' },
      type: 'date',
      isDate: true,
      available: true,
    } as const
    const result = { params: { by: { field: 'lead.created_at', grain: 'quarter' } }, tables: [table] } as unknown as StudyResult
    const named = withNamedGroups(result, { metrics: [], dimensions: [dimension] }).tables[0]
    expect(named?.columns[0]?.label.en).toBe('Lead created')
    const words = (language: 'zh' | 'en') => ({ language, none: '–', yes: 'y', no: 'n' })
    expect(tableRows(named ?? table, words('en')).value(0, 'group')).toBe('2026 Q3')
    expect(tableRows(named ?? table, words('zh')).value(0, 'group')).toBe('2026年Q3')
  })
})
