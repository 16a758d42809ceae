import { extname } from 'node:path'
import { z } from 'zod'
import { HelmdeckError } from '../../contract/errors.ts'
import { studyNames, type StudyEntry, type StudyName } from '../../contract/studies.ts'
import type { StudyCell, StudyColumn, StudyResult, StudyTable } from '../../contract/study-result.ts'
import type { Language } from '../../contract/text.ts'
import { csvText, type CsvCell } from '../../engine/export/csv-text.ts'
import { parseJson } from '../read-document.ts'
import { readSpecText } from '../report-spec.ts'
import type { Terminal } from '../terminal.ts'
import { textTable } from '../text-table.ts'
import { withWorkspace } from '../with-workspace.ts'
import { writeOutput } from '../write-output.ts'

export const studyFormats = ['json', 'csv', 'xlsx'] as const
type StudyFormat = (typeof studyFormats)[number]

export interface StudyOptions {
  readonly params?: string
  readonly format?: StudyFormat
  readonly out?: string
  readonly json?: boolean
}

const words = {
  zh: { study: '分析', label: '名称', state: '状态', ready: '可用', needs: '需要' },
  en: { study: 'study', label: 'label', state: 'state', ready: 'available', needs: 'needs' },
}

/** Answers a study, or lists those there are. */
export async function runStudy(terminal: Terminal, workspace: string, name: string | undefined, options: StudyOptions): Promise<void> {
  if (name === undefined) return await listStudies(terminal, workspace, options)
  const study = studyNames.find((known) => known === name)
  if (study === undefined) throw new HelmdeckError('not-available', { what: `study ${name}`, known: [...studyNames] })
  const format = options.json === true ? 'json' : (options.format ?? formatOf(options.out))
  const params = await readParams(terminal, options.params)
  if (format === 'xlsx') {
    const { bytes } = await withWorkspace(terminal, workspace, { create: false }, (api) =>
      api.exports.study({ study, params, title: study, language: terminal.language }, { signal: terminal.stop }),
    )
    return await writeOutput(terminal, bytes, options.out)
  }
  const result = await withWorkspace(terminal, workspace, { create: false }, (api) =>
    api.studies.run({ study, params }, { signal: terminal.stop }),
  )
  if (format === 'json') return await writeOutput(terminal, `${JSON.stringify(result)}\n`, options.out)
  const text = studyCsv(result, terminal.language)
  // Excel takes a file without this mark for the machine's old encoding.
  await writeOutput(terminal, options.out === undefined ? text : `\ufeff${text}`, options.out)
}

function formatOf(file: string | undefined): StudyFormat {
  const ending = file === undefined ? '' : extname(file).slice(1).toLowerCase()
  return studyFormats.find((format) => format === ending) ?? 'json'
}

async function readParams(terminal: Terminal, given: string | undefined): Promise<Record<string, unknown>> {
  if (given === undefined) return {}
  const text = await readSpecText(terminal, given)
  if (text === null) throw new HelmdeckError('file-missing', { file: given })
  return parseJson(text, z.record(z.string(), z.unknown()), 'invalid-study')
}

async function listStudies(terminal: Terminal, workspace: string, { json }: StudyOptions): Promise<void> {
  const { studies } = await withWorkspace(terminal, workspace, { create: false }, (api) => api.studies.list({}, { signal: terminal.stop }))
  if (json) return terminal.out(`${JSON.stringify({ studies })}\n`)
  const say = words[terminal.language]
  const state = ({ available, missing }: StudyEntry): string =>
    available ? say.ready : `${say.needs} ${missing.map(({ need }) => need).join(', ')}`
  terminal.out(
    textTable(
      [{ head: say.study }, { head: say.label }, { head: say.state }],
      studies.map((entry): [StudyName, string, string] => [entry.study, entry.label[terminal.language], state(entry)]),
    ),
  )
}

/** The sentence, the figures, then each table under its name, an empty line between them. */
function studyCsv(result: StudyResult, language: Language): string {
  const figures = result.figures.map(({ label, value, n }): CsvCell[] => [label[language], value, n])
  const blocks: CsvCell[][][] = [
    [[result.headline[language]]],
    figures,
    ...result.tables.map((table) => tableCells(table, language)),
    result.caveats.map((caveat): CsvCell[] => [caveat[language]]),
  ]
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => csvText(block))
    .join('\r\n')
}

function tableCells({ label, columns, rows }: StudyTable, language: Language): CsvCell[][] {
  return [
    [label[language]],
    columns.map((column) => column.label[language]),
    ...rows.map((row) => columns.map((column) => cellOf(column, row[column.id] ?? null, language))),
  ]
}

function cellOf({ words: known }: StudyColumn, cell: StudyCell, language: Language): CsvCell {
  return known?.[String(cell)]?.[language] ?? cell
}
