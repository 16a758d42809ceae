import { beforeEach, describe, expect, it } from 'vitest'
import type { Api } from '../../../src/contract/api.ts'
import { HelmdeckError } from '../../../src/contract/errors.ts'
import type { SheetView } from '../../../src/contract/sheets.ts'
import { SheetDesk } from '../../../renderer/features/sheets/sheet-desk.ts'
import { insertRow, setCell, type Rows } from '../../../renderer/features/sheets/sheet-moves.ts'

/** A sheet of one column whose answers come when they are let go, in the order they were asked for. */
class Sheet {
  versions: Rows[] = [[]]
  readonly #gates: (() => void)[] = []
  #at = 0

  readonly calls = {
    sheets: {
      read: () => this.#answer(() => this.view()),
      change: ({ rows, basedOn }: { rows: Rows; basedOn: number }) => this.#answer(() => this.put(rows, basedOn)),
      paste: ({ text, row, basedOn }: { text: string; row: number; basedOn: number }) =>
        this.#answer(() => {
          const pasted = text.split('\n').reduce<Rows>((rows, line, index) => setCell(rows, row + index, 0, line, 1), this.#rows())
          return this.put(pasted, basedOn)
        }),
    },
    documents: {
      step: ({ basedOn }: { basedOn: number }) =>
        this.#answer(() => {
          this.#at -= 1
          return { version: this.put(this.versions[this.#at] ?? [], basedOn, this.#at).version }
        }),
    },
  } as unknown as Pick<Api, 'sheets' | 'documents'>

  put(rows: Rows, basedOn: number, at = this.versions.length): SheetView {
    if (basedOn !== this.versions.length - 1)
      throw new HelmdeckError('document-conflict', { name: 'spend', version: this.versions.length - 1 })
    this.versions.push(rows)
    this.#at = at
    return this.view()
  }
  view(): SheetView {
    const rows = this.#rows().map((cells) => ({ cells: cells.map((text) => ({ text })) }))
    return { rows, version: this.versions.length - 1 } as unknown as SheetView
  }
  #rows(): Rows {
    return this.versions.at(-1) ?? []
  }
  async #answer<T>(work: () => T): Promise<T> {
    const done = work.call(this)
    await new Promise<void>((go) => this.#gates.push(go))
    return done
  }
  /** Lets everything that was asked for be answered, and what follows from it. */
  async letGo(): Promise<void> {
    do {
      this.#gates.shift()?.()
      await new Promise((resolve) => setImmediate(resolve))
    } while (this.#gates.length > 0)
  }
}

let sheet: Sheet
let desk: SheetDesk
const column = (rows: Rows) => rows.map(([text]) => text)
const type = (row: number, text: string, from = desk.shown()) => desk.save((rows) => setCell(rows, row, 0, text, 1), from)
const asFar = () => column(sheet.versions.at(-1) ?? [])

beforeEach(() => {
  sheet = new Sheet()
  desk = new SheetDesk(sheet.calls, 'spend', async () => desk.see(sheet.view()))
  desk.see(sheet.view())
})

describe('what one window types into a sheet', () => {
  it('lands in what is being pasted, not over it', async () => {
    const before = desk.shown()
    const work = [desk.paste('a\nb\nc', 0, 0), type(1, 'typed', before)]
    await sheet.letGo()
    await Promise.all(work)
    expect(asFar()).toEqual(['a', 'typed', 'c'])
    expect(desk.state()).toMatchObject({ isSaving: false, failed: null })
  })

  it('and began before a paste that is over by then is no conflict with it', async () => {
    const before = desk.shown()
    const paste = desk.paste('a\nb\nc', 0, 0)
    await sheet.letGo()
    await paste
    const work = type(2, 'typed', before)
    await sheet.letGo()
    await work
    expect(asFar()).toEqual(['a', 'b', 'typed'])
  })

  it('stands at once, and goes out in order with what was typed meanwhile', async () => {
    const work = [type(0, 'one'), type(1, 'two'), type(2, 'three')]
    expect(column(desk.shown().rows)).toEqual(['one', 'two', 'three'])
    await sheet.letGo()
    await Promise.all(work)
    expect(sheet.versions.slice(1).map(column)).toEqual([['one'], ['one', 'two', 'three']])
  })

  it('is taken back by an undo pressed before it was saved', async () => {
    const first = type(0, 'one')
    await sheet.letGo()
    await first
    const work = [type(0, 'two'), desk.step('undo')]
    await sheet.letGo()
    await Promise.all(work)
    expect(asFar()).toEqual(['one'])
    expect(column(desk.shown().rows)).toEqual(['one'])
  })

  it('waits for a choice where another window was faster, and nothing typed is lost', async () => {
    const first = type(0, 'one')
    await sheet.letGo()
    await first
    const begun = desk.shown()
    desk.see(sheet.put(insertRow(sheet.versions.at(-1) ?? [], 0, 1), sheet.versions.length - 1))
    const clash = type(0, 'mine', begun)
    await sheet.letGo()
    await clash
    await type(1, 'more')
    expect(asFar()).toEqual(['', 'one'])
    expect(column(desk.shown().rows)).toEqual(['mine', 'more'])
    expect(desk.state().failed).toMatchObject({ code: 'document-conflict' })
    const choice = desk.keepMine()
    await sheet.letGo()
    await choice
    expect(asFar()).toEqual(['mine', 'more'])
    expect(desk.state().failed).toBeNull()
  })

  it('gives way to the other window where that is chosen', async () => {
    const begun = desk.shown()
    desk.see(sheet.put([['theirs']], 0))
    const clash = type(0, 'mine', begun)
    await sheet.letGo()
    await clash
    desk.takeTheirs()
    expect(column(desk.shown().rows)).toEqual(['theirs'])
    const next = type(1, 'mine')
    await sheet.letGo()
    await next
    expect(asFar()).toEqual(['theirs', 'mine'])
  })
})
