import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { starterFolder } from './served-workspace.ts'

type Figure = number | null | Readonly<Record<string, number>>

interface Metric {
  readonly total: Figure
  readonly by: Readonly<Record<string, readonly (readonly [string | null, Figure])[]>>
}

interface Answers {
  readonly metrics: Readonly<Record<string, Metric>>
  readonly quarantine: readonly { readonly file: string; readonly row: number; readonly value: string | null; readonly reason: string }[]
  readonly files: readonly { readonly file: string; readonly rows: number; readonly usable: number }[]
}

/** Worked out by samples/starter/answers.py, which shares no code with the product. */
export const answers = JSON.parse(readFileSync(join(starterFolder, 'answers.json'), 'utf8')) as Answers

/** A figure of the starter sample: by a dimension's value, or in total. */
export function figure(metric: string, field?: string, value?: string | null): number {
  const found = answers.metrics[metric]
  const entry = field === undefined ? found?.total : found?.by[field]?.find(([key]) => key === value)?.[1]
  const plain = typeof entry === 'object' && entry !== null ? entry['average'] : entry
  if (typeof plain !== 'number') throw new Error(`no answer for ${metric} by ${field} ${value}`)
  return plain
}
