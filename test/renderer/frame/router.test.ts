import { describe, expect, it } from 'vitest'
import { hashOf, parseHash } from '../../../renderer/frame/router.ts'
import { keyLabels, matchStroke, strokeOf } from '../../../renderer/frame/shortcuts.ts'

describe('addresses', () => {
  it('survive names with slashes, blanks and Chinese', () => {
    expect(parseHash(hashOf('cockpits', 'a/b 看板?#'))).toEqual({ page: 'cockpits', rest: ['a/b 看板?#'] })
  })

  it('of nothing are the first page', () => {
    expect(parseHash('')).toEqual({ page: 'home', rest: [] })
    expect(parseHash('#/')).toEqual({ page: 'home', rest: [] })
  })

  it('with broken escapes are taken as they are', () => {
    expect(parseHash('#/data/%E4%')).toEqual({ page: 'data', rest: ['%E4%'] })
  })
})

describe('shortcuts', () => {
  const ran: string[] = []
  const command = (id: string, keys: string) => ({ id, title: id, keys, run: () => void ran.push(id) })
  const commands = [command('home', 'g h'), command('data', 'g d'), command('dark', 'd')]

  it('of two strokes wait for the second', () => {
    const first = matchStroke(commands, '', 'g')
    expect(first).toEqual({ run: null, pending: 'g' })
    expect(matchStroke(commands, first.pending, 'd').run?.id).toBe('data')
  })

  it('take a stroke that does not go on as a new one', () => {
    expect(matchStroke([...commands, command('refresh', 'r')], 'g', 'r').run?.id).toBe('refresh')
    expect(matchStroke(commands, 'g', 'x')).toEqual({ run: null, pending: '' })
  })

  it('spell Ctrl and Cmd alike, and `?` without the Shift it needs', () => {
    expect(strokeOf({ key: 'k', ctrlKey: true, metaKey: false, shiftKey: false })).toBe('mod+k')
    expect(strokeOf({ key: 'K', ctrlKey: false, metaKey: true, shiftKey: true })).toBe('mod+shift+k')
    expect(strokeOf({ key: '?', ctrlKey: false, metaKey: false, shiftKey: true })).toBe('?')
  })

  it('are written as on the keys', () => {
    expect(keyLabels('g d')).toEqual(['G', 'D'])
    expect(keyLabels('mod+shift+z')).toEqual(['Ctrl', 'Shift', 'Z'])
  })
})
