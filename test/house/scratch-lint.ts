import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'

const root = join(import.meta.dirname, '../..')
const settings = ['oxlint.config.mjs', 'tsconfig.json', 'tsconfig.base.json']
const runtimes = ['contract', 'transport', 'engine', 'hosts', 'main', 'renderer', 'test'].map((name) => `tsconfig.${name}.json`)

interface Diagnostic {
  readonly code: string
  readonly message: string
  readonly filename: string
}

/** Lints files in a tree of their own with the project's settings. Answers the rules each file breaks. */
export function lintScratch(files: Readonly<Record<string, string>>): ReadonlyMap<string, readonly string[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'helmdeck-walls-'))
  try {
    for (const name of [...settings, ...runtimes]) copyFileSync(join(root, name), join(scratch, name))
    symlinkSync(join(root, 'node_modules'), join(scratch, 'node_modules'), 'dir')
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(scratch, path)), { recursive: true })
      writeFileSync(join(scratch, path), text)
    }
    return byFile(lint(scratch, Object.keys(files).length), scratch, Object.keys(files))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function lint(folder: string, files: number): readonly Diagnostic[] {
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint')
  const run = spawnSync(process.execPath, [oxlint, '-c', 'oxlint.config.mjs', '--format', 'json'], { cwd: folder, encoding: 'utf8' })
  const report = JSON.parse(run.stdout) as { diagnostics: readonly Diagnostic[]; number_of_files: number }
  if (report.number_of_files < files) throw new Error(`oxlint read ${report.number_of_files} of ${files} files: ${run.stderr}`)
  return report.diagnostics
}

function byFile(diagnostics: readonly Diagnostic[], folder: string, paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const inside = (filename: string) => (filename.startsWith('/') ? relative(folder, filename) : filename)
  return new Map(paths.map((path) => [path, diagnostics.filter((one) => inside(one.filename) === path).map((one) => one.code)]))
}
