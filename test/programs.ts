import { join } from 'node:path'

export const programFolder = join(import.meta.dirname, '../.test-output/programs')

/** Programs that tests run as processes of their own, by their place in the project. */
export const programSources = {
  cli: 'src/cli/index.ts',
  'electron-stand-in': 'test/desktop/electron-stand-in/electron.ts',
  'engine-child': 'test/desktop/electron-stand-in/engine-child.ts',
  'engine-process': 'main/engine-process.ts',
  'hold-workspace': 'test/host/hold-workspace.ts',
  starter: 'samples/starter/generate.ts',
  victim: 'test/durability/victim.ts',
} as const

/** Where such a program lies once it is bundled: a start from TypeScript sources takes seconds. */
export function programPath(name: keyof typeof programSources): string {
  return join(programFolder, `${name}.js`)
}
