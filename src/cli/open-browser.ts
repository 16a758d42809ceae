import { spawn } from 'node:child_process'
import type { Terminal } from './terminal.ts'

/** A program with a window can be shown. */
export function hasDisplay({ env }: Pick<Terminal, 'env'>): boolean {
  return process.platform === 'darwin' || process.platform === 'win32' || Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY'])
}

/** Shows a URL in the user's browser, where there is one; the URL is printed as well, so a failure costs nothing. */
export function openBrowser(url: string): void {
  const [program, ...args] = command(url)
  const child = spawn(program, args, { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}

function command(url: string): readonly [string, ...string[]] {
  if (process.platform === 'darwin') return ['open', url]
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url]
  return ['xdg-open', url]
}
