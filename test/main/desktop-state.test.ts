import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openStateFile, withRecent } from '../../main/desktop-state.ts'

const folder = mkdtempSync(join(tmpdir(), 'helmdeck-state-'))
const path = join(folder, 'desktop.json')
const first = { bounds: null, isMaximized: false, language: null, colours: 'system', recent: [] }
beforeEach(() => rmSync(path, { force: true }))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('what the window remembers', () => {
  it('is nothing at the first start, and what was changed at the next', () => {
    const state = openStateFile(path)
    expect(state.current()).toEqual(first)
    const bounds = { x: 1, y: 2, width: 1200, height: 760 }
    state.change({ bounds, isMaximized: true })
    state.change({ language: 'zh', recent: ['/a.helmdeck'] })
    expect(openStateFile(path).current()).toEqual({ ...first, bounds, isMaximized: true, language: 'zh', recent: ['/a.helmdeck'] })
    expect(readdirSync(folder)).toEqual(['desktop.json'])
  })

  it.each(['', '{', 'null', '[1]', '"text"'])('is nothing where the file is damaged: %j', (text) => {
    writeFileSync(path, text)
    expect(openStateFile(path).current()).toEqual(first)
  })

  it('keeps what is right of a file of which a part is wrong', () => {
    const wrong = { bounds: { x: 0, y: 0, width: 3, height: 4 }, isMaximized: 'yes', language: 'fr', colours: 'dark', recent: [1] }
    writeFileSync(path, JSON.stringify({ ...wrong, fromTheFuture: true }))
    expect(openStateFile(path).current()).toEqual({ ...first, colours: 'dark' })
  })

  it('costs nothing but the memory where it cannot be written', () => {
    const state = openStateFile(join(path, 'below-a-file', 'desktop.json'))
    writeFileSync(path, 'a file')
    state.change({ colours: 'dark' })
    expect(state.current().colours).toBe('dark')
    expect(readFileSync(path, 'utf8')).toBe('a file')
  })
})

describe('the recent workspaces', () => {
  it('begin with the last one opened, name each once, and are ten at most', () => {
    expect(withRecent(['/b', '/a'], '/a')).toEqual(['/a', '/b'])
    const many = Array.from({ length: 12 }, (_none, at) => `/${at}`)
    expect(many.reduce<string[]>(withRecent, [])).toEqual(['/11', '/10', '/9', '/8', '/7', '/6', '/5', '/4', '/3', '/2'])
  })
})
