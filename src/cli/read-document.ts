import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { z } from 'zod'
import { HelmdeckError, type ErrorCode } from '../contract/errors.ts'
import { userPath } from './places.ts'
import type { Terminal } from './terminal.ts'

/** A JSON file of the user, checked. `code` says what is wrong where it does not fit. */
export async function readJsonFile<Schema extends z.ZodType>(
  terminal: Terminal,
  path: string,
  schema: Schema,
  code: ErrorCode,
): Promise<z.output<Schema>> {
  return parseJson(await readTextFile(userPath(terminal, path)), schema, code)
}

export async function readTextFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
    throw new HelmdeckError(isMissing ? 'file-missing' : 'file-unreadable', { file: basename(path) }, { cause })
  }
}

export function parseJson<Schema extends z.ZodType>(text: string, schema: Schema, code: ErrorCode): z.output<Schema> {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (cause) {
    throw new HelmdeckError(code, { problem: cause instanceof Error ? cause.message : 'no JSON' }, { cause })
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new HelmdeckError(code, { field: issue?.path.map(String).join('.') ?? '', problem: issue?.message ?? '' })
}
