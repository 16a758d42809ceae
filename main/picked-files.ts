import { dialog, type BrowserWindow } from 'electron'
import type { ShellOutput } from '../src/contract/shell.ts'
import type { Language } from '../src/contract/text.ts'
import { listFiles, type ListedFile } from '../src/host/list-files.ts'
import { uploadFile } from '../src/host/upload-file.ts'
import type { DesktopEngine } from './engine.ts'
import { text } from './text.ts'
import { sayRefused } from './troubles.ts'

type Picked = ShellOutput<'pickFiles'>

export interface PickRequest {
  readonly kind: 'files' | 'folder'
  readonly language: Language
  readonly signal: AbortSignal
  onSending(file: string, fraction: number): void
}

/** Asks for files and sends them to the engine. The page learns their names and what to call them, never where they lie. */
export async function pickFiles(window: BrowserWindow, engine: DesktopEngine, request: PickRequest): Promise<Picked> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    properties: request.kind === 'files' ? ['openFile', 'multiSelections'] : ['openDirectory'],
    filters: [
      { name: text.tables[request.language], extensions: ['csv', 'tsv', 'txt', 'xlsx', 'xlsm', 'xlsb', 'xls', 'ods'] },
      { name: text.allFiles[request.language], extensions: ['*'] },
    ],
  })
  if (canceled) return { uploads: [] }
  const { files, refused } = await listFiles(filePaths)
  const picked = await sendFiles(engine, files, request)
  if (refused.length > 0) sayRefused(refused, request.language)
  return picked
}

async function sendFiles(engine: DesktopEngine, files: readonly ListedFile[], { signal, onSending }: PickRequest): Promise<Picked> {
  const total = files.reduce((sum, file) => sum + file.bytes, 1)
  const client = engine.client()
  const uploads: { upload: string; name: string }[] = []
  try {
    let sent = 0
    for (const file of files) {
      onSending(file.name, sent / total)
      uploads.push({ upload: await uploadFile(client.api, file, signal), name: file.name })
      sent += file.bytes
    }
    return { uploads }
  } catch (error) {
    await Promise.allSettled(uploads.map(({ upload }) => client.api.sources.discard({ upload })))
    throw error
  } finally {
    client.close()
  }
}
