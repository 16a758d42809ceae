import { watch } from 'node:fs'

/**
 * When to die: when the work is this far, and so many turns of the event loop after that. A fraction below 0 is its start. Work that
 * does not say how far it is starts at 0 and is at 1 as soon as anything moves in the folders it writes to.
 */
export interface Moment {
  readonly fraction: number
  readonly turns: number
}

export type VictimOrder =
  | { readonly work: 'command'; readonly words: readonly string[]; readonly moment: Moment; readonly writesTo: readonly string[] }
  | { readonly work: 'document'; readonly path: string; readonly moment: Moment; readonly writesTo: readonly string[] }

export function turnsLater(turns: number, act: () => void): void {
  if (turns <= 0) act()
  else setImmediate(() => turnsLater(turns - 1, act))
}

/** Tells once when something is made, renamed or removed in one of the folders. */
export function whenMoved(folders: readonly string[], act: () => void): void {
  for (const folder of folders) watch(folder, { persistent: false }, act)
}
