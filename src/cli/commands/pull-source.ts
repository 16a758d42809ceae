import { HelmdeckError } from '../../contract/errors.ts'
import type { PullProgress, PullRun } from '../../contract/pulls.ts'
import { say, type Terminal } from '../terminal.ts'
import { textTable } from '../text-table.ts'
import { withWorkspace } from '../with-workspace.ts'

export interface PullOptions {
  readonly full?: boolean
  readonly acceptDeletes?: boolean
  readonly json?: boolean
}

/**
 * Pulls one connection, or all of them one after the other; through the window or host that has the workspace open where there is
 * one. Ends with an error where a pull or an object of it was refused, after saying what became of the others.
 */
export async function pullSource(terminal: Terminal, workspace: string, name: string | undefined, options: PullOptions): Promise<void> {
  const { full = false, acceptDeletes = false } = options
  const secret = terminal.env['HELMDECK_SECRET']
  const line = progressLine(terminal)
  const { runs, failure } = await withWorkspace(terminal, workspace, { create: false }, async (api) => {
    const names = name === undefined ? (await api.connections.list({})).connections.map((entry) => entry.name) : [name]
    const ended: PullRun[] = []
    let first: HelmdeckError | null = null
    for (const each of names) {
      try {
        const request = { name: each, full, acceptDeletes, ...(secret === undefined ? {} : { secret }) }
        ended.push(await api.connections.pull(request, { signal: terminal.stop, onProgress: line.show }).finally(line.clear))
      } catch (error) {
        if (!(error instanceof HelmdeckError) || names.length === 1 || error.code === 'cancelled' || error.code === 'engine-unavailable')
          throw error
        first ??= error
      }
    }
    return { runs: ended, failure: first }
  })
  if (options.json) terminal.out(`${JSON.stringify({ runs })}\n`)
  else for (const run of runs) terminal.out(runText(terminal, run))
  if (failure !== null) throw failure
  const refused = runs.flatMap(({ objects }) => objects).find(({ problem }) => problem !== null)?.problem
  if (refused) throw new HelmdeckError(refused.code, refused.details)
}

function runText(terminal: Terminal, run: PullRun): string {
  const heads = {
    zh: {
      object: '对象',
      mode: '方式',
      read: '读取',
      source: '源中',
      held: '工作区中',
      deleted: '已删除',
      archived: '已归档',
      merged: '已合并',
    },
    en: {
      object: 'object',
      mode: 'mode',
      read: 'read',
      source: 'in source',
      held: 'held',
      deleted: 'deleted',
      archived: 'archived',
      merged: 'merged',
    },
  }[terminal.language]
  const modes = { zh: { full: '全部', incremental: '增量' }, en: { full: 'full', incremental: 'changes' } }[terminal.language]
  const number = (value: number | null): string => (value === null ? '' : String(value))
  const rows = run.objects.map((object) => [
    object.object,
    modes[object.mode],
    ...[object.records, object.inSource, object.held, object.deleted, object.archived, object.merged].map(number),
    notesOf(terminal, object),
  ])
  const [first, second, ...counts] = [
    heads.object,
    heads.mode,
    heads.read,
    heads.source,
    heads.held,
    heads.deleted,
    heads.archived,
    heads.merged,
  ]
  const columns = [
    { head: first ?? '' },
    { head: second ?? '' },
    ...counts.map((head) => ({ head, align: 'right' as const })),
    { head: '' },
  ]
  const load = run.load === null ? { zh: '没有新内容', en: 'nothing new' } : { zh: `第 ${run.load} 次导入`, en: `load ${run.load}` }
  return `${run.connection}: ${say(terminal, load)}, ${say(terminal, { zh: `${run.calls} 次调用`, en: `${run.calls} calls` })}\n${textTable(columns, rows)}`
}

function notesOf(terminal: Terminal, { problem, heldBack, drift, state }: PullRun['objects'][number]): string {
  const notes = [
    ...(problem === null ? [] : [say(terminal, problem.message)]),
    ...(heldBack === 0
      ? []
      : [
          say(terminal, {
            zh: `${heldBack} 行在源中已不存在，数量太多，没有删除；确认后请加 --accept-deletes`,
            en: `${heldBack} rows are gone from the source: so many that none was deleted; --accept-deletes if that is right`,
          }),
        ]),
    ...(state === 'incomplete'
      ? [say(terminal, { zh: '不完整：源中的记录比工作区中的多', en: 'incomplete: the source has more than the workspace holds' })]
      : []),
    ...(drift.vanished.length === 0
      ? []
      : [say(terminal, { zh: `消失的字段：${drift.vanished.join('、')}`, en: `fields gone: ${drift.vanished.join(', ')}` })]),
    ...(drift.appeared.length === 0
      ? []
      : [say(terminal, { zh: `新字段：${drift.appeared.join('、')}`, en: `new fields: ${drift.appeared.join(', ')}` })]),
  ]
  return notes.join('; ')
}

function progressLine({ isInteractive, err }: Terminal): { show(progress: PullProgress): void; clear(): void } {
  if (!isInteractive) return { show: () => undefined, clear: () => undefined }
  return {
    show: ({ object, records, fraction }) => err(`\r\u001b[K${Math.round(fraction * 100)} % ${object ?? ''} ${records || ''}`),
    clear: () => err('\r\u001b[K'),
  }
}
