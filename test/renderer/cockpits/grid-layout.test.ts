import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dropTiles, freePlace, overlaps, resizeTile, type Layouts, type Placed } from '../../../renderer/features/cockpits/grid-layout.ts'
import { seed } from '../../seed.ts'

const tile = (id: string, x: number, y: number, w: number, h: number): Placed => ({ id, layout: { x, y, w, h } })
const after = (placed: readonly Placed[], layouts: Layouts): Placed[] =>
  placed.map(({ id, layout }) => ({ id, layout: layouts.get(id) ?? layout }))

//  a a a a b b b b . . . .
//  c c c c c c c c . . . .
const board = [tile('a', 0, 0, 4, 4), tile('b', 4, 0, 4, 4), tile('c', 0, 4, 8, 4)]

describe('dropping a tile', () => {
  it('onto free ground moves it and nothing else', () => {
    expect(dropTiles(board, ['b'], { dx: 4, dy: 0 })).toEqual({ kind: 'moved', layouts: new Map([['b', { x: 8, y: 0, w: 4, h: 4 }]]) })
  })

  it('never leaves the grid', () => {
    expect(dropTiles(board, ['b'], { dx: 90, dy: -7 })).toMatchObject({ layouts: new Map([['b', { x: 8, y: 0, w: 4, h: 4 }]]) })
    expect(dropTiles(board, ['a'], { dx: -3, dy: -3 })).toEqual({ kind: 'stay' })
  })

  it('onto another one changes their places', () => {
    expect(dropTiles(board, ['a'], { dx: 3, dy: 1 })).toEqual({
      kind: 'swapped',
      with: 'b',
      layouts: new Map([
        ['a', { x: 4, y: 0, w: 4, h: 4 }],
        ['b', { x: 0, y: 0, w: 4, h: 4 }],
      ]),
    })
  })

  it('onto one of another size exchanges the sizes, too, where both would not fit', () => {
    expect(dropTiles(board, ['a'], { dx: 1, dy: 4 })).toMatchObject({
      kind: 'swapped',
      with: 'c',
      layouts: new Map([
        ['a', { x: 0, y: 4, w: 8, h: 4 }],
        ['c', { x: 0, y: 0, w: 4, h: 4 }],
      ]),
    })
  })

  it('that only brushes against another is refused, with the nearest place that is free', () => {
    expect(dropTiles(board, ['b'], { dx: 3, dy: 3 })).toEqual({ kind: 'refused', by: ['c'], free: { dx: 4, dy: 3 } })
  })

  it('of several tiles never swaps', () => {
    expect(dropTiles(board, ['a', 'b'], { dx: 0, dy: 4 })).toMatchObject({ kind: 'refused', by: ['c'] })
    expect(dropTiles(board, ['a', 'b'], { dx: 4, dy: 0 })).toMatchObject({ kind: 'moved' })
  })
})

describe('resizing a tile', () => {
  it('pushes down what it covers, and back up when it shrinks', () => {
    const grown = after(board, resizeTile(board, 'a', { w: 5, h: 6 }))
    // b is covered by the fifth column, c by the two rows more; c then by b, which ends at row 10.
    expect(grown.map(({ layout }) => layout)).toEqual([
      { x: 0, y: 0, w: 5, h: 6 },
      { x: 4, y: 6, w: 4, h: 4, home: 0 },
      { x: 0, y: 10, w: 8, h: 4, home: 4 },
    ])
    expect(after(grown, resizeTile(grown, 'a', { w: 4, h: 4 }))).toEqual(board)
  })

  it('leaves alone what it does not cover', () => {
    expect([...resizeTile(board, 'c', { w: 8, h: 9 }).keys()]).toEqual(['c'])
    expect([...resizeTile(board, 'b', { w: 8, h: 4 }).keys()]).toEqual(['b'])
  })

  it('stays within the grid, and above the least size', () => {
    expect(resizeTile(board, 'b', { w: 40, h: 4 }).get('b')).toMatchObject({ w: 8 })
    expect(resizeTile(board, 'b', { w: -1, h: 0 }).get('b')).toMatchObject({ w: 2, h: 2 })
    expect(resizeTile(board, 'nobody', { w: 3, h: 3 }).size).toBe(0)
  })
})

describe('any run of moves and sizes', () => {
  const sizes = fc.array(fc.record({ w: fc.integer({ min: 2, max: 12 }), h: fc.integer({ min: 2, max: 9 }) }), {
    minLength: 1,
    maxLength: 8,
  })
  const boards = sizes.map((all) =>
    all.reduce<Placed[]>((placed, size, place) => [...placed, { id: `t${place}`, layout: freePlace(placed, size) }], []),
  )
  const step = fc.record({
    which: fc.nat(),
    also: fc.nat(),
    drag: fc.boolean(),
    dx: fc.integer({ min: -14, max: 14 }),
    dy: fc.integer({ min: -20, max: 20 }),
  })
  const isClean = (placed: readonly Placed[]) =>
    placed.every(
      ({ id, layout }) =>
        layout.x >= 0 &&
        layout.y >= 0 &&
        layout.x + layout.w <= 12 &&
        !placed.some((other) => other.id !== id && overlaps(other.layout, layout)),
    )

  it('covers nothing, and a drag moves nobody but those it is about', () => {
    fc.assert(
      fc.property(boards, fc.array(step, { maxLength: 12 }), (start, steps) => {
        let placed: Placed[] = start
        for (const { which, also, drag, dx, dy } of steps) {
          const id = placed[which % placed.length]?.id ?? ''
          if (!drag) placed = after(placed, resizeTile(placed, id, { w: Math.abs(dx), h: Math.abs(dy) }))
          else {
            const ids = [...new Set([id, placed[also % placed.length]?.id ?? ''])]
            const drop = dropTiles(placed, ids, { dx, dy })
            if (drop.kind === 'refused') {
              expect(dropTiles(placed, ids, drop.free).kind).toBe('moved')
              continue
            }
            if (drop.kind === 'stay') continue
            expect([...drop.layouts.keys()].every((one) => ids.includes(one) || (drop.kind === 'swapped' && one === drop.with))).toBe(true)
            placed = after(placed, drop.layouts)
          }
          expect(isClean(placed)).toBe(true)
        }
      }),
      { seed, numRuns: 300 },
    )
  })

  it('is undone by shrinking back what has grown', () => {
    fc.assert(
      fc.property(boards, fc.nat(), fc.nat({ max: 8 }), fc.nat({ max: 12 }), (start, which, more, wider) => {
        const { id, layout } = start[which % start.length] ?? start[0]!
        const grown = after(start, resizeTile(start, id, { w: layout.w + wider, h: layout.h + more }))
        expect(after(grown, resizeTile(grown, id, layout))).toEqual(start)
      }),
      { seed, numRuns: 300 },
    )
  })
})
