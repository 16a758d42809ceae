import type { z } from 'zod'
import { HelmdeckError } from '../../contract/errors.ts'

/** What names the things behind a number, as the text that a result carries. */
export function drillText(drill: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(drill)
}

/** Reads such a text back. Fails with `invalid-study` {reason: 'no-such-drill'} for one that no result of the study carries. */
export function readDrill<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    throw noSuchDrill(text)
  }
}

/** A drill that no result named. */
export function noSuchDrill(drill: string): HelmdeckError {
  return new HelmdeckError('invalid-study', { reason: 'no-such-drill', drill })
}
