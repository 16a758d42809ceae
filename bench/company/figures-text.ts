import type { CompanyFigures } from './sample-company.ts'

/** The figures as lines of text. */
export function figuresText({ rows, seconds, databaseBytes, peakMemoryBytes, entities }: CompanyFigures): string {
  const { inventing, writing, building } = seconds
  const line = (name: string, value: string): string => `  ${name.padEnd(44)} ${value.padStart(16)}`
  return [
    `the sample company of ${rows.toLocaleString('en')} leads`,
    line('inventing', `${inventing.toFixed(1)} s`),
    line('writing the model', `${writing.toFixed(1)} s`),
    line('building the marts', `${building.toFixed(1)} s`),
    line('together', `${(inventing + writing + building).toFixed(1)} s`),
    line('database on disk', `${Math.round(databaseBytes / 1e6).toLocaleString('en')} MB`),
    line('peak memory', `${Math.round(peakMemoryBytes / 1e6).toLocaleString('en')} MB`),
    ...entities.map((entity) => line(`rows of ${entity.entity}`, entity.rows.toLocaleString('en'))),
  ].join('\n')
}
