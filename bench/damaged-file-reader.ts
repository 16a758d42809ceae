import { HelmdeckError } from '../src/contract/errors.ts'
import { readFile } from '../src/engine/ingest/readers/read-file.ts'

process.on('message', ({ path, workFolder }: { readonly path: string; readonly workFolder: string }) => {
  readFile(path, workFolder).then(
    () => process.send?.('read'),
    (error: unknown) => process.send?.(error instanceof HelmdeckError ? error.code : `our mistake: ${String(error)}`),
  )
})
