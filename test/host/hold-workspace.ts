import { createLog } from '../../src/host/engine-log.ts'
import { openWorkspace } from '../../src/host/open-workspace.ts'

/** A process that opens the workspace it is told, says what it became, and closes it when its parent lets go. */
process.once('message', (path) => {
  openWorkspace({ path: String(path), create: true, log: createLog('silent') }).then(
    (workspace) => {
      process.send?.({ role: workspace.role })
      process.once('disconnect', () => void workspace.close().then(() => process.exit(0)))
    },
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})
