import { HelmdeckError } from '../../contract/errors.ts'
import { SheetName, sheetNames, type SheetView } from '../../contract/sheets.ts'
import { userPath } from '../places.ts'
import { readTextFile } from '../read-document.ts'
import { say, type Terminal } from '../terminal.ts'
import { textTable } from '../text-table.ts'
import { withWorkspace } from '../with-workspace.ts'

export interface SheetOptions {
  readonly set?: string
  readonly undo?: boolean
  readonly redo?: boolean
  readonly json?: boolean
}

/** Prints a sheet with what is wrong in it; `--set` puts a table in place of all its rows first. */
export async function fillSheet(
  terminal: Terminal,
  workspace: string,
  given: string,
  { set, undo, redo, json }: SheetOptions,
): Promise<void> {
  const name = SheetName.safeParse(given).data
  if (name === undefined) throw new HelmdeckError('document-missing', { name: `${given} (${sheetNames.join(', ')})` })
  const text = set === undefined ? null : set === '-' ? await terminal.readInput() : await readTextFile(userPath(terminal, set))
  const view = await withWorkspace(terminal, workspace, { create: false }, async (api) => {
    if (undo || redo) await api.documents.step({ kind: 'sheet', name, direction: undo ? 'undo' : 'redo' })
    return text === null ? api.sheets.read({ name }) : api.sheets.paste({ name, text, replace: true })
  })
  if (json) return terminal.out(`${JSON.stringify(view)}\n`)
  const heads = view.columns.map(({ label, align }) => ({ head: label[terminal.language], align }))
  terminal.out(
    textTable(
      [{ head: '#', align: 'right' }, ...heads, { head: '' }],
      view.rows.map(({ cells, counts }, index) => [String(index + 1), ...cells.map((cell) => cell.text), counts ? '' : '✗']),
    ),
  )
  for (const line of remarks(terminal, view)) terminal.err(`${line}\n`)
}

function remarks(terminal: Terminal, { rows, columns, notes, imported, totals }: SheetView): string[] {
  const zh = terminal.language === 'zh'
  const cells = rows.flatMap(({ cells }, index) =>
    cells.flatMap(({ problem, suggestions }, place) => {
      if (problem === null) return []
      const where = `${index + 1}/${columns[place]?.label[terminal.language] ?? ''}`
      const meant =
        suggestions.length === 0 ? '' : zh ? `（是否指 ${suggestions.join('、')}？）` : ` (did you mean ${suggestions.join(', ')}?)`
      return [`${where}: ${say(terminal, problem)}${meant}`]
    }),
  )
  const sums = totals
    .filter(({ period }) => period === null)
    .map(({ measure, amount, currency }) => `${measure}: ${amount} ${currency}`.trim())
  const replaced =
    imported.replaced === 0
      ? []
      : [
          zh
            ? `导入的 ${imported.total} 行中有 ${imported.replaced} 行被本表替代。`
            : `${imported.replaced} of ${imported.total} imported rows are replaced by this sheet.`,
        ]
  return [...cells, ...sums, ...replaced, ...notes.map((note) => say(terminal, note))]
}
