import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const root = import.meta.dirname
const sources = [
  'src',
  'main',
  'renderer',
  'queries',
  'samples',
  'electron.vite.config.ts',
  'native-addons.ts',
  'build-fonts.ts',
  'package.json',
]
const built = ['out/main/cli.js', 'out/main/engine-process.js', 'out/preload/index.cjs', 'out/renderer/index.html']

/** A folder's own time counts too: that is how a deleted file is noticed. */
function newestTime(path: string): number {
  if (!existsSync(path)) return 0
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestTime(join(path, name))), stat.mtimeMs)
}

function isStale(): boolean {
  const oldestBuilt = Math.min(...built.map((path) => newestTime(join(root, path))))
  return sources.some((path) => newestTime(join(root, path)) > oldestBuilt)
}

/** Builds out/ where it is missing or older than the sources. Speaks on stderr only: stdout belongs to the command that follows. */
export function buildIfStale(): boolean {
  if (!isStale()) return true
  process.stderr.write('Building Helmdeck (once, and again when the sources change) ...\n')
  const build = spawnSync(process.execPath, [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'], {
    cwd: root,
    encoding: 'utf8',
  })
  if (build.status === 0) return true
  process.stderr.write(`${build.stdout}${build.stderr}\nThe build failed.\n`)
  return false
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href && !buildIfStale()) process.exitCode = 1
