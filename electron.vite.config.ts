import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { copyFonts } from './build-fonts.ts'
import { nativeAddons } from './native-addons.ts'

const here = (path: string) => resolve(import.meta.dirname, path)

export default defineConfig({
  main: {
    plugins: [copyFonts(here('out/fonts'))],
    build: {
      outDir: 'out/main',
      // electron-vite would aim at Electron's own Node; the command line and the browser host run on Node 20.
      target: 'node20',
      // Everything else comes along: hundreds of small modules take longer to find than to run.
      externalizeDeps: false,
      rolldownOptions: {
        external: ['electron', ...nativeAddons],
        input: { index: here('main/index.ts'), cli: here('src/cli/index.ts'), 'engine-process': here('main/engine-process.ts') },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rolldownOptions: {
        input: { index: here('main/preload.ts') },
        // A sandboxed preload can't be an ES module.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: here('renderer'),
    base: './',
    plugins: [react()],
    build: {
      outDir: here('out/renderer'),
      emptyOutDir: true,
      target: 'es2023',
      minify: true,
      // The page comes from this machine: one file costs less than many.
      chunkSizeWarningLimit: 4000,
      rolldownOptions: { input: here('renderer/index.html') },
    },
  },
})
