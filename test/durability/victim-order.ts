/** When to die: when the work is this far (below 0: from its start), and so many turns of the event loop after that. */
export interface Moment {
  readonly fraction: number
  readonly turns: number
}

export type VictimOrder =
  | { readonly work: 'command'; readonly words: readonly string[]; readonly moment: Moment }
  | { readonly work: 'document'; readonly path: string; readonly moment: Moment }

export function turnsLater(turns: number, act: () => void): void {
  if (turns <= 0) act()
  else setImmediate(() => turnsLater(turns - 1, act))
}
