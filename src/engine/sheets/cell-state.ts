import type { SheetCell } from '../../contract/sheets.ts'
import type { LocalText } from '../../contract/text.ts'

/** What a cell says: its value where it can be read, and what is to be told about it. */
export interface Reading<T> {
  readonly value: T | null
  readonly state: SheetCell['state']
  readonly problem: LocalText | null
  readonly suggestions: readonly string[]
}

export function good<T>(value: T): Reading<T> {
  return { value, state: 'good', problem: null, suggestions: [] }
}

export function warned<T>(value: T, zh: string, en: string): Reading<T> {
  return { value, state: 'warning', problem: { zh, en }, suggestions: [] }
}

export function unresolved<T>(value: T, zh: string, en: string, suggestions: readonly string[]): Reading<T> {
  return { value, state: 'unresolved', problem: { zh, en }, suggestions }
}

export function wrong(zh: string, en: string, suggestions: readonly string[] = []): Reading<never> {
  return { value: null, state: 'error', problem: { zh, en }, suggestions }
}
