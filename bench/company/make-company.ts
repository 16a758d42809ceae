import { stat } from 'node:fs/promises'
import { openDatabase } from '../../src/engine/database/database.ts'
import { queryText } from '../../src/engine/database/query-files.ts'
import type { SampleProgress } from '../../src/engine/sample/generate-sample.ts'
import { createSampleWorkspace } from '../../src/engine/sample/sample-workspace.ts'
import { workspaceFolder } from '../../src/engine/workspace/workspace-folder.ts'
import type { CompanyFigures, CompanyOrder } from './sample-company.ts'

process.once('message', (order: CompanyOrder) => {
  make(order).then(
    (figures) => process.send?.(figures, () => process.disconnect()),
    (error: unknown) => {
      console.error(error)
      process.exitCode = 1
      process.disconnect()
    },
  )
})

async function make({ path, request }: CompanyOrder): Promise<CompanyFigures> {
  const begun = new Map<SampleProgress['step'], number>()
  const progress = ({ step }: SampleProgress): void => void (begun.has(step) || begun.set(step, performance.now()))
  await createSampleWorkspace(path, request, { loadedAt: new Date(), progress })
  const ended = performance.now()
  const peakMemoryBytes = process.resourceUsage().maxRSS * 1024
  const at = (step: SampleProgress['step']): number => begun.get(step) ?? ended
  const seconds = (from: number, to: number): number => Math.round((to - from) / 100) / 10
  const { databaseFile, root } = workspaceFolder(path)
  const databaseBytes = (await stat(databaseFile)).size
  const database = await openDatabase({ file: databaseFile, allowedFolder: root })
  try {
    return {
      rows: request.rows,
      seconds: {
        inventing: seconds(at('inventing'), at('writing')),
        writing: seconds(at('writing'), at('building')),
        building: seconds(at('building'), ended),
      },
      databaseBytes,
      peakMemoryBytes,
      entities: await database.rows(queryText('workspace/entity_counts.sql')),
    }
  } finally {
    await database.close()
  }
}
