import { join } from 'node:path'
import type { ChangedRow, LoadChanges } from '../../../src/contract/load-changes.ts'
import { modelState } from '../../engine/ingest/loads/model-state.ts'
import { plantedChanges } from './deal-files.ts'

export interface PlayedWeek {
  /** By kind of change the ids of deals, as the files tell them and as the product does. */
  readonly planted: Readonly<Record<string, readonly string[]>>
  readonly told: Readonly<Record<string, readonly string[]>>
  readonly changes: LoadChanges
  readonly before: Record<string, unknown>
  readonly undone: Record<string, unknown>
}

/** Runs the command line in a folder and gives what it printed. */
export type RunHelmdeck = (words: readonly string[]) => Promise<string>

/**
 * Imports the two exports of a set in `folder`/out one after the other (all files, or those named), asks what the second changed,
 * and takes it back.
 */
export async function playWeek(folder: string, set: string, run: RunHelmdeck, files: readonly string[] = ['']): Promise<PlayedWeek> {
  const workspace = `${set}-week.helmdeck`
  const path = (day: string): string => join('out', set, day)
  const paths = (day: string): string[] => files.map((file) => join(path(day), file))
  await run(['import', workspace, ...paths('first'), '--json'])
  const before = await modelState(join(folder, workspace))
  // Salesforce marks what was deleted; elsewhere it is missing.
  await run(['import', workspace, ...paths('week-later'), ...(set === 'salesforce' ? [] : ['--full']), '--json'])
  const told = await run(['changes', workspace, '2', '--entity', 'opportunity', '--limit', '10000', '--json'])
  const changes = JSON.parse(told) as LoadChanges
  await run(['undo-load', workspace, '2'])
  const undone = await modelState(join(folder, workspace))
  const planted = plantedChanges(set, join(folder, path('first')), join(folder, path('week-later')))
  return { planted, told: toldChanges(changes.rows), changes, before, undone }
}

function toldChanges(rows: readonly ChangedRow[]): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, string[]> = {}
  for (const { kind, moves, sourceId } of rows) for (const one of [kind, ...moves]) (found[one] ??= []).push(sourceId)
  return Object.fromEntries(Object.entries(found).map(([kind, ids]) => [kind, ids.toSorted()]))
}
