import { basename, dirname, join } from 'node:path'
import { HelmdeckError } from '../../contract/errors.ts'
import { unpackWorkspace } from '../../engine/workspace/pack/unpack-workspace.ts'
import { workspaceFolder } from '../../engine/workspace/workspace-folder.ts'
import { createLog } from '../../host/engine-log.ts'
import { openWorkspace } from '../../host/open-workspace.ts'
import { packClosedWorkspace } from '../../host/pack-file.ts'
import { userPath } from '../places.ts'
import { say, type Terminal } from '../terminal.ts'

/** Opens the workspace once before: what is packed is known to open, in the newest format, with nothing left in a log. */
export async function packFile(
  terminal: Terminal,
  workspace: string,
  file: string | undefined,
  { json }: { json?: boolean },
): Promise<void> {
  const path = userPath(terminal, workspace)
  const { name, root } = workspaceFolder(path)
  const target = file === undefined ? join(dirname(root), `${name}.helmdeckz`) : userPath(terminal, file)
  const opened = await openWorkspace({ path, create: false, log: createLog(terminal.env['HELMDECK_LOG']) })
  await opened.close()
  if (opened.role === 'client') throw new HelmdeckError('workspace-in-use', { name, pid: null })
  const bytes = await packClosedWorkspace(path, target, { signal: terminal.stop })
  if (json) return terminal.out(`${JSON.stringify({ file: target, bytes })}\n`)
  terminal.out(`${say(terminal, { zh: `已打包到 ${target}`, en: `Packed into ${target}` })}\n`)
}

export async function unpackFile(
  terminal: Terminal,
  file: string,
  workspace: string | undefined,
  { json }: { json?: boolean },
): Promise<void> {
  const source = userPath(terminal, file)
  const name = basename(source).replace(/\.helmdeckz$/i, '')
  const target = workspace === undefined ? join(dirname(source), `${name}.helmdeck`) : userPath(terminal, workspace)
  await unpackWorkspace(source, target, { signal: terminal.stop })
  if (json) return terminal.out(`${JSON.stringify({ workspace: target })}\n`)
  terminal.out(`${say(terminal, { zh: `已解包到 ${target}`, en: `Unpacked into ${target}` })}\n`)
}
