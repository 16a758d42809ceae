import { existsSync, statSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { z } from 'zod'
import type { Api } from '../contract/api.ts'
import { ChartKind, SavedReport, type Look } from '../contract/documents.ts'
import { HelmdeckError } from '../contract/errors.ts'
import { ReportSpec } from '../contract/report-spec.ts'
import { userPath } from './places.ts'
import { parseJson, readTextFile } from './read-document.ts'
import type { Terminal } from './terminal.ts'

export interface NamedSpec {
  readonly spec: ReportSpec
  readonly title: string
  /** Of a saved report. */
  readonly chart?: ChartKind | undefined
  readonly look?: Look
}

const Saved = z.object({ spec: z.unknown(), title: z.string().optional(), chart: ChartKind.optional().catch(undefined) })

/** A report as text where it is a file or `-`; null where it can only be the name of a saved one. */
export async function readSpecText(terminal: Terminal, given: string): Promise<string | null> {
  if (given === '-') return terminal.readInput()
  const path = userPath(terminal, given)
  if (existsSync(path) && statSync(path).isFile()) return readTextFile(path)
  if (extname(given) === '.json' || /[\\/]/.test(given)) throw new HelmdeckError('file-missing', { file: basename(given) })
  return null
}

/** A spec as it stands, or a saved report around it. Fails with `invalid-report` and the field. */
export async function findSpec(api: Api, given: string, text: string | null): Promise<NamedSpec> {
  if (text === null) {
    const { title, spec, chart, look } = parseJson(
      JSON.stringify((await api.documents.read({ kind: 'report', name: given })).body),
      SavedReport,
      'invalid-report',
    )
    return { title, spec, chart, ...(look === undefined ? {} : { look }) }
  }
  const value = parseJson(text, z.unknown(), 'invalid-report')
  const saved = Saved.safeParse(value)
  const isSaved = saved.success && saved.data.spec !== undefined
  const whole = isSaved ? SavedReport.safeParse({ title: given, ...(value as object) }) : null
  const title = (isSaved ? saved.data.title : undefined) ?? (given === '-' ? 'report' : basename(given, extname(given)))
  const spec = parseJson(JSON.stringify(isSaved ? saved.data.spec : value), ReportSpec, 'invalid-report')
  if (whole?.success !== true) return { title, spec, chart: isSaved ? saved.data.chart : undefined }
  const { chart, look } = whole.data
  return { title, spec, chart, ...(look === undefined ? {} : { look }) }
}
