import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

export interface PeerPackage {
  readonly name: string
  readonly version: string
  /** Versions of its dependencies, where the newest in range can't be had. */
  readonly overrides?: Readonly<Record<string, string>>
}

export const peerPackages = {
  chdb: { name: 'chdb', version: '3.4.0' },
  exceljs: { name: 'exceljs', version: '4.4.0' },
  // The registry's own xlsx ends at 0.18.5; this is SheetJS 0.20.3.
  sheetjs: { name: '@e965/xlsx', version: '0.20.3' },
  arquero: { name: 'arquero', version: '8.0.3', overrides: { '@uwdata/flechette': '2.2.5' } },
} as const satisfies Readonly<Record<string, PeerPackage>>

export type Peer<Module> = { readonly module: Module } | { readonly absent: string }

/** Installs a peer into a folder of its own under `folder` and loads it; says why where that fails, so that the rest go on. */
export async function installPeer<Module>({ name, version, overrides = {} }: PeerPackage, folder: string): Promise<Peer<Module>> {
  const place = join(folder, name.replace('/', '-'))
  try {
    await mkdir(place, { recursive: true })
    await writeFile(join(place, 'package.json'), JSON.stringify({ private: true, dependencies: { [name]: version }, overrides }))
    await npm(['install', '--prefix', place, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'])
    const loaded: unknown = await import(pathToFileURL(createRequire(join(place, 'package.json')).resolve(name)).href)
    return { module: loaded as Module }
  } catch (cause) {
    const lines = (cause instanceof Error ? cause.message : String(cause)).split('\n').filter((line) => !line.startsWith('Command failed'))
    return {
      absent: `not here: ${lines
        .map((line) => line.replace('npm error', '').trim())
        .join(' ')
        .slice(0, 120)}`,
    }
  }
}

/** The npm that runs the bench, else the one on the path, which Windows finds through a shell only. */
async function npm(args: readonly string[]): Promise<void> {
  const own = process.env['npm_execpath']
  const run = promisify(execFile)
  if (own === undefined) await run('npm', [...args], { shell: process.platform === 'win32' })
  else await run(process.execPath, [own, ...args])
}
