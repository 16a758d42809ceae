import { describe, expect, it } from 'vitest'
import { FileProposal, Recipe } from '../../../src/contract/imports.ts'
import {
  doubledTargets,
  emptyDraft,
  openQuestions,
  recipeOf,
  requestOf,
  setAnswer,
  setKind,
  setTarget,
  targetOf,
  toggleSkip,
} from '../../../renderer/features/data/import-draft.ts'
import { targetOptions } from '../../../renderer/features/data/target-options.ts'

const text = { zh: '', en: '' }
const column = (header: string, index: number, target: string | null) =>
  ({ header, index, target, type: 'text', confidence: 1, reason: text, samples: [], emptyShare: 0 }) as const
const deals = FileProposal.parse({
  upload: 'u1',
  id: 'f1',
  name: 'deals.csv',
  hash: 'h',
  bytes: 10,
  rows: 2,
  dialect: { format: 'csv', headerRow: 1 },
  kind: 'opportunity',
  confidence: 1,
  reason: text,
  columns: [column('id', 0, 'opportunity.source_id'), column('value', 1, 'opportunity.amount'), column('worth', 2, null)],
  relations: [],
  questions: [{ id: 'q1', column: 'value', text, choices: [] }],
  alreadyLoaded: false,
  problem: null,
})
const sheet = { ...deals, id: 'f2', name: 'book.xlsx', dialect: { format: 'xlsx' as const, sheet: 'Q3', headerRow: 1 }, questions: [] }

describe('what a person decided about an import', () => {
  it('leaves everything as proposed until something is decided', () => {
    expect(recipeOf([deals, sheet], emptyDraft)).toEqual({ version: 1, files: [] })
    expect(targetOf(emptyDraft, deals, 'value', 'opportunity.amount')).toBe('opportunity.amount')
  })

  it('becomes a recipe that the contract takes', () => {
    let draft = setTarget(emptyDraft, 'f1', 'value', null)
    draft = setTarget(draft, 'f1', 'worth', 'opportunity.amount')
    draft = setTarget(draft, 'f2', 'id', 'skip')
    const recipe = recipeOf([deals, sheet], draft)
    expect(recipe).toEqual({
      version: 1,
      files: [
        { name: 'deals.csv', columns: { value: { target: null }, worth: { target: 'opportunity.amount' } } },
        { name: 'book.xlsx#Q3', columns: { id: { target: 'skip' } } },
      ],
    })
    expect(Recipe.safeParse(recipe).success).toBe(true)
  })

  it('drops a file’s targets when it turns out to be of another kind', () => {
    const draft = setKind(setTarget(emptyDraft, 'f1', 'value', null), 'f1', 'order')
    expect(recipeOf([deals], draft).files).toEqual([{ name: 'deals.csv', kind: 'order', columns: {} }])
  })

  it('notices two columns that want the same target, but not two that are left out', () => {
    expect([...doubledTargets(setTarget(emptyDraft, 'f1', 'worth', 'opportunity.amount'), deals)]).toEqual(['opportunity.amount'])
    const out = setTarget(setTarget(emptyDraft, 'f1', 'worth', 'skip'), 'f1', 'value', 'skip')
    expect(doubledTargets(out, deals).size).toBe(0)
  })

  it('counts open questions of the files that are taken', () => {
    expect(openQuestions([deals, sheet], emptyDraft)).toBe(1)
    expect(openQuestions([deals, sheet], toggleSkip(emptyDraft, 'f1'))).toBe(0)
    expect(openQuestions([deals, sheet], setAnswer(emptyDraft, 'q1', 'mdy'))).toBe(0)
  })

  it('takes a file in again when it is skipped twice', () => {
    expect(requestOf(['u1'], [deals], toggleSkip(toggleSkip(emptyDraft, 'f1'), 'f1')).skip).toEqual([])
  })
})

it('offers the file’s own entity first and names others by theirs', () => {
  const options = targetOptions('product', 'zh')
  expect(options[0]?.group).toBe('产品')
  expect(options[0]?.items.map((item) => item.value)).toContain('product.list_price')
  const opportunities = options.find((group) => group.items.some((item) => item.value === 'opportunity.amount'))
  expect(opportunities?.items.every((item) => item.label.startsWith('商机'))).toBe(true)
})
