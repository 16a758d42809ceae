import { comparisonId, type Comparison, type OwnComparison } from '../../contract/report-spec.ts'
import type { LocalText } from '../../contract/text.ts'
import type { PlannedComparison } from './plan.ts'

const labels: Readonly<Record<Comparison, LocalText>> = {
  'previous-period': { zh: '上期', en: 'previous period' },
  'previous-year': { zh: '去年同期', en: 'previous year' },
  'previous-fiscal-year': { zh: '上财年同期', en: 'previous fiscal year' },
  'previous-spring-festival': { zh: '去年同期（按春节对齐）', en: 'previous year by Spring Festival' },
}

/** A comparison as its columns are named and labelled. */
export function comparisonOf(comparison: Comparison | OwnComparison): PlannedComparison {
  const id = comparisonId(comparison)
  if (typeof comparison === 'string') return { id, label: labels[comparison] }
  const days = `${comparison.from} – ${comparison.to}`
  return { id, label: { zh: days, en: days } }
}
