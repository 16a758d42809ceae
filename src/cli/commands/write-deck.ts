import { readFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { z } from 'zod'
import { DeckItem, shippedDecks, type ShippedDeck } from '../../contract/decks.ts'
import { HelmdeckError } from '../../contract/errors.ts'
import { studyNames } from '../../contract/studies.ts'
import { errorCode } from '../../engine/workspace/atomic-file.ts'
import { UsageError } from '../failure.ts'
import { userPath } from '../places.ts'
import { parseJson } from '../read-document.ts'
import { readSpecText } from '../report-spec.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-workspace.ts'
import { writeOutput } from '../write-output.ts'

export interface DeckOptions {
  readonly out: string
  readonly cockpit?: readonly string[]
  readonly study?: readonly string[]
  readonly items?: string
  readonly title?: string
  readonly template?: string
  readonly json?: boolean
}

const words = {
  zh: { written: (slides: number, file: string) => `已写出 ${slides} 页幻灯片：${file}`, left: '未包含' },
  en: { written: (slides: number, file: string) => `${slides} slides were written to ${file}`, left: 'Left out' },
}

/** Writes a review deck as PPTX: one that is shipped, cockpits and studies by name, or items of a document. */
export async function writeDeck(terminal: Terminal, workspace: string, name: string | undefined, options: DeckOptions): Promise<void> {
  const deck = await readDeck(terminal, name, options)
  const template = options.template === undefined ? new Uint8Array() : await readTemplateFile(terminal, options.template)
  const { title, out } = options
  const language = terminal.language
  const written = await withWorkspace(terminal, workspace, { create: false }, (api) =>
    api.exports.deck({ deck, language, ...(title === undefined ? {} : { title }), bytes: template }, { signal: terminal.stop }),
  )
  await writeOutput(terminal, written.bytes, out)
  const { slides, left } = written
  if (options.json === true) return terminal.out(`${JSON.stringify({ file: out, slides, left })}\n`)
  const say = words[language]
  terminal.out(`${say.written(slides, out)}\n`)
  for (const one of left) terminal.out(`${say.left}: ${one.title} - ${one.text[language]}\n`)
}

async function readDeck(terminal: Terminal, name: string | undefined, options: DeckOptions): Promise<ShippedDeck | DeckItem[]> {
  const { cockpit = [], study = [], items } = options
  const isListed = cockpit.length > 0 || study.length > 0 || items !== undefined
  if (name !== undefined && isListed) throw new UsageError('a deck by name has its own content: leave out --cockpit, --study and --items')
  if (!isListed) {
    const shipped = shippedDecks.find((one) => one === (name ?? 'weekly'))
    if (shipped === undefined) throw new HelmdeckError('not-available', { what: `deck ${name ?? ''}`, known: [...shippedDecks] })
    return shipped
  }
  const unknown = study.find((one) => !studyNames.some((known) => known === one))
  if (unknown !== undefined) throw new HelmdeckError('not-available', { what: `study ${unknown}`, known: [...studyNames] })
  return [
    ...cockpit.map((one): DeckItem => ({ kind: 'cockpit', name: one })),
    ...study.flatMap((one): DeckItem[] =>
      studyNames.filter((known) => known === one).map((known) => ({ kind: 'study', study: known, params: {}, charts: 2 })),
    ),
    ...(items === undefined ? [] : await readItems(terminal, items)),
  ]
}

async function readItems(terminal: Terminal, given: string): Promise<DeckItem[]> {
  const text = await readSpecText(terminal, given)
  if (text === null) throw new HelmdeckError('file-missing', { file: given })
  return parseJson(text, z.array(DeckItem), 'invalid-report')
}

async function readTemplateFile(terminal: Terminal, given: string): Promise<Uint8Array> {
  if (!['.pptx', '.potx'].includes(extname(given).toLowerCase()))
    throw new HelmdeckError('template-unusable', { name: basename(given), problem: 'no-presentation' })
  try {
    return await readFile(userPath(terminal, given))
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') throw new HelmdeckError('file-missing', { file: given }, { cause })
    throw cause
  }
}
