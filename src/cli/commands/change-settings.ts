import { SettingsChange, type SettingsState } from '../../contract/settings.ts'
import { userPath } from '../places.ts'
import { parseJson, readTextFile } from '../read-document.ts'
import { say, type Terminal } from '../terminal.ts'
import { textTable } from '../text-table.ts'
import { withWorkspace } from '../with-workspace.ts'

export interface SettingsOptions {
  readonly set?: string
  readonly undo?: boolean
  readonly redo?: boolean
  readonly json?: boolean
}

/** Prints the settings; `--set` merges a JSON document into them first, `--undo` and `--redo` take a step through their versions. */
export async function showSettings(terminal: Terminal, workspace: string, { set, undo, redo, json }: SettingsOptions): Promise<void> {
  const text = set === undefined ? null : set === '-' ? await terminal.readInput() : await readTextFile(userPath(terminal, set))
  const change = text === null ? null : parseJson(text, SettingsChange, 'invalid-request')
  const state = await withWorkspace(terminal, workspace, { create: false }, async (api) => {
    if (undo || redo) await api.documents.step({ kind: 'settings', name: 'workspace', direction: undo ? 'undo' : 'redo' })
    return change === null ? api.settings.read({}) : api.settings.change({ change })
  })
  if (json) return terminal.out(`${JSON.stringify(state)}\n`)
  const head = { zh: { name: '设置', value: '值' }, en: { name: 'setting', value: 'value' } }[terminal.language]
  terminal.out(textTable([{ head: head.name }, { head: head.value }], lines(state.settings, '')))
  for (const line of remarks(terminal, state)) terminal.err(`${line}\n`)
}

/** One line per value; a list or a table without entries is a line too. */
function lines(value: unknown, path: string): [string, string][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || Object.keys(value).length === 0)
    return [[path, typeof value === 'string' ? value : JSON.stringify(value)]]
  return Object.entries(value).flatMap(([key, inner]) => lines(inner, path === '' ? key : `${path}.${key}`))
}

function remarks(terminal: Terminal, { problem, holidays }: SettingsState): string[] {
  const spoiled = problem && {
    zh: `设置文档无法读取（${problem.field}：${problem.problem}），目前使用最后一个可读的版本。`,
    en: `The settings document cannot be read (${problem.field}: ${problem.problem}); the last version that could is in use.`,
  }
  const uncovered = holidays.uncovered.length > 0 && {
    zh: `法定节假日已知 ${holidays.from}–${holidays.to} 年；数据中 ${holidays.uncovered.join('、')} 年只按周末计算。`,
    en: `Statutory holidays are known for ${holidays.from}-${holidays.to}; of the data's years ${holidays.uncovered.join(', ')} only weekends count.`,
  }
  return [spoiled, uncovered].flatMap((text) => (text ? [say(terminal, text)] : []))
}
