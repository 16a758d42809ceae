import { ipcMain, type WebContents } from 'electron'
import { HelmdeckError } from '../src/contract/errors.ts'
import { enginePortMessage, shellCallChannel } from '../src/contract/shell-channels.ts'
import { shellMethods, type ShellAnswer, type ShellMethod, type ShellOutput } from '../src/contract/shell.ts'
import type { z } from 'zod'
import { isOwnPage } from './window.ts'

export type ShellHandlers = {
  readonly [Name in ShellMethod]: (input: z.output<(typeof shellMethods)[Name]['input']>) => Promise<ShellOutput<Name>> | ShellOutput<Name>
}

/** Answers the page's calls: only our own page's, only methods of the contract, only input that fits. */
export function serveShell(handlers: ShellHandlers, onPort: (page: WebContents) => void): void {
  ipcMain.on(enginePortMessage, (event) => {
    if (event.senderFrame && isOwnPage(event.senderFrame.url)) onPort(event.sender)
  })
  ipcMain.handle(shellCallChannel, async (event, name: unknown, input: unknown): Promise<ShellAnswer> => {
    if (!event.senderFrame || !isOwnPage(event.senderFrame.url)) return failed(new HelmdeckError('invalid-request'))
    try {
      return { type: 'done', value: await answer(handlers, name, input) }
    } catch (error) {
      return failed(error)
    }
  })
}

async function answer(handlers: ShellHandlers, name: unknown, input: unknown): Promise<unknown> {
  if (typeof name !== 'string' || !Object.hasOwn(shellMethods, name)) throw new HelmdeckError('invalid-request', { field: 'shell' })
  const method = name as ShellMethod
  const parsed = shellMethods[method].input.safeParse(input)
  if (!parsed.success) throw new HelmdeckError('invalid-request', { field: method }, { cause: parsed.error })
  // Name and input were checked together above; TypeScript can't follow that over the union of methods.
  return await (handlers[method] as (given: unknown) => unknown)(parsed.data)
}

function failed(error: unknown): ShellAnswer {
  if (error instanceof HelmdeckError) return { type: 'failed', error: { code: error.code, message: error.message, details: error.details } }
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  return { type: 'failed', error: { code: 'internal', message: 'internal', details: {} } }
}
