import type { QuestionTimes } from './bench-questions.ts'

/** The reports' ratios to the limit as lines of text, with their geometric means. */
export function ratiosText(ratios: QuestionTimes['ratios']): string {
  const mean = (of: 'ratio' | 'minRatio' | 'cpuRatio'): number =>
    Math.exp(ratios.reduce((sum, one) => sum + Math.log(one[of]), 0) / ratios.length)
  const line = (name: string, ...ratios: readonly number[]): string =>
    `  ${name.padEnd(90)} ${ratios.map((ratio) => `${ratio.toFixed(2).padStart(8)}x`).join('')}`
  return [
    `${ratios.length} reports against keyed SQL by hand${' '.repeat(57)}   ratio  of mins  of work`,
    ...ratios.map(({ id, title, ratio, minRatio, cpuRatio }) => line(`${id} ${title}`.slice(0, 90), ratio, minRatio, cpuRatio)),
    line('geometric mean', mean('ratio'), mean('minRatio'), mean('cpuRatio')),
  ].join('\n')
}
