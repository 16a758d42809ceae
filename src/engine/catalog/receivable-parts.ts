import type { Note, PartDefinition } from './definition.ts'

export type ClaimSource = 'invoices' | 'plan'

export const ofSource = (from: ClaimSource): string => (from === 'invoices' ? 'f.is_receivable' : "f.entity = 'instalment'")
const openOn = 'f.from_day <= b.as_of_day and (f.to_day is null or f.to_day > b.as_of_day)'

/** What is open at the end of each bucket. */
export const openOf = (from: ClaimSource, where = ''): PartDefinition => ({
  fact: 'receivable',
  on: 'start',
  snapshot: true,
  sum: 'f.balance_reporting',
  money: true,
  where: `${ofSource(from)} and ${openOn}${where}`,
})

/** The same at the eve of each bucket. */
export const openBefore = (from: ClaimSource): PartDefinition => ({
  ...openOf(from),
  where: `${ofSource(from)} and f.from_day < b.start_day and (f.to_day is null or f.to_day >= b.start_day)`,
})

/** Says that instalments stand in for invoices, where they do. */
export function planNotes(from: ClaimSource): Note[] {
  const { fact, on, where = '' } = openOf(from)
  const rows: PartDefinition = { fact, on, snapshot: true, count: 'rows', where }
  return [
    {
      code: 'receivables-from-plan',
      part: { ...rows, where: `${where} and f.entity = 'instalment'` },
      of: rows,
      text: {
        zh: '应收由回款计划推算，不是开票应收。',
        en: 'Receivables are worked out from the payment plan, not from invoices.',
      },
    },
  ]
}
