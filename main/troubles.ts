import { dialog, type BrowserWindow } from 'electron'
import { errorText } from '../src/contract/error-text.ts'
import { HelmdeckError, type WireError } from '../src/contract/errors.ts'
import type { Language } from '../src/contract/text.ts'
import type { FileList } from '../src/host/list-files.ts'
import { text } from './text.ts'

export type EngineChoice = 'restart' | 'other' | 'quit'

/** The engine is gone. Nothing goes on before somebody has decided how. */
export async function askAfterEngineEnd(window: BrowserWindow, reason: WireError | null, language: Language): Promise<EngineChoice> {
  const say = (key: keyof typeof text): string => text[key][language]
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: say(reason ? 'engineFailed' : 'engineEnded'),
    detail: reason ? errorText(reason.code, reason.details)[language] : say('engineEndedDetail'),
    buttons: [say(reason ? 'again' : 'restart'), say('otherWorkspace'), say('quit')],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  })
  return (['restart', 'other', 'quit'] as const)[response] ?? 'quit'
}

/** True = load the page again. */
export async function askAfterPageEnd(window: BrowserWindow, language: Language): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: text.pageGone[language],
    detail: text.pageGoneDetail[language],
    buttons: [text.reload[language], text.quit[language]],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}

/** What the shell was asked to do and could not. */
export function sayFailure(error: unknown, language: Language): void {
  const known = error instanceof HelmdeckError ? error : new HelmdeckError('internal')
  if (known !== error) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  dialog.showErrorBox('Helmdeck', errorText(known.code, known.details)[language])
}

/** Chosen files that can't be sent; the others were. */
export function sayRefused(refused: FileList['refused'], language: Language): void {
  const sentences = refused.map(({ name, code, format }) => errorText(code, { file: name, format })[language])
  dialog.showErrorBox('Helmdeck', sentences.join('\n\n'))
}
