import type { ErrorDetails } from '../../../src/contract/errors.ts'
import type { Filter } from '../../../src/contract/report-spec.ts'
import type { ParamField, Params } from './params/study-form.ts'

interface Fault {
  readonly code: string
  readonly details: ErrorDetails
}

/** The param that a refusal is about; null where it is about none, or about one that nobody can change here. */
export function faultOf({ code, details }: Fault, fields: readonly ParamField[], params: Params): string | null {
  const known = (id: string) => (fields.some((field) => field.id === id) ? id : null)
  if (code === 'invalid-study' && details['reason'] === 'params') return known(String(details['path'] ?? '').split('.')[0] ?? '')
  const named = fields.find(({ reasons }) => reasons?.includes(String(details['reason'])))
  if (named !== undefined) return named.id
  const dimension = details['dimension'] ?? details['field']
  if (typeof dimension !== 'string') return null
  const by = params['by']
  if (typeof by === 'object' && by !== null && 'field' in by && by.field === dimension) return known('by')
  return filtersOf(params).some(({ field }) => field === dimension) ? known('filters') : null
}

export function filtersOf(params: Params): readonly Filter[] {
  const filters = params['filters']
  return Array.isArray(filters) ? (filters as readonly Filter[]) : []
}
