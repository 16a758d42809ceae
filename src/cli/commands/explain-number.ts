import type { Api } from '../../contract/api.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import type { CellAddress, ExplainResult, ReportColumn } from '../../contract/report-result.ts'
import type { ReportSpec } from '../../contract/report-spec.ts'
import type { Language } from '../../contract/text.ts'
import { readCells } from '../arrow-cells.ts'
import { findSpec, readSpecText } from '../report-spec.ts'
import { levelledRows } from '../report-json.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-workspace.ts'

export interface ExplainOptions {
  /** The place in the report's `rows`, counted from 0, or `total`. */
  readonly row: number | 'total'
  readonly value: string
  readonly offset: number
  readonly limit: number
}

/** Definition, filters, SQL and n of one number of a report, and a page of the rows behind it. */
export async function explainNumber(terminal: Terminal, workspace: string, given: string, options: ExplainOptions): Promise<void> {
  const { language, stop: signal } = terminal
  const text = await readSpecText(terminal, given)
  const explained = await withWorkspace(terminal, workspace, { create: false }, async (api) => {
    const { spec } = await findSpec(api, given, text)
    const cell = await findCell(api, spec, options, signal)
    return api.reports.explain({ spec, cell, offset: options.offset, limit: options.limit }, { signal })
  })
  terminal.out(`${JSON.stringify(explainJson(explained, language))}\n`)
}

async function findCell(api: Api, spec: ReportSpec, { row, value }: ExplainOptions, signal: AbortSignal): Promise<CellAddress> {
  const { columns, bytes } = await api.reports.run({ spec }, { signal })
  if (!columns.some(({ id, role }) => role === 'value' && id === value)) {
    throw new HelmdeckError('invalid-request', {
      field: '--value',
      problem: columns.flatMap(({ id, role }) => (role === 'value' ? id : [])).join(', '),
    })
  }
  const rows = levelledRows(columns, bytes)
  const depth = columns.filter(({ role }) => role === 'row').length
  const shown = depth === 0 ? rows : rows.filter(({ level }) => level > 0)
  if (row === 'total') return { row: {}, value }
  const found = shown[row]
  if (!found) throw new HelmdeckError('invalid-request', { field: '--row', problem: `0 … ${shown.length - 1}` })
  return {
    row: Object.fromEntries(Object.entries(found.address).map(([id, cell]) => [id, typeof cell === 'boolean' ? String(cell) : cell])),
    value,
  }
}

function explainJson(explained: ExplainResult & { readonly bytes: Uint8Array }, language: Language): object {
  const { bytes, label, definition, dateBasis, columns, ...rest } = explained
  const table = readCells(bytes)
  const rows = Array.from({ length: table.rowCount }, (_unused, row) =>
    Object.fromEntries(table.names.map((name) => [name, table.cell(row, name)])),
  )
  return {
    ...rest,
    label: label[language],
    definition: definition[language],
    dateBasis: dateBasis[language],
    columns: columns.map(({ id, label: head, type, unit }: ReportColumn) => ({ id, label: head[language], type, unit })),
    rows,
  }
}
