import { copyFileSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

const source = resolve(import.meta.dirname, 'node_modules/@expo-google-fonts/noto-sans-sc')
const files = ['400Regular/NotoSansSC_400Regular.ttf', '700Bold/NotoSansSC_700Bold.ttf', 'LICENSE_FONT']

/** Two weights of Noto Sans SC and their licence beside the programs: pictures and PDF embed them. */
export function copyFonts(folder: string): { name: string; closeBundle: () => void } {
  return {
    name: 'copy-fonts',
    closeBundle: () => {
      mkdirSync(folder, { recursive: true })
      for (const file of files) copyFileSync(join(source, file), join(folder, file.slice(file.indexOf('/') + 1)))
    },
  }
}
