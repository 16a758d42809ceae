import type { Api } from '../../../src/contract/api.ts'
import { HelmdeckError } from '../../../src/contract/errors.ts'
import { WorkspaceSettings } from '../../../src/contract/settings.ts'
import type { Change, WorkspaceInfo } from '../../../src/contract/workspace.ts'
import { audit, changesOf, emptyWorkspace, loadedWorkspace, loads, matches, proposal, quarantineRows, result } from './fake-data.ts'

/** Enough of an engine to see every state of the face. What no page asks for rejects as not available. */
export function fakeApi(scene: 'empty' | 'loaded'): Api {
  let info: WorkspaceInfo = scene === 'empty' ? emptyWorkspace : loadedWorkspace
  const watchers = new Set<(change: Change) => void>()
  const uploads = new Map<string, { name: string; received: number }>()
  const shownMatches = matches.map((match) => ({ ...match }))
  const tell = (kind: Change['kind']) => watchers.forEach((watcher) => watcher({ kind, dataVersion: info.dataVersion, document: null }))

  const settings = {
    version: 0,
    settings: WorkspaceSettings.parse({}),
    problem: null,
    undo: null,
    redo: null,
    holidays: { from: 2015, to: 2026, uncovered: [] },
  }

  const known = {
    settings: { read: async () => settings },
    workspace: {
      info: async () => info,
      settings: async () => ({
        reportingCurrency: null,
        timeZone: 'Asia/Shanghai',
        firstDayOfWeek: 1,
        fiscalYearStartMonth: 1,
        clock: null,
      }),
      saveSettings: async (changed: { clock?: string | null }) => {
        info = { ...info, clock: changed.clock ?? loadedWorkspace.clock }
        tell('settings')
        return {
          reportingCurrency: null,
          timeZone: 'Asia/Shanghai',
          firstDayOfWeek: 1,
          fiscalYearStartMonth: 1,
          clock: changed.clock ?? null,
        }
      },
      audit: async () => ({ total: audit.length, entries: info.lastLoadAt === null ? [] : audit }),
      watch: (_input: object, options: { signal?: AbortSignal; onProgress?: (change: Change) => void } = {}) =>
        new Promise((_resolve, reject) => {
          const watcher = options.onProgress ?? (() => {})
          watchers.add(watcher)
          options.signal?.addEventListener('abort', () => {
            watchers.delete(watcher)
            reject(new HelmdeckError('cancelled'))
          })
          queueMicrotask(() => watcher({ kind: 'opened', dataVersion: info.dataVersion, document: null }))
        }),
    },
    sources: {
      begin: async ({ name }: { name: string }) => {
        const upload = `upload-${uploads.size + 1}`
        uploads.set(upload, { name, received: 0 })
        return { upload }
      },
      append: async ({ upload, bytes }: { upload: string; bytes: Uint8Array }) => {
        const held = uploads.get(upload)
        if (!held) throw new HelmdeckError('upload-incomplete')
        held.received += bytes.byteLength
        return { received: held.received }
      },
      finish: async ({ upload }: { upload: string }) => ({ upload, hash: 'a'.repeat(64), bytes: uploads.get(upload)?.received ?? 0 }),
      discard: async ({ upload }: { upload: string }) => {
        uploads.delete(upload)
        return {}
      },
    },
    imports: {
      propose: async (
        {
          uploads: asked,
          recipe,
          answers,
        }: { uploads: string[]; recipe?: Parameters<typeof proposal>[1]; answers?: Record<string, string> },
        options: Options = {},
      ) => {
        await steps(['reading', 'recognising'], options)
        return {
          files: proposal(
            asked.map((upload) => ({ upload, name: uploads.get(upload)?.name ?? upload })),
            recipe,
            answers ?? {},
          ),
        }
      },
      run: async (request: { uploads: string[]; skip?: string[] }, options: Options = {}) => {
        const { uploads: asked, skip } = request
        // For the test to look at what was asked for.
        Object.assign(window, { lastImport: request })
        await steps(['reading', 'loading', 'linking', 'building'], options)
        info = { ...loadedWorkspace, dataVersion: info.dataVersion + 1 }
        tell('data')
        return result(
          info.dataVersion,
          asked.map((upload) => uploads.get(upload)?.name ?? upload),
          skip ?? [],
        )
      },
      loads: async () => ({ loads: info.lastLoadAt === null ? [] : loads }),
      changes: async ({ load }: { load: number }) => changesOf(load),
      quarantine: async ({ offset = 0, limit = 200 }: { offset?: number; limit?: number }) => ({
        total: info.quarantined,
        rows: info.quarantined === 0 ? [] : quarantineRows.slice(offset, offset + limit),
      }),
      matches: async () => ({ matches: info.matches === 0 ? [] : shownMatches.map((match) => ({ ...match })) }),
      setMatch: async ({ id, undone }: { id: number; undone: boolean }) => {
        const match = shownMatches.find((one) => one.id === id)
        if (match) match.undone = undone
        info = { ...info, dataVersion: info.dataVersion + 1 }
        tell('data')
        return {}
      },
    },
    cockpits: {
      list: async () => ({ cockpits: [{ name: 'sales', title: { zh: '销售业绩分析看板', en: 'Sales performance' }, shipped: true }] }),
    },
    documents: {
      list: async () => ({
        documents:
          info.lastLoadAt === null
            ? []
            : [
                {
                  kind: 'report' as const,
                  name: 'wins-by-quarter',
                  title: { zh: '各季度赢单金额', en: 'Won value by quarter' },
                  version: 3,
                  savedAt: '2026-11-20T08:12:00Z',
                },
              ],
      }),
    },
  }
  return new Proxy(known, {
    get: (groups, group: string) =>
      new Proxy((groups as Record<string, object>)[group] ?? {}, {
        get: (methods, name: string) =>
          (methods as Record<string, unknown>)[name] ??
          (async () => Promise.reject(new HelmdeckError('not-available', { what: `${group}.${name}` }))),
      }),
  }) as unknown as Api
}

interface Options {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: { step: string; file: string | null; fraction: number }) => void
}

// `?slow` leaves time to press Cancel.
const pace = new URLSearchParams(window.location.search).has('slow') ? 200 : 10

async function steps(names: readonly string[], { signal, onProgress }: Options): Promise<void> {
  const ticks = names.length * 5
  for (let tick = 0; tick < ticks; tick += 1) {
    if (signal?.aborted) throw new HelmdeckError('cancelled')
    onProgress?.({ step: names[Math.floor(tick / 5)] ?? 'done', file: 'deals_2026.csv', fraction: tick / ticks })
    await new Promise((resolve) => setTimeout(resolve, pace))
  }
}
