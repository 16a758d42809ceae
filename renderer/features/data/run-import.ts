import i18next from 'i18next'
import type { Api } from '../../../src/contract/api.ts'
import { callShell, onShellEvent, tellShell } from '../../shell.ts'
import { isCancelled } from '../../ui/failure.ts'
import { emptyDraft, recipeOf, requestOf } from './import-draft.ts'
import { useImport, type ImportPhase } from './import-store.ts'
import { sendFile, type Sendable, type Upload } from './upload.ts'

let running: AbortController | null = null

export function cancelImport(): void {
  running?.abort()
  tellShell('cancelPick', {})
}

/** Sends files and asks what they are. Files that are under review already stay in it. */
export async function addFiles(api: Api, files: readonly Sendable[]): Promise<void> {
  if (files.length > 0) await addUploads(api, (taken, signal) => sendAll(api, files, taken, signal))
}

/** Files of the desktop window's own dialog, which sends them by itself. */
export async function addPicked(api: Api, kind: 'files' | 'folder'): Promise<void> {
  const stop = onShellEvent((event) => {
    if (event.type === 'sending') show({ step: 'sending', file: event.file, fraction: event.fraction })
  })
  const before = useImport.getState().phase
  try {
    const { uploads } = await callShell('pickFiles', { kind })
    show(before)
    if (uploads.length > 0) await addUploads(api, async (taken) => void taken.push(...uploads))
  } catch (error) {
    show(isCancelled(error) ? before : { step: 'failed', error, canReview: before.step === 'review' })
  } finally {
    stop()
  }
}

async function addUploads(api: Api, take: (taken: Upload[], signal: AbortSignal) => Promise<void>): Promise<void> {
  if (useImport.getState().phase.step !== 'review') await giveUp(api)
  const before = useImport.getState().uploads
  const uploads: Upload[] = [...before]
  await attempt(before.length > 0, async (signal) => {
    await take(uploads, signal)
    useImport.setState({ uploads })
    await propose(api, signal)
  })
  // What was sent before a cancel or a failure would lie about in the engine.
  const kept = useImport.getState().uploads
  await discard(
    api,
    uploads.filter((upload) => !kept.includes(upload)),
  )
}

async function sendAll(api: Api, files: readonly Sendable[], taken: Upload[], signal: AbortSignal): Promise<void> {
  const total = files.reduce((sum, file) => sum + file.size, 0)
  let sent = 0
  for (const file of files) {
    show({ step: 'sending', file: file.name, fraction: total === 0 ? 0 : sent / total })
    const upload = await sendFile(api, file, {
      signal,
      onSent: (bytes) => {
        sent += bytes
        show({ step: 'sending', file: file.name, fraction: sent / total })
      },
    })
    taken.push(upload)
  }
}

/** Asks again what the files are, after a decision that changes more than one column. */
export async function proposeAgain(api: Api): Promise<void> {
  await attempt(true, (signal) => propose(api, signal))
}

export async function runImport(api: Api): Promise<void> {
  const { uploads, proposals, draft } = useImport.getState()
  await attempt(true, async (signal) => {
    show({ step: 'loading', progress: null })
    const request = requestOf(
      uploads.map((one) => one.upload),
      proposals,
      draft,
    )
    const result = await api.imports.run(request, { signal, onProgress: (progress) => show({ step: 'loading', progress }) })
    useImport.setState({ phase: { step: 'done', result }, uploads: [], proposals: [], draft: emptyDraft, current: null })
    const say = i18next.getFixedT(null, 'data')
    tellShell('notify', { title: say('importDone'), body: say('importDoneFiles', { count: result.files.length }) })
  })
}

/** Leaves the review without importing anything. */
export async function giveUp(api: Api): Promise<void> {
  const { uploads } = useImport.getState()
  useImport.setState({ phase: { step: 'idle' }, uploads: [], proposals: [], draft: emptyDraft, current: null })
  await discard(api, uploads)
}

export function backToReview(): void {
  show({ step: 'review' })
}

async function propose(api: Api, signal: AbortSignal): Promise<void> {
  const { uploads, proposals, draft, current } = useImport.getState()
  show({ step: 'recognising', progress: null })
  const { files } = await api.imports.propose(
    { uploads: uploads.map((one) => one.upload), recipe: recipeOf(proposals, draft), answers: { ...draft.answers } },
    { signal, onProgress: (progress) => show({ step: 'recognising', progress }) },
  )
  const still = files.some((file) => file.id === current)
  useImport.setState({
    proposals: files,
    current: still ? current : ((files.find((file) => file.problem === null) ?? files[0])?.id ?? null),
    phase: { step: 'review' },
  })
}

async function attempt(canReview: boolean, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  running = new AbortController()
  try {
    await work(running.signal)
  } catch (error) {
    const reviewable = canReview && useImport.getState().proposals.length > 0
    if (!isCancelled(error)) show({ step: 'failed', error, canReview: reviewable })
    else show(reviewable ? { step: 'review' } : { step: 'idle' })
  } finally {
    running = null
  }
}

async function discard(api: Api, uploads: readonly Upload[]): Promise<void> {
  await Promise.allSettled(uploads.map(({ upload }) => api.sources.discard({ upload })))
}

function show(phase: ImportPhase): void {
  useImport.setState({ phase })
}
