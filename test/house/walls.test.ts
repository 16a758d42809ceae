import { describe, expect, it } from 'vitest'
import { lintScratch } from './scratch-lint.ts'

const wall = 'eslint(no-restricted-imports)'

/** [the folder, what it must not import] */
const forbidden: readonly (readonly [string, string])[] = [
  ['src/contract', 'fs'],
  ['src/contract', 'node:fs'],
  ['src/contract', 'apache-arrow'],
  ['src/contract', '../engine/engine.ts'],
  ['src/contract', '../transport/wire.ts'],
  ['src/charts', 'node:fs'],
  ['src/charts', 'react'],
  ['src/charts', 'apache-arrow'],
  ['src/charts', '../engine/engine.ts'],
  ['src/charts', '../../renderer/main.tsx'],
  ['src/transport', 'fs'],
  ['src/transport', 'node:fs'],
  ['src/transport', 'ws'],
  ['src/transport', '../engine/engine.ts'],
  ['src/transport', '../../renderer/main.tsx'],
  ['src/engine', '../transport/wire.ts'],
  ['src/engine', '../server/server.ts'],
  ['src/engine', '../cli/index.ts'],
  ['src/engine', '../../main/index.ts'],
  ['src/engine', '../../renderer/main.tsx'],
  ['src/engine', 'electron'],
  ['src/engine', 'electron/main'],
  ['src/engine', 'hono'],
  ['src/engine', '@hono/node-server'],
  ['src/engine', 'ws'],
  ['src/engine', 'react'],
  ['src/engine', '@duckdb/node-api'],
  ['src/engine', 'apache-arrow'],
  ['src/engine/ingest/readers', '@duckdb/node-api'],
  ['src/engine/ingest/readers', 'apache-arrow'],
  ['src/engine/ingest/readers', '../../../transport/wire.ts'],
  ['src/engine/report', '@duckdb/node-api'],
  ['src/engine/report', '../../transport/wire.ts'],
  ['src/engine/export', '@duckdb/node-api'],
  ['src/engine/export', 'react'],
  ['src/engine/database', '../../transport/wire.ts'],
  ['src/engine/database', 'electron'],
  ['src/engine', '../host/owned-workspace.ts'],
  ['src/host', '@duckdb/node-api'],
  ['src/host', 'hono'],
  ['src/host', 'electron'],
  ['src/host', '../server/server.ts'],
  ['src/host', '../../main/index.ts'],
  ['src/server', '@duckdb/node-api'],
  ['src/server', 'apache-arrow'],
  ['src/server', 'electron'],
  ['src/server', '../../renderer/main.tsx'],
  ['src/cli', 'electron'],
  ['src/cli', '@duckdb/node-api'],
  ['src/cli', 'react'],
  ['main', '@duckdb/node-api'],
  ['main', '../renderer/main.tsx'],
  ['main', '../src/server/server.ts'],
  ['renderer', 'fs'],
  ['renderer', 'fs/promises'],
  ['renderer', 'node:fs'],
  ['renderer', 'electron'],
  ['renderer', '@duckdb/node-api'],
  ['renderer', '../src/engine/engine.ts'],
  ['renderer', '../src/host/owned-workspace.ts'],
  ['renderer', '../src/server/server.ts'],
  ['renderer', '../src/cli/index.ts'],
  ['renderer', '../main/preload.ts'],
  ['renderer/features/home', '../../../src/engine/engine.ts'],
]

const allowed: readonly (readonly [string, string])[] = [
  ['src/contract', 'zod'],
  ['src/contract', './text.ts'],
  ['src/charts', 'echarts'],
  ['src/charts', './chart-data.ts'],
  ['src/charts', '../contract/text.ts'],
  ['src/transport', 'zod'],
  ['src/transport', './wire.ts'],
  ['src/transport', '../contract/frames.ts'],
  ['src/engine', 'node:fs'],
  ['src/engine', '../contract/errors.ts'],
  ['src/engine/database', '@duckdb/node-api'],
  ['src/engine/database', 'apache-arrow'],
  ['src/engine/report', 'apache-arrow'],
  ['src/engine/report', '../database/database.ts'],
  ['src/engine/export', 'apache-arrow'],
  ['src/host', '../engine/engine.ts'],
  ['src/host', '../transport/socket.ts'],
  ['src/server', 'hono'],
  ['src/server', '../transport/socket.ts'],
  ['src/cli', 'commander'],
  ['src/cli', '../server/server.ts'],
  ['main', 'electron'],
  ['main', '../src/engine/engine.ts'],
  ['renderer', 'react'],
  ['renderer', 'apache-arrow'],
  ['renderer', '../src/contract/api.ts'],
  ['renderer/features/home', '../../../src/transport/socket.ts'],
]

const forms: readonly (readonly [string, (target: string) => string])[] = [
  ['an import', (target) => `import * as it from '${target}'\nexport const used = it\n`],
  ['a type import', (target) => `import type * as It from '${target}'\nexport type Used = typeof It\n`],
  ['a re-export', (target) => `export * from '${target}'\n`],
  ['an import() call', (target) => `export const load = () => import('${target}')\n`],
]

const badFiles = forbidden.flatMap(([folder, target], row) =>
  forms.map(([form, text], column) => ({ path: `${folder}/bad-${row}-${column}.ts`, text: text(target), folder, target, form })),
)
const goodFiles = allowed.map(([folder, target], row) => ({
  path: `${folder}/good-${row}.ts`,
  text: `export * from '${target}'\n`,
  folder,
  target,
}))
const rules: Readonly<Record<string, string>> = {
  'src/engine/default-export.ts': 'const answer = 42\nexport default answer\n',
  'src/engine/console.ts': "export function speak() {\n  console.log('hello')\n}\n",
  'src/engine/floating.ts': 'async function work(): Promise<void> {}\nexport function start() {\n  work()\n}\n',
  'src/engine/loose.ts': 'export function read(value: any) {\n  return value\n}\n',
  'src/engine/handled.ts': 'async function work(): Promise<void> {}\nexport async function start() {\n  await work()\n}\n',
  'src/cli/speaks.ts': "export function speak() {\n  console.log('hello')\n}\n",
}

const found = lintScratch({ ...Object.fromEntries([...badFiles, ...goodFiles].map((file) => [file.path, file.text])), ...rules })

describe('the walls between folders', () => {
  it.each(forbidden)('keep %s free of %s', (folder, target) => {
    const tried = badFiles.filter((file) => file.folder === folder && file.target === target)
    expect(tried.filter(({ path }) => !found.get(path)?.includes(wall)).map(({ form }) => `${form} got through`)).toEqual([])
  })

  it.each(allowed)('let %s import %s', (folder, target) => {
    const file = goodFiles.find((one) => one.folder === folder && one.target === target)
    expect(found.get(file?.path ?? '')).toEqual([])
  })
})

describe('the rules inside the folders', () => {
  it('refuse a default export', () => expect(found.get('src/engine/default-export.ts')).toContain('import(no-default-export)'))
  it('refuse console in the engine, but not in the command line', () => {
    expect(found.get('src/engine/console.ts')).toContain('eslint(no-console)')
    expect(found.get('src/cli/speaks.ts')).toEqual([])
  })
  it('refuse a promise nobody waits for, and pass one that is awaited', () => {
    expect(found.get('src/engine/floating.ts')).toContain('typescript(no-floating-promises)')
    expect(found.get('src/engine/handled.ts')).toEqual([])
  })
  it('refuse any', () => expect(found.get('src/engine/loose.ts')).toContain('typescript(no-explicit-any)'))
})
