import { HelmdeckError } from '../src/contract/errors.ts'
import {
  ShellAnswer,
  ShellEvent,
  shellMethods,
  type Shell,
  type ShellInput,
  type ShellMethod,
  type ShellOutput,
} from '../src/contract/shell.ts'

declare global {
  interface Window {
    readonly helmdeck?: Shell
  }
}

/** The Electron window around the page; null in a browser tab. */
export const shell: Shell | null = typeof window === 'undefined' ? null : (window.helmdeck ?? null)

/** Asks the shell. Fails with its error, or `not-available` in a browser tab. */
export async function callShell<Name extends ShellMethod>(name: Name, input: ShellInput<Name>): Promise<ShellOutput<Name>> {
  if (!shell) throw new HelmdeckError('not-available', { what: name })
  const answer = ShellAnswer.parse(await shell.call(name, input))
  if (answer.type === 'failed') throw new HelmdeckError(answer.error.code, answer.error.details, { message: answer.error.message })
  return shellMethods[name].output.parse(answer.value) as ShellOutput<Name>
}

/** Tells the shell what it may do without: a browser tab has no menu to fill, and a failure costs nothing here. */
export function tellShell<Name extends ShellMethod>(name: Name, input: ShellInput<Name>): void {
  if (shell) void callShell(name, input).catch(() => {})
}

export function onShellEvent(listener: (event: ShellEvent) => void): () => void {
  const hear = (value: unknown) => {
    const event = ShellEvent.safeParse(value)
    if (event.success) listener(event.data)
  }
  return shell?.onEvent(hear) ?? (() => {})
}
