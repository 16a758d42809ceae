import type { ApiHandlers } from '../../contract/api.ts'
import type { SheetName, SheetView } from '../../contract/sheets.ts'
import type { EngineContext } from '../engine-context.ts'
import { noteDeed } from '../workspace/audit.ts'
import { pasteRows } from './paste.ts'
import { changeSheet, readSheet, sheetContext, viewSheet } from './sheets.ts'

export function sheetHandlers(context: EngineContext): ApiHandlers['sheets'] {
  const changed = async (name: SheetName, work: () => Promise<void>): Promise<SheetView> => {
    await context.inTurn(work)
    context.changes.publish({ kind: 'data', dataVersion: await context.dataVersion(), document: `sheet/${name}` })
    const view = await viewSheet(context, name)
    await noteDeed(context.database, context.now(), { kind: 'document', subject: `sheet/${name}`, detail: { version: view.version } })
    return view
  }
  return {
    read: ({ name }) => viewSheet(context, name),
    change: ({ name, rows, basedOn }) => changed(name, () => changeSheet(context, name, rows, basedOn)),
    paste: ({ name, text, row, column, replace, basedOn }) =>
      changed(name, async () => {
        const { rows } = await readSheet(context, name)
        const pasted = pasteRows(name, replace ? [] : rows, text, { row, column }, await sheetContext(context, name))
        await changeSheet(context, name, pasted, basedOn)
      }),
  }
}
