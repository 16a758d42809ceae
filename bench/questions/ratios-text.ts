import type { QuestionTimes } from './bench-questions.ts'

/** The reports' ratios to the limit as lines of text, with their geometric means. */
export function ratiosText(ratios: QuestionTimes['ratios']): string {
  const mean = (of: 'ratio' | 'minRatio'): number => Math.exp(ratios.reduce((sum, one) => sum + Math.log(one[of]), 0) / ratios.length)
  const line = (name: string, ratio: number, minRatio: number): string =>
    `  ${name.padEnd(90)} ${ratio.toFixed(2).padStart(6)}x ${minRatio.toFixed(2).padStart(9)}x`
  return [
    `${ratios.length} reports against keyed SQL by hand${' '.repeat(57)} ratio    of mins`,
    ...ratios.map(({ id, title, ratio, minRatio }) => line(`${id} ${title}`.slice(0, 90), ratio, minRatio)),
    line('geometric mean', mean('ratio'), mean('minRatio')),
  ].join('\n')
}
