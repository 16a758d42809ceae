import { FieldDocument } from '../../../src/contract/fields.ts'
import type { z } from 'zod'
import type { StoredField } from '../../../src/engine/formula/stored-fields.ts'
import type { ReportContext } from '../../../src/engine/report/run-report.ts'
import { contextOf } from '../report/ask.ts'

export type FieldBody = z.input<typeof FieldDocument>

export function stored(bodies: Readonly<Record<string, FieldBody>>): StoredField[] {
  return Object.entries(bodies).map(([name, body]) => ({ name, version: 1, body: FieldDocument.parse(body) }))
}

export const metric = (formula: string, more: Partial<Extract<FieldBody, { kind: 'metric' }>> = {}): FieldBody => ({
  kind: 'metric',
  label: formula.slice(0, 40),
  formula,
  ...more,
})
export const dimension = (formula: string): FieldBody => ({ kind: 'dimension', label: formula.slice(0, 40), formula })

export function contextWith(clock: string, bodies: Readonly<Record<string, FieldBody>>): ReportContext {
  return { ...contextOf(clock), fields: stored(bodies) }
}
