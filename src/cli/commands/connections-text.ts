import type { ConnectionEntry, PullRun } from '../../contract/pulls.ts'
import type { LocalText } from '../../contract/text.ts'
import { scheduleText } from '../schedule-options.ts'
import { say, type Terminal } from '../terminal.ts'
import { textTable } from '../text-table.ts'

const states: Readonly<Record<ConnectionEntry['state'], LocalText>> = {
  manual: { zh: '手动', en: 'by hand' },
  waiting: { zh: '等待', en: 'waiting' },
  running: { zh: '正在拉取', en: 'pulling' },
  retrying: { zh: '稍后重试', en: 'trying again' },
  reconnect: { zh: '需要重新连接', en: 'connect again' },
  paused: { zh: '已暂停', en: 'paused' },
}

const ends: Readonly<Record<PullRun['state'], LocalText>> = {
  done: { zh: '完成', en: 'done' },
  partial: { zh: '部分完成', en: 'partial' },
  failed: { zh: '失败', en: 'failed' },
  cancelled: { zh: '已取消', en: 'cancelled' },
  interrupted: { zh: '已中断', en: 'interrupted' },
}

const triggers: Readonly<Record<PullRun['trigger'], LocalText>> = {
  person: { zh: '手动', en: 'person' },
  schedule: { zh: '计划', en: 'schedule' },
}

/** One line per connection, and below them the last error of each that has one. */
export function connectionsText(terminal: Terminal, connections: readonly ConnectionEntry[]): string {
  const heads = {
    zh: {
      name: '名称',
      system: '系统',
      schedule: '计划',
      state: '状态',
      next: '下次',
      fresh: '数据截至',
      calls: '今日调用',
      last: '上次',
    },
    en: {
      name: 'name',
      system: 'system',
      schedule: 'schedule',
      state: 'state',
      next: 'next',
      fresh: 'fresh as of',
      calls: 'calls today',
      last: 'last pull',
    },
  }[terminal.language]
  const rows = connections.map((entry) => [
    entry.name,
    entry.system,
    entry.url,
    say(terminal, scheduleText(entry.schedule)),
    say(terminal, states[entry.state]),
    entry.nextRunAt ?? '',
    entry.freshAsOf ?? '',
    `${entry.callsToday}/${entry.dailyCalls}`,
    entry.lastRun === null ? '' : say(terminal, ends[entry.lastRun.state]),
  ])
  const table = textTable(
    [
      { head: heads.name },
      { head: heads.system },
      { head: 'URL' },
      { head: heads.schedule },
      { head: heads.state },
      { head: heads.next },
      { head: heads.fresh },
      { head: heads.calls, align: 'right' },
      { head: heads.last },
    ],
    rows,
  )
  const errors = connections.flatMap(({ name, lastError, failures }) =>
    lastError === null
      ? []
      : [
          say(terminal, {
            zh: `${name}：连续 ${failures} 次失败，最后一次 ${lastError.at}：${lastError.message.zh}`,
            en: `${name}: ${failures} ${failures === 1 ? 'failure' : 'failures in a row'}, the last at ${lastError.at}: ${lastError.message.en}`,
          }),
        ],
  )
  return `${table}${errors.map((line) => `${line}\n`).join('')}`
}

/** The history of pulls, newest first. */
export function runsText(terminal: Terminal, runs: readonly PullRun[]): string {
  const heads = {
    zh: { at: '开始', trigger: '由', state: '结果', load: '导入', records: '记录', calls: '调用' },
    en: { at: 'began', trigger: 'by', state: 'outcome', load: 'load', records: 'records', calls: 'calls' },
  }[terminal.language]
  const rows = runs.map(({ id, startedAt, trigger, state, load, calls, objects, problem }) => [
    String(id),
    startedAt,
    say(terminal, triggers[trigger]),
    say(terminal, ends[state]),
    load === null ? '' : String(load),
    String(objects.reduce((sum, { records }) => sum + records, 0)),
    String(calls),
    problem === null ? '' : say(terminal, problem.message),
  ])
  const right = { align: 'right' } as const
  return textTable(
    [
      { head: '#', ...right },
      { head: heads.at },
      { head: heads.trigger },
      { head: heads.state },
      { head: heads.load, ...right },
      { head: heads.records, ...right },
      { head: heads.calls, ...right },
      { head: '' },
    ],
    rows,
  )
}
