import { extname } from 'node:path'
import type { Api } from '../../contract/api.ts'
import { findSpec, readSpecText, type NamedSpec } from '../report-spec.ts'
import { reportCsv } from '../report-csv.ts'
import { reportJson } from '../report-json.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-workspace.ts'
import { writeOutput } from '../write-output.ts'

export const reportFormats = ['json', 'csv', 'xlsx', 'arrow'] as const
export type ReportFormat = (typeof reportFormats)[number]

export interface ReportOptions {
  readonly format?: ReportFormat
  readonly out?: string
  readonly pivot?: boolean
}

export async function runReport(terminal: Terminal, workspace: string, given: string, options: ReportOptions): Promise<void> {
  const text = await readSpecText(terminal, given)
  const format = options.format ?? formatOf(options.out)
  const data = await withWorkspace(terminal, workspace, { create: false }, async (api) =>
    render(terminal, api, await findSpec(api, given, text), { ...options, format }),
  )
  // Excel takes a file without this mark for the machine's old encoding, and spoils every Chinese character.
  await writeOutput(terminal, format === 'csv' && options.out !== undefined ? `\ufeff${String(data)}` : data, options.out)
}

function formatOf(file: string | undefined): ReportFormat {
  const ending = file === undefined ? '' : extname(file).slice(1).toLowerCase()
  return reportFormats.find((format) => format === ending) ?? 'json'
}

async function render(
  terminal: Terminal,
  api: Api,
  { spec, title, chart, look }: NamedSpec,
  { format, pivot = false }: ReportOptions & { format: ReportFormat },
): Promise<string | Uint8Array> {
  const { language, stop: signal } = terminal
  if (format === 'xlsx') {
    const drawn = { ...(chart === undefined ? {} : { chart }), ...(look === undefined ? {} : { look }) }
    return (await api.exports.workbook({ spec, title, language, pivot, ...drawn }, { signal })).bytes
  }
  const result = await api.reports.run({ spec }, { signal })
  if (format === 'arrow') return result.bytes
  return format === 'csv' ? reportCsv(result, language) : `${JSON.stringify(reportJson(result, language))}\n`
}
