import { z } from 'zod'
import { shippedDecks } from '../../contract/decks.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import { PageItem, type PdfRequest } from '../../contract/pages.ts'
import { studyNames } from '../../contract/studies.ts'
import { UsageError } from '../failure.ts'
import { parseJson } from '../read-document.ts'
import { readSpecText } from '../report-spec.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-workspace.ts'
import { writeOutput } from '../write-output.ts'

export interface PdfOptions {
  readonly out: string
  readonly cockpit?: readonly string[]
  readonly study?: readonly string[]
  readonly items?: string
  readonly title?: string
  readonly size: PdfRequest['size']
  readonly landscape?: boolean
  readonly apart?: boolean
  readonly figures?: boolean
  readonly json?: boolean
}

const words = {
  zh: {
    written: (pages: number, file: string) => `已写出 ${pages} 页：${file}`,
    left: '未包含',
    missing: '字体中没有、以〓代替的字符',
  },
  en: {
    written: (pages: number, file: string) => `${pages} pages were written to ${file}`,
    left: 'Left out',
    missing: 'Characters that the font does not have, shown as 〓',
  },
}

/** Writes cockpits, studies and reports as a PDF: what is shipped, what is named, or items of a document. */
export async function writePdf(terminal: Terminal, workspace: string, name: string | undefined, options: PdfOptions): Promise<void> {
  const { title, out, size, landscape, apart = false, figures = false } = options
  const { language } = terminal
  const items = await readItems(terminal, name, options)
  const written = await withWorkspace(terminal, workspace, { create: false }, (api) =>
    api.exports.pdf(
      {
        items,
        size,
        orientation: landscape ? 'landscape' : 'portrait',
        apart,
        figures,
        language,
        ...(title === undefined ? {} : { title }),
      },
      { signal: terminal.stop },
    ),
  )
  await writeOutput(terminal, written.bytes, out)
  const { pages, left, missing } = written
  if (options.json === true) return terminal.out(`${JSON.stringify({ file: out, pages, left, missing })}\n`)
  const say = words[language]
  terminal.out(`${say.written(pages, out)}\n`)
  for (const one of left) terminal.out(`${say.left}: ${one.title} - ${one.text[language]}\n`)
  if (missing.length > 0) terminal.out(`${say.missing}: ${missing.join(' ')}\n`)
}

async function readItems(terminal: Terminal, name: string | undefined, options: PdfOptions): Promise<PdfRequest['items']> {
  const { cockpit = [], study = [], items } = options
  const isListed = cockpit.length > 0 || study.length > 0 || items !== undefined
  if (name !== undefined && isListed) throw new UsageError('pages by name have their own content: leave out --cockpit, --study and --items')
  if (!isListed) {
    const shipped = shippedDecks.find((one) => one === (name ?? 'weekly'))
    if (shipped === undefined) throw new HelmdeckError('not-available', { what: `deck ${name ?? ''}`, known: [...shippedDecks] })
    return shipped
  }
  return [
    ...cockpit.map((one): PageItem => ({ kind: 'cockpit', name: one })),
    ...study.map((one): PageItem => {
      const known = studyNames.find((each) => each === one)
      if (known === undefined) throw new HelmdeckError('not-available', { what: `study ${one}`, known: [...studyNames] })
      return { kind: 'study', study: known, params: {}, charts: 2 }
    }),
    ...(items === undefined ? [] : await readItemFile(terminal, items)),
  ]
}

async function readItemFile(terminal: Terminal, given: string): Promise<PageItem[]> {
  const text = await readSpecText(terminal, given)
  if (text === null) throw new HelmdeckError('file-missing', { file: given })
  return parseJson(text, z.array(PageItem), 'invalid-report')
}
