import type { Page } from 'playwright-core'

/** Where the walk takes place: a tab over `helmdeck serve`, or the window of the desktop program. All else is the same for both. */
export interface WalkHost {
  readonly page: Page
  /** The folder of the workspace, empty at the start. */
  readonly workspace: string
  /** Goes to a room as people do it there. */
  openRoom(room: 'data' | 'reports'): Promise<void>
  /** Hands over the fourteen files of the starter sample. */
  bringFiles(): Promise<void>
  /** Has everything on the screen asked again. */
  refresh(): Promise<void>
  /** The file that the page saves when `press` is done. */
  save(press: () => Promise<void>): Promise<{ readonly name: string; readonly bytes: Buffer }>
  /** Kills the engine's process. The answer brings it back, where that takes a person. */
  killEngine(pid: number): Promise<() => void>
}

/** A step is written before its host is there. */
export type Walk = () => WalkHost
