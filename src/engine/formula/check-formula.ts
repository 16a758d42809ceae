import { errorText } from '../../contract/error-text.ts'
import { HelmdeckError, type ErrorDetails } from '../../contract/errors.ts'
import type { FormulaCheck, FormulaProblem, FormulaUse } from '../../contract/fields.ts'
import type { FieldCompiler } from './field-compiler.ts'
import { formulaError } from './formula-error.ts'
import { lowerRow } from './make-dimension.ts'
import { lowerMetric } from './make-metric.ts'
import { printFormula } from './print.ts'
import { namesIn } from './syntax-tree.ts'

/** What a formula is, or what is wrong with it; a wrong one is an answer, not an error. */
export function checkFormula(formula: string, use: FormulaUse, compiler: FieldCompiler): FormulaCheck {
  try {
    const { lowered } = use === 'metric' ? lowerMetric(formula, compiler) : lowerRow(formula, compiler, wanted[use])
    const { tree, type } = lowered
    if (use === 'dimension' && type.kind === 'date') throw formulaError('date-result', tree.span, { didYouMean: ['year(', 'month('] })
    return {
      ok: true,
      formula: printFormula(tree),
      type: type.kind === 'empty' ? null : type.kind,
      unit: type.kind === 'number' ? type.unit : null,
      uses: namesIn(tree),
      problem: null,
    }
  } catch (error) {
    if (!(error instanceof HelmdeckError) || error.code !== 'invalid-formula') throw error
    return { ok: false, formula: null, type: null, unit: null, uses: [], problem: problemOf(error.details) }
  }
}

const wanted = { dimension: undefined, bins: 'number', groups: 'text' } as const

export function problemOf(details: ErrorDetails): FormulaProblem {
  return { text: errorText('invalid-formula', details), details }
}
