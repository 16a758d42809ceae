import { z } from 'zod'
import type { Api } from '../../contract/api.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import { studyNames } from '../../contract/studies.ts'
import { WorkbookItem } from '../../contract/workbooks.ts'
import { UsageError } from '../failure.ts'
import { parseJson } from '../read-document.ts'
import { findSpec, readSpecText } from '../report-spec.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-workspace.ts'
import { writeOutput } from '../write-output.ts'

export interface BookOptions {
  readonly out: string
  readonly cockpit?: readonly string[]
  readonly report?: readonly string[]
  readonly study?: readonly string[]
  readonly items?: string
  readonly title?: string
  readonly json?: boolean
}

const words = {
  zh: { title: '工作簿', written: (sheets: number, file: string) => `已写出 ${sheets} 张工作表：${file}`, left: '未包含' },
  en: { title: 'Workbook', written: (sheets: number, file: string) => `${sheets} sheets were written to ${file}`, left: 'Left out' },
}

/** Writes cockpits, reports and studies as one XLSX workbook. */
export async function writeBook(terminal: Terminal, workspace: string, options: BookOptions): Promise<void> {
  const { cockpit = [], report = [], study = [], items, out } = options
  if (cockpit.length + report.length + study.length === 0 && items === undefined)
    throw new UsageError('name what the workbook holds: --cockpit, --report, --study or --items')
  const unknown = study.find((one) => !studyNames.some((known) => known === one))
  if (unknown !== undefined) throw new HelmdeckError('not-available', { what: `study ${unknown}`, known: [...studyNames] })
  const listed = items === undefined ? [] : await readItems(terminal, items)
  const texts = await Promise.all(report.map(async (given) => ({ given, text: await readSpecText(terminal, given) })))
  const { language, stop: signal } = terminal
  const say = words[language]
  const written = await withWorkspace(terminal, workspace, { create: false }, async (api) => {
    const reports: WorkbookItem[] = []
    for (const { given, text } of texts) reports.push(await reportItem(api, given, text))
    const all = [
      ...cockpit.map((name): WorkbookItem => ({ kind: 'cockpit', name })),
      ...reports,
      ...studyNames.filter((known) => study.includes(known)).map((known): WorkbookItem => ({ kind: 'study', study: known, params: {} })),
      ...listed,
    ]
    return await api.exports.book({ items: all, title: options.title ?? say.title, language }, { signal })
  })
  await writeOutput(terminal, written.bytes, out)
  const { sheets, rows, left } = written
  if (options.json === true) return terminal.out(`${JSON.stringify({ file: out, sheets, rows, left })}\n`)
  terminal.out(`${say.written(sheets, out)}\n`)
  for (const one of left) terminal.out(`${say.left}: ${one.title} - ${one.text[language]}\n`)
}

async function reportItem(api: Api, given: string, text: string | null): Promise<WorkbookItem> {
  const { title, spec, chart = 'table', look } = await findSpec(api, given, text)
  return { kind: 'report', title, chart, spec, ...(look === undefined ? {} : { look }) }
}

async function readItems(terminal: Terminal, given: string): Promise<WorkbookItem[]> {
  const text = await readSpecText(terminal, given)
  if (text === null) throw new HelmdeckError('file-missing', { file: given })
  return parseJson(text, z.array(WorkbookItem), 'invalid-report')
}
