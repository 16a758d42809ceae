import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

interface Locked {
  readonly version?: string
  readonly resolved?: string
  readonly optionalDependencies?: Readonly<Record<string, string>>
}
const file = join(import.meta.dirname, '../../package-lock.json')
const packages = Object.entries((JSON.parse(readFileSync(file, 'utf8')) as { packages: Readonly<Record<string, Locked>> }).packages)
const paths = new Set(packages.map(([path]) => path))

it('locks every optional package, so that npm ci works on any platform (.ci/complete-lock.mjs mends it)', () => {
  const wanted = packages.flatMap(([, one]) => Object.keys(one.optionalDependencies ?? {}))
  expect(wanted.length).toBeGreaterThan(50)
  expect(wanted.filter((name) => ![...paths].some((path) => path.endsWith(`node_modules/${name}`)))).toEqual([])
})

it('locks no address to download from: that is for the machine that installs', () => {
  expect(packages.filter(([, one]) => one.resolved !== undefined).map(([path]) => path)).toEqual([])
})
