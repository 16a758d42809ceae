import type { Language, LocalText } from '../contract/text.ts'

/** Where a command reads and writes, and how it talks. One object, so that a test can stand in for a terminal. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly language: Language
  /** Relative paths count from here. */
  readonly folder: string
  readonly isInteractive: boolean
  out(data: string | Uint8Array): void
  err(text: string): void
  readInput(): Promise<string>
  /** Asks for a line without showing it; only where somebody sits at the terminal. */
  readSecret?(prompt: string): Promise<string>
  /** Aborts when the user stops the command. */
  readonly stop: AbortSignal
}

export function say(terminal: Terminal, text: LocalText): string {
  return text[terminal.language]
}

/** `--language` wins; then the locale as every program on the machine understands it; English where it says neither. */
export function chooseLanguage(option: string | undefined, env: Terminal['env']): Language {
  if (option === 'zh' || option === 'en') return option
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '') ?? ''
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}
