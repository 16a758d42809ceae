import { join } from 'node:path'
import { build } from 'vite'
import { nativeAddons } from '../native-addons.ts'
import { programFolder, programSources } from './programs.ts'

const root = join(import.meta.dirname, '..')

/** Bundles the programs from the sources of this minute, as the product's own build does. Vitest runs it before the first test. */
export async function setup(): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20',
      outDir: programFolder,
      emptyOutDir: true,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(programSources).map(([name, path]) => [name, join(root, path)])),
        external: [...nativeAddons],
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  })
}
