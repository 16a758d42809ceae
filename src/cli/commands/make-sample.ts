import { createSampleWorkspace } from '../../engine/sample/sample-workspace.ts'
import type { SampleControl, SampleProgress } from '../../engine/sample/generate-sample.ts'
import { defaultSample } from '../../engine/sample/sample-request.ts'
import { writeSampleExports } from '../../engine/sample/write-exports.ts'
import { userPath } from '../places.ts'
import type { ProgramPlaces } from '../places.ts'
import { say } from '../terminal.ts'
import type { Terminal } from '../terminal.ts'
import { loadSamples } from './load-samples.ts'

export interface SampleOptions {
  readonly rows?: number
  readonly seed?: number
  readonly until?: string
  readonly exports?: string
  readonly json?: boolean
}

/** The set that comes with the product; with any wish about size, seed, time or exports the generator's company. */
export async function makeSample(terminal: Terminal, places: ProgramPlaces, workspace: string, options: SampleOptions): Promise<void> {
  const { rows, seed, until, exports, json = false } = options
  const path = userPath(terminal, workspace)
  if ([rows, seed, until, exports].every((wish) => wish === undefined)) return await loadSamples(terminal, places, path, json)
  const request = { rows: rows ?? defaultSample.rows, seed: seed ?? defaultSample.seed, until: until ?? defaultSample.until }
  const line = progressLine(terminal)
  const control: SampleControl = { loadedAt: new Date(), signal: terminal.stop, progress: line.show }
  try {
    await createSampleWorkspace(path, request, control)
    if (exports !== undefined) await writeSampleExports(userPath(terminal, exports), request, control)
  } finally {
    line.clear()
  }
  if (json) terminal.out(`${JSON.stringify(request)}\n`)
  else
    terminal.out(
      `${say(terminal, { zh: `已生成 ${request.rows} 条线索的示例公司，截至 ${request.until}：${path}`, en: `Invented a company of ${request.rows} leads up to ${request.until}: ${path}` })}\n`,
    )
}

function progressLine({ isInteractive, err }: Terminal): { show(progress: SampleProgress): void; clear(): void } {
  if (!isInteractive) return { show: () => undefined, clear: () => undefined }
  return {
    show: ({ step, fraction }) => err(`\r\u001b[K${Math.round(fraction * 100)} % ${step}`),
    clear: () => err('\r\u001b[K'),
  }
}
