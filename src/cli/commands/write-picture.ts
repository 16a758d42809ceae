import { extname } from 'node:path'
import { z } from 'zod'
import type { Api } from '../../contract/api.ts'
import type { ChartKind } from '../../contract/documents.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import type { PictureRequest } from '../../contract/pages.ts'
import { studyNames } from '../../contract/studies.ts'
import { UsageError } from '../failure.ts'
import { parseJson } from '../read-document.ts'
import { findSpec, readSpecText } from '../report-spec.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-workspace.ts'
import { writeOutput } from '../write-output.ts'

export interface PictureOptions {
  readonly out: string
  readonly chart?: ChartKind
  readonly study?: string
  readonly params?: string
  readonly chartOf?: string
  readonly dark?: boolean
  readonly width: number
  readonly height: number
  readonly json?: boolean
}

const words = {
  zh: {
    written: (file: string) => `已写出图片：${file}`,
    asTable: '这些数不能画成该图，因此画为表格。',
    missing: '字体中没有、以〓代替的字符',
  },
  en: {
    written: (file: string) => `The picture was written to ${file}`,
    asTable: 'These figures can’t be drawn as that chart: it is their table.',
    missing: 'Characters that the font does not have, shown as 〓',
  },
}

type Subject = Pick<PictureRequest, 'subject' | 'title'>

/** Draws a report or a study's chart as PNG or SVG, as the file's name ends. */
export async function writePicture(
  terminal: Terminal,
  workspace: string,
  given: string | undefined,
  options: PictureOptions,
): Promise<void> {
  const ending = extname(options.out).slice(1).toLowerCase()
  if (ending !== 'png' && ending !== 'svg') throw new UsageError('name a file that ends in .png or .svg with --out')
  const { language } = terminal
  const { width, height } = options
  const subjectIn = await readSubject(terminal, given, options)
  const drawn = await withWorkspace(terminal, workspace, { create: false }, async (api) =>
    api.exports.picture(
      { ...(await subjectIn(api)), format: ending, scheme: options.dark ? 'dark' : 'light', width, height, language },
      { signal: terminal.stop },
    ),
  )
  await writeOutput(terminal, drawn.bytes, options.out)
  const { asTable, missing } = drawn
  if (options.json === true) return terminal.out(`${JSON.stringify({ file: options.out, asTable, missing })}\n`)
  const say = words[language]
  terminal.out(`${say.written(options.out)}\n`)
  if (asTable) terminal.out(`${say.asTable}\n`)
  if (missing.length > 0) terminal.out(`${say.missing}: ${missing.join(' ')}\n`)
}

async function readSubject(
  terminal: Terminal,
  given: string | undefined,
  options: PictureOptions,
): Promise<(api: Api) => Promise<Subject>> {
  if ((given === undefined) === (options.study === undefined)) throw new UsageError('name a report, or a study with --study')
  if (given !== undefined) {
    const text = await readSpecText(terminal, given)
    return async (api) => {
      const { spec, title, chart } = await findSpec(api, given, text)
      return { subject: { is: 'report', spec, chart: options.chart ?? chart ?? 'bar' }, title }
    }
  }
  const study = studyNames.find((known) => known === options.study)
  if (study === undefined) throw new HelmdeckError('not-available', { what: `study ${options.study ?? ''}`, known: [...studyNames] })
  const text = options.params === undefined ? '{}' : await readSpecText(terminal, options.params)
  if (text === null) throw new HelmdeckError('file-missing', { file: options.params ?? '' })
  const params = parseJson(text, z.record(z.string(), z.unknown()), 'invalid-study')
  const chart = options.chartOf === undefined ? {} : { chart: options.chartOf }
  return async () => ({ subject: { is: 'study', study, params, ...chart }, title: study })
}
