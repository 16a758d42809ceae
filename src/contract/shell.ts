import { z } from 'zod'
import { WireError } from './errors.ts'

/** What the Electron window gives its page besides the product itself. No path ever crosses: files and workspaces go by handles. */

const nothing = z.object({})
const language = z.enum(['zh', 'en'])

/** A command of the page, as the native menu shows it. Its id comes back when it is chosen. */
export const ShellCommand = z.object({
  id: z.string().min(1).max(80),
  title: z.string().min(1).max(200),
  /** `mod+k`; only strokes with `mod` become accelerators, the others would take letters away from text fields. */
  keys: z.string().max(40).nullable(),
  group: z.enum(['rooms', 'commands', 'file']),
  enabled: z.boolean(),
})
export type ShellCommand = z.infer<typeof ShellCommand>

export const CommandList = z.object({ language, commands: z.array(ShellCommand).max(500) })
export type CommandList = z.infer<typeof CommandList>

/** A file that the shell has sent to the engine. */
export const ShellUpload = z.object({ upload: z.string(), name: z.string() })
export type ShellUpload = z.infer<typeof ShellUpload>

export const RecentWorkspace = z.object({ handle: z.string(), name: z.string(), isOpen: z.boolean() })
export type RecentWorkspace = z.infer<typeof RecentWorkspace>

const SecretName = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/)

/** Calls from the page. Each is checked by the main process, input and sender. */
export const shellMethods = {
  showCommands: { input: CommandList, output: nothing },
  /** Asks for files or a folder and sends them to the engine; no uploads where the user chose none. What can't be sent, the shell says itself. */
  pickFiles: {
    input: z.object({ kind: z.enum(['files', 'folder']) }),
    output: z.object({ uploads: z.array(ShellUpload) }),
  },
  cancelPick: { input: nothing, output: nothing },
  recentWorkspaces: { input: nothing, output: z.object({ workspaces: z.array(RecentWorkspace) }) },
  /** Opens one of the recent workspaces, or asks for one. The page is loaded anew when it is open. */
  openWorkspace: { input: z.object({ handle: z.string().nullable() }), output: z.object({ opened: z.boolean() }) },
  packWorkspace: { input: nothing, output: z.object({ packed: z.boolean() }) },
  /** Shown only while the window is not in front. */
  notify: { input: z.object({ title: z.string().min(1).max(200), body: z.string().max(500) }), output: nothing },
  setColours: { input: z.object({ scheme: z.enum(['system', 'light', 'dark']) }), output: nothing },
  /** Fails with `not-available` where the system has no keychain that really encrypts. */
  keepSecret: { input: z.object({ name: SecretName, secret: z.string().min(1).max(10_000) }), output: nothing },
  secretNames: { input: nothing, output: z.object({ names: z.array(SecretName) }) },
  forgetSecret: { input: z.object({ name: SecretName }), output: nothing },
} as const satisfies Readonly<Record<string, { readonly input: z.ZodType; readonly output: z.ZodType }>>

export type ShellMethod = keyof typeof shellMethods
export type ShellInput<Name extends ShellMethod> = z.input<(typeof shellMethods)[Name]['input']>
export type ShellOutput<Name extends ShellMethod> = z.output<(typeof shellMethods)[Name]['output']>

/** An error can't carry its code through Electron's `invoke`, so an answer says which of the two it is. */
export const ShellAnswer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('done'), value: z.unknown() }),
  z.object({ type: z.literal('failed'), error: WireError }),
])
export type ShellAnswer = z.infer<typeof ShellAnswer>

/** What the shell tells the page by itself. */
export const ShellEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('command'), id: z.string() }),
  z.object({ type: z.literal('sending'), file: z.string(), fraction: z.number() }),
])
export type ShellEvent = z.infer<typeof ShellEvent>

/** `window.helmdeck` in the Electron window. A browser tab has none. */
export interface Shell {
  /** Asks for a new port to the engine. It arrives as a message event of the window: `data` is `enginePortMessage`, `ports[0]` the port. */
  askForEnginePort(): void
  /** Answers a `ShellAnswer`. */
  call(name: ShellMethod, input: unknown): Promise<unknown>
  /** Hears every `ShellEvent`; the answer stops it. */
  onEvent(listener: (event: unknown) => void): () => void
}
