import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export const root = join(import.meta.dirname, '../..')

/** The built product on a workspace that stays where it is. */
export async function serveCompany(workspace: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const child = spawn(process.execPath, [join(root, 'out/main/cli.js'), 'serve', workspace, '--no-open'], {
    env: { ...process.env, HELMDECK_LOG: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('http://')) continue
    return {
      url: line,
      stop: async () => {
        child.kill('SIGINT')
        await ended
      },
    }
  }
  throw new Error('helmdeck serve ended before it gave an address')
}
