import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import type { Need } from './suites.ts'

function onPath(names: readonly string[]): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of names) if (isProgram(join(folder, name))) return join(folder, name)
  }
  return null
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** The system's Chromium: HELMDECK_CHROMIUM, else what is on the PATH; null where there is none. */
export function findChromium(): string | null {
  const named = process.env['HELMDECK_CHROMIUM']
  return named ? (isProgram(named) ? named : null) : onPath(['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'])
}

/** LibreOffice's command line, which reads back what the product exports. */
export function findSoffice(): string | null {
  return onPath(['soffice', 'libreoffice'])
}

/** The folder with data that may be read from there only: HELMDECK_SHARED, else ../shared beside the repository. */
export function findShared(): string | null {
  const folder = resolve(process.env['HELMDECK_SHARED'] ?? join(import.meta.dirname, '../../shared'))
  return existsSync(join(folder, 'data')) ? folder : null
}

const finders: Record<Need, { find: () => string | null; reason: string }> = {
  chromium: { find: findChromium, reason: 'no Chromium on this machine (Debian: apt-get install chromium, or set HELMDECK_CHROMIUM)' },
  soffice: { find: findSoffice, reason: 'no LibreOffice on this machine (Debian: apt-get install libreoffice-calc-nogui)' },
  shared: { find: findShared, reason: 'no ../shared folder beside the repository (or set HELMDECK_SHARED)' },
}

/** Why a suite can't run here; empty where it can. */
export function missingFor(needs: readonly Need[]): readonly { need: Need; reason: string }[] {
  return needs.filter((need) => finders[need].find() === null).map((need) => ({ need, reason: finders[need].reason }))
}
