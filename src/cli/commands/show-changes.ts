import type { ChangedRow, DealMove, EntityChanges, LoadChanges, RowChange } from '../../contract/load-changes.ts'
import type { Language } from '../../contract/text.ts'
import { say, type Terminal } from '../terminal.ts'
import { textTable } from '../text-table.ts'
import { withWorkspace } from '../with-workspace.ts'

export interface ChangesOptions {
  readonly entity?: string
  readonly kind?: DealMove | RowChange
  readonly offset: number
  readonly limit: number
  readonly json?: boolean
}

const heads = {
  zh: {
    entity: '对象',
    new: '新增',
    changed: '变更',
    vanished: '消失',
    returned: '重新出现',
    columns: '变更的列',
    kind: '类型',
    id: '编号',
    name: '名称',
    what: '变更',
  },
  en: {
    entity: 'entity',
    new: 'new',
    changed: 'changed',
    vanished: 'vanished',
    returned: 'returned',
    columns: 'columns changed',
    kind: 'kind',
    id: 'id',
    name: 'name',
    what: 'what',
  },
}

/** What a load changed: the sentence, the counts, and a page of the rows. */
export async function showChanges(terminal: Terminal, workspace: string, load: number, options: ChangesOptions): Promise<void> {
  const { json, ...wanted } = options
  const changes = await withWorkspace(terminal, workspace, { create: false }, (api) =>
    api.imports.changes({ ...wanted, load }, { signal: terminal.stop }),
  )
  terminal.out(json ? `${JSON.stringify(changesJson(changes, terminal))}\n` : changesText(changes, terminal))
}

function changesJson({ sentence, entities, rows, ...changes }: LoadChanges, terminal: Terminal): object {
  const label = <T extends { readonly label: { zh: string; en: string } }>(one: T) => ({ ...one, label: say(terminal, one.label) })
  return {
    ...changes,
    sentence: say(terminal, sentence),
    entities: entities.map((one) => ({ ...label(one), columns: one.columns.map(label) })),
    rows: rows.map((row) => ({ ...row, cells: row.cells.map(label) })),
  }
}

function changesText({ sentence, entities, rows, total }: LoadChanges, terminal: Terminal): string {
  const { language } = terminal
  const said = `${say(terminal, sentence)}\n`
  if (entities.length === 0) return said
  const words = heads[language]
  const counts = (['new', 'changed', 'vanished', 'returned'] as const).map((kind) => ({ head: words[kind], align: 'right' as const }))
  const summary = textTable(
    [{ head: words.entity }, ...counts, { head: words.columns }],
    entities.map((one) => entityLine(one, language)),
  )
  if (rows.length === 0) return `${said}\n${summary}`
  const list = textTable(
    [{ head: words.kind }, { head: words.id }, { head: words.name }, { head: words.what }],
    rows.map((row) => [words[row.kind], row.sourceId, row.name ?? '', whatOf(row, language)]),
  )
  const more = { zh: `共 ${total} 行，显示 ${rows.length} 行`, en: `${rows.length} of ${total} rows` }
  return [said, summary, list, ...(rows.length < total ? [`${more[language]}\n`] : [])].join('\n')
}

function entityLine({ label, columns, ...rows }: EntityChanges, language: Language): string[] {
  return [
    label[language],
    String(rows.new),
    String(rows.changed),
    String(rows.vanished),
    String(rows.returned),
    columns.map((column) => `${column.label[language]} ${column.rows}`).join(', '),
  ]
}

function whatOf({ kind, cells }: ChangedRow, language: Language): string {
  if (kind === 'new') return ''
  return cells
    .map(({ label, from, to, fromName, toName }) => `${label[language]}: ${fromName ?? from ?? '–'} → ${toName ?? to ?? '–'}`)
    .join('; ')
}
