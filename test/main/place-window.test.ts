import { expect, it } from 'vitest'
import { placeWindow } from '../../main/place-window.ts'

const laptop = { x: 0, y: 25, width: 1440, height: 875 }
const beside = { x: 1440, y: 0, width: 2560, height: 1400 }

it('a first window has its usual size, and no more than the screen has', () => {
  expect(placeWindow(null, [beside])).toEqual({ width: 1440, height: 900 })
  expect(placeWindow(null, [laptop])).toEqual({ width: 1440, height: 875 })
  expect(placeWindow(null, [])).toEqual({ width: 1440, height: 900 })
})

it('a window comes back where it was, also on the second screen', () => {
  const there = { x: 1600, y: 80, width: 1800, height: 1200 }
  expect(placeWindow(there, [laptop, beside])).toEqual(there)
})

it('a window on a screen that is gone comes to the one that is left', () => {
  expect(placeWindow({ x: 1600, y: 80, width: 1800, height: 1200 }, [laptop])).toEqual({ width: 1440, height: 875 })
})

it.each([
  ['its bar above the screen', { x: 100, y: -400, width: 1200, height: 800 }],
  ['all but a sliver right of the screen', { x: 1400, y: 100, width: 1200, height: 800 }],
  ['all but a sliver below the screen', { x: 100, y: 850, width: 1200, height: 800 }],
])('a window that nobody could take hold of, %s, is brought back', (_where, bounds) => {
  expect(placeWindow(bounds, [laptop])).toEqual({ width: 1440, height: 875 })
})

it('a window larger than its screen is made to fit', () => {
  expect(placeWindow({ x: 0, y: 25, width: 2560, height: 1400 }, [laptop])).toEqual({ x: 0, y: 25, width: 1440, height: 875 })
})
