import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { findElectron, runElectron } from '../electron-runtime.ts'
import { userDataFolder, userPath, type ProgramPlaces } from '../places.ts'
import { say, type Terminal } from '../terminal.ts'
import { loadSamples } from './load-samples.ts'
import { serveWorkspace, type ServeOptions } from './serve-workspace.ts'

/** The desktop window where it can be had, else the browser; says which. */
export async function openProduct(
  terminal: Terminal,
  places: ProgramPlaces,
  workspace: string | undefined,
  options: ServeOptions,
): Promise<void> {
  const path = await workspaceToOpen(terminal, places, workspace)
  const electron = findElectron(places, terminal)
  if (electron) {
    terminal.out(`${say(terminal, { zh: '正在打开桌面窗口。', en: 'Opening the desktop window.' })}\n`)
    return runElectron(electron, places, path)
  }
  terminal.out(
    `${say(terminal, { zh: '没有桌面运行环境，改用浏览器。', en: 'There is no desktop runtime or display here, so the browser is used.' })}\n`,
  )
  await serveWorkspace(terminal, places, path, options)
}

/** The one that is named, else the user's own, which is made of the sample data the first time. */
export async function workspaceToOpen(terminal: Terminal, places: ProgramPlaces, workspace: string | undefined): Promise<string> {
  if (workspace !== undefined) return userPath(terminal, workspace)
  const folder = userDataFolder(terminal)
  const path = join(folder, 'sample.helmdeck')
  if (existsSync(path)) return path
  terminal.out(
    `${say(terminal, { zh: `没有指定工作区：正在用示例数据创建 ${path}`, en: `No workspace was named: making one with sample data at ${path}` })}\n`,
  )
  await mkdir(folder, { recursive: true })
  // Made beside and renamed, so that a stopped or failed import leaves no empty workspace under the name.
  const making = await mkdtemp(join(folder, '.making-'))
  try {
    await loadSamples(terminal, places, join(making, 'sample.helmdeck'))
    await rename(join(making, 'sample.helmdeck'), path)
  } catch (error) {
    if (!existsSync(path)) throw error
  } finally {
    await rm(making, { recursive: true, force: true })
  }
  return path
}
