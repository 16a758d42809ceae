import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { studyRefusal } from '../../src/contract/study-refusals.ts'

const folder = join(import.meta.dirname, '../../src/engine/studies')
const reasons = new Set(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/reason: '([a-z-]+)'/g)].map((match) => match[1] ?? '')),
)
const names = [
  'study',
  'path',
  'problem',
  'drill',
  'stage',
  'known',
  'unit',
  'step',
  'after',
  'before',
  'steps',
  'from',
  'to',
  'field',
  'segment',
]

describe('the sentence of a refused study', () => {
  it.each([...reasons].toSorted())('%s says in both languages what is wrong and what to do', (reason) => {
    const details = Object.fromEntries(names.map((name) => [name, `(${name})`]))
    for (const given of [{ reason }, { ...details, reason }]) {
      const text = studyRefusal(given)
      expect(text?.zh).toMatch(/[\u4e00-\u9fff].*。$/)
      expect(text?.en).toMatch(/^[A-Z"(\s].*\.$/)
      expect(`${text?.zh} ${text?.en}`).not.toMatch(/undefined|null|\[object/)
    }
  })

  it('is there for what studies refuse', () => expect(reasons.size).toBeGreaterThan(3))
})
