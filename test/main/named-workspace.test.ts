import { describe, expect, it } from 'vitest'
import { isPacked, namedWorkspace, workspaceName } from '../../main/named-workspace.ts'

describe('a command line', () => {
  it.each([
    ['names none', ['--inspect', 'report.xlsx'], null],
    ['names none by an option alone', ['--profile=/tmp/x.helmdeck'], null],
    ['names a whole path', ['--flag', '/data/sales.helmdeck'], '/data/sales.helmdeck'],
    ['names a path from where it was called', ['../sales.helmdeckz'], '/home/sales.helmdeckz'],
    ['names a folder with a slash at its end', ['/data/sales.helmdeck/'], '/data/sales.helmdeck'],
    ['names one in capitals, as other systems write them', ['/data/SALES.HELMDECKZ'], '/data/SALES.HELMDECKZ'],
    ['names several: the last counts', ['/a.helmdeck', '/b.helmdeckz', '.'], '/b.helmdeckz'],
    ['names a path with blanks and Chinese in it', ['/我的 数据/销售.helmdeck'], '/我的 数据/销售.helmdeck'],
  ])('%s', (_what, words, expected) => {
    expect(namedWorkspace(words, '/home/me')).toBe(expected)
  })
})

it('a packed workspace is told from a folder by its ending', () => {
  expect(['/a.helmdeckz', '/a.HELMDECKZ', '/a.helmdeck', '/a.zip', '/helmdeckz'].map(isPacked)).toEqual([true, true, false, false, false])
})

it('a workspace is called by its name without ending', () => {
  expect(['/x/销售.helmdeck', '/x/sales.helmdeckz', '/x/plain'].map(workspaceName)).toEqual(['销售', 'sales', 'plain'])
})
