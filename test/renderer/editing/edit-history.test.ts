import { describe, expect, it } from 'vitest'
import { pushEdit, redoEdit, startHistory, undoEdit } from '../../../renderer/editing/edit-history.ts'

const step = (at: number, merge?: string) => ({ label: `step ${at}`, at, merge })

describe('the steps of a report', () => {
  it('are taken back and done again one by one, a hundred and more', () => {
    let history = startHistory<number, string>(0)
    for (let number = 1; number <= 150; number += 1) history = pushEdit(history, number, step(number * 10_000))
    let back = history
    for (let number = 149; number >= 0; number -= 1) {
      back = undoEdit(back)
      expect(back.now).toBe(number)
    }
    expect(undoEdit(back)).toBe(back)
    let again = back
    for (let number = 1; number <= 150; number += 1) again = redoEdit(again)
    expect(again.now).toBe(150)
    expect(again.past.map((one) => one.label)).toEqual(history.past.map((one) => one.label))
    expect(redoEdit(again)).toBe(again)
  })

  it('join keystrokes into one as long as they follow each other', () => {
    let history = startHistory<string, string>('')
    history = pushEdit(history, 'a', step(1000, 'title'))
    history = pushEdit(history, 'ab', step(1500, 'title'))
    history = pushEdit(history, 'abc', step(3400, 'title'))
    expect(history.past).toHaveLength(1)
    expect(undoEdit(history).now).toBe('')
    history = pushEdit(history, 'abcd', step(5500, 'title'))
    expect(undoEdit(history).now).toBe('abc')
    history = pushEdit(history, 'x', step(5600))
    history = pushEdit(history, 'xy', step(5700, 'title'))
    expect(undoEdit(history).now).toBe('x')
  })

  it('do not join over an undo', () => {
    let history = pushEdit(startHistory<string, string>(''), 'a', step(1, 'title'))
    history = pushEdit(history, 'b', step(5000, 'title'))
    history = pushEdit(undoEdit(history), 'c', step(5001, 'title'))
    expect(undoEdit(history).now).toBe('a')
    expect(history.future).toEqual([])
  })

  it('are none where nothing changed', () => {
    const history = startHistory<string, string>('same')
    expect(pushEdit(history, 'same', step(1))).toBe(history)
  })
})
