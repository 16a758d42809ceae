import { extname } from 'node:path'
import { z } from 'zod'
import type { Api } from '../../contract/api.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import { studyNames } from '../../contract/studies.ts'
import { tableFormats, type TableFormat, type TableRequest } from '../../contract/tables.ts'
import { UsageError } from '../failure.ts'
import { parseJson } from '../read-document.ts'
import { findSpec, readSpecText } from '../report-spec.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-workspace.ts'
import { writeOutput } from '../write-output.ts'

export interface ExportOptions {
  readonly out?: string
  readonly format?: TableFormat
  readonly study?: string
  readonly params?: string
  readonly table?: string
  readonly cockpit?: string
  readonly tile?: string
  readonly title?: string
  /** False: CSV without the mark by which Excel knows UTF-8. */
  readonly mark: boolean
  readonly json?: boolean
}

const words = {
  zh: (rows: number, file: string) => `已写出 ${rows} 行：${file}`,
  en: (rows: number, file: string) => `${rows} rows were written to ${file}`,
}

type Subject = TableRequest['subject']

/** Writes the figures of a report, a study's table or a cockpit's tile as CSV, Parquet or Arrow. */
export async function exportTable(terminal: Terminal, workspace: string, given: string | undefined, options: ExportOptions): Promise<void> {
  const { out, title } = options
  const { language, stop: signal } = terminal
  const format = options.format ?? formatOf(out)
  const find = await subjectOf(terminal, given, options)
  const { bytes, rows } = await withWorkspace(terminal, workspace, { create: false }, async (api) => {
    const { subject, title: own } = await find(api)
    const called = title ?? own
    const mark = options.mark && out !== undefined
    return await api.exports.table({ subject, format, mark, language, ...(called === undefined ? {} : { title: called }) }, { signal })
  })
  await writeOutput(terminal, out === undefined && format === 'csv' ? new TextDecoder().decode(bytes) : bytes, out)
  if (out === undefined) return
  terminal.out(options.json === true ? `${JSON.stringify({ file: out, rows, format })}\n` : `${words[language](rows, out)}\n`)
}

function formatOf(file: string | undefined): TableFormat {
  if (file === undefined) return 'csv'
  const ending = extname(file).slice(1).toLowerCase()
  const found = tableFormats.find((format) => format === ending)
  if (found === undefined) throw new UsageError(`say the format: --format ${tableFormats.join(', ')}, or end the file's name with one`)
  return found
}

async function subjectOf(
  terminal: Terminal,
  given: string | undefined,
  { study, params, table, cockpit, tile }: ExportOptions,
): Promise<(api: Api) => Promise<{ subject: Subject; title?: string }>> {
  if ([given, study, cockpit].filter((one) => one !== undefined).length !== 1)
    throw new UsageError('name one thing: a report, --study, or --cockpit with --tile')
  if (cockpit !== undefined) {
    if (tile === undefined) throw new UsageError('name the tile of the cockpit: --tile')
    return async () => ({ subject: { is: 'tile', cockpit, tile } })
  }
  if (given !== undefined) {
    const text = await readSpecText(terminal, given)
    return async (api) => {
      const { spec, title } = await findSpec(api, given, text)
      return { subject: { is: 'report', spec }, title }
    }
  }
  const known = studyNames.find((one) => one === study)
  if (known === undefined) throw new HelmdeckError('not-available', { what: `study ${study ?? ''}`, known: [...studyNames] })
  const asked = params === undefined ? {} : await readParams(terminal, params)
  return async () => ({ subject: { is: 'study', study: known, params: asked, ...(table === undefined ? {} : { table }) } })
}

async function readParams(terminal: Terminal, given: string): Promise<Record<string, unknown>> {
  const text = await readSpecText(terminal, given)
  if (text === null) throw new HelmdeckError('file-missing', { file: given })
  return parseJson(text, z.record(z.string(), z.unknown()), 'invalid-study')
}
