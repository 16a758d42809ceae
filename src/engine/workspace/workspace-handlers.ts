import type { ApiHandlers } from '../../contract/api.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import { runDoctor } from '../doctor/run-doctor.ts'
import type { EngineContext } from '../engine-context.ts'
import { auditPage, noteDeed } from './audit.ts'
import { changeSettings } from '../settings/settings.ts'
import { readWorkspaceInfo } from './workspace-info.ts'

export function workspaceHandlers(context: EngineContext): ApiHandlers['workspace'] {
  return {
    info: () => readWorkspaceInfo(context),
    settings: () => context.settings(),
    async saveSettings(change) {
      const settings = await context.inTurn(() => changeSettings(context.documents, context.database, change))
      const changed = Object.keys(change).toSorted().join(', ')
      await noteDeed(context.database, context.now(), { kind: 'settings', subject: null, detail: { changed } })
      context.changes.publish({ kind: 'settings', dataVersion: await context.dataVersion(), document: null })
      return settings
    },
    audit: async (wanted) => await auditPage(context.database, wanted),
    doctor: (_input, call) => context.inTurn(() => runDoctor(context, call)),
    async watch(_input, { signal, progress }) {
      const waiting: Parameters<typeof progress>[0][] = []
      let opened = false
      const stop = context.changes.subscribe((change) => (opened ? progress(change) : waiting.push(change)))
      try {
        progress({ kind: 'opened', dataVersion: await context.dataVersion(), document: null })
        opened = true
        waiting.forEach(progress)
        return await untilCancelled(signal)
      } finally {
        stop()
      }
    },
  }
}

function untilCancelled(signal: Parameters<ApiHandlers['workspace']['watch']>[1]['signal']): Promise<never> {
  return new Promise((_resolve, reject) => {
    const cancelled = (): void => reject(new HelmdeckError('cancelled'))
    if (signal.aborted) cancelled()
    else signal.addEventListener('abort', cancelled, { once: true })
  })
}
