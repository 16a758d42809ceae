import type { Api } from '../../../src/contract/api.ts'
import type { SheetName, SheetView } from '../../../src/contract/sheets.ts'
import { failureOf } from '../../ui/failure.ts'
import type { Rows } from './sheet-moves.ts'

/** Rows and the version they are of, never of another one: what is made from them is checked against that version. */
export interface SheetMoment {
  readonly rows: Rows
  readonly version: number
}

export interface DeskState {
  /** The newest rows this window knows, typed or told. */
  readonly shown: SheetMoment
  readonly isSaving: boolean
  /** Why the last thing could not be done; what was typed is kept. */
  readonly failed: unknown
}

type SheetCalls = Pick<Api, 'sheets' | 'documents'>

/**
 * What one window types into a sheet, on its way to the engine. Saves go one after the other, and of those that wait only the newest;
 * what is typed while a paste or a step is on its way waits for it.
 */
export class SheetDesk {
  readonly #api: SheetCalls
  readonly #name: SheetName
  readonly #refresh: () => Promise<void>
  readonly #listeners = new Set<() => void>()
  /** What each version became by this window, where its rows are those it went by. */
  readonly #own = new Map<number, number>()
  #view: SheetMoment = { rows: [], version: 0 }
  #state: DeskState = { shown: this.#view, isSaving: false, failed: null }
  #isUnsaved = false
  // What is typed while somebody else's rows stand against it waits for a choice.
  #isHeld = false
  #waiting: SheetMoment | null = null
  #atWork: { readonly isSave: boolean; readonly done: Promise<void> } | null = null

  /** @param refresh Asks the engine's view anew. */
  constructor(api: SheetCalls, name: SheetName, refresh: () => Promise<void>) {
    this.#api = api
    this.#name = name
    this.#refresh = refresh
  }

  readonly state = (): DeskState => this.#state
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The engine's newest word. */
  see(view: SheetView): void {
    this.#view = momentOf(view)
    if (!this.#isUnsaved && this.#view.version >= this.shown().version) this.#set({ shown: this.#view })
  }

  shown(): SheetMoment {
    return this.#state.shown
  }

  /** Rows changed as somebody saw them; where only this window went on since then, its newest rows are changed. */
  async save(change: (rows: Rows) => Rows, from: SheetMoment = this.shown()): Promise<void> {
    while (this.#atWork && !this.#atWork.isSave) await this.#atWork.done
    const shown = this.shown()
    const isOurs = this.#newestOwn(from.version) === this.#newestOwn(shown.version)
    await this.#push(isOurs ? { rows: change(shown.rows), version: shown.version } : { rows: change(from.rows), version: from.version })
  }

  async paste(text: string, row: number, column: number): Promise<void> {
    await this.#alone(async () => {
      const { version } = this.shown()
      const view = await this.#api.sheets.paste({ name: this.#name, text, row, column, basedOn: version })
      this.#become(version, view)
    })
  }

  async step(direction: 'undo' | 'redo' | number): Promise<void> {
    await this.#alone(async () => {
      const { rows, version } = this.shown()
      const document = { kind: 'sheet', name: this.#name, basedOn: version } as const
      if (typeof direction === 'number') await this.#api.documents.restore({ ...document, version: direction })
      else await this.#api.documents.step({ ...document, direction })
      const view = await this.#api.sheets.read({ name: this.#name })
      // A step that brings rows back or takes them away moves what is being typed.
      const isInPlace = view.rows.length === rows.length
      this.#become(isInPlace ? document.basedOn : view.version, view)
    })
  }

  /** After a conflict: what is there now. */
  takeTheirs(): void {
    this.#isHeld = false
    this.#isUnsaved = false
    this.#set({ shown: this.#view, failed: null })
  }

  /** What could not be saved once more; after a conflict over what is there now. */
  async keepMine(): Promise<void> {
    const { rows, version } = this.shown()
    const over = this.#isHeld ? this.#view.version : version
    this.#isHeld = false
    await this.#push({ rows, version: over })
  }

  async #push(moment: SheetMoment): Promise<void> {
    this.#isUnsaved = true
    this.#set({ shown: moment })
    if (this.#isHeld) return
    this.#waiting = moment
    if (this.#atWork) return
    await this.#work(true, async () => {
      while (this.#waiting) {
        const { rows, version } = this.#waiting
        this.#waiting = null
        const basedOn = this.#newestOwn(version)
        const view = await this.#api.sheets.change({ name: this.#name, rows: rows.map((cells) => [...cells]), basedOn })
        // Typed meanwhile: the rows on the screen are newer than the answer.
        if (this.#hasWaiting()) this.#link(basedOn, view.version)
        else this.#become(basedOn, view)
      }
    })
  }

  /** After what is on its way, and not while rows wait for a choice. */
  async #alone(task: () => Promise<void>): Promise<void> {
    while (this.#atWork) await this.#atWork.done
    if (!this.#isUnsaved) await this.#work(false, task)
  }

  async #work(isSave: boolean, task: () => Promise<void>): Promise<void> {
    const run = async (): Promise<void> => {
      this.#set({ isSaving: true, failed: null })
      try {
        await task()
      } catch (failed) {
        this.#waiting = null
        this.#isHeld = this.#isUnsaved && failureOf(failed).code === 'document-conflict'
        this.#set({ failed })
      }
      this.#atWork = null
    }
    const done = run()
    this.#atWork = { isSave, done }
    await done
    await this.#refresh()
    if (!this.#atWork) this.#set({ isSaving: false })
  }

  #hasWaiting(): boolean {
    return this.#waiting !== null
  }

  #become(before: number, view: SheetView): void {
    this.#link(before, view.version)
    this.#isUnsaved = false
    this.#set({ shown: momentOf(view) })
  }

  #link(before: number, after: number): void {
    if (after !== before) this.#own.set(before, after)
  }

  #newestOwn(from: number): number {
    let version = from
    for (let next = this.#own.get(version); next !== undefined; next = this.#own.get(version)) version = next
    return version
  }

  #set(change: Partial<DeskState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}

export function momentOf(view: SheetView): SheetMoment {
  return { rows: view.rows.map(({ cells }) => cells.map(({ text }) => text)), version: view.version }
}
