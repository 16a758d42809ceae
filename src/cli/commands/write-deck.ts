import { readFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { z } from 'zod'
import type { Api } from '../../contract/api.ts'
import { DeckDocument, DeckItem, shippedDecks, type DeckRequest, type DeckUpdate } from '../../contract/decks.ts'
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
  readonly out?: string
  readonly cockpit?: readonly string[]
  readonly study?: readonly string[]
  readonly items?: string
  readonly title?: string
  readonly template?: string
  readonly update?: string
  readonly json?: boolean
}

const words = {
  zh: {
    written: (slides: number, file: string) => `已写出 ${slides} 页幻灯片：${file}`,
    updated: ({ updated, untouched }: DeckUpdate, file: string) =>
      `已更新 ${updated} 页幻灯片：${file}（手工制作的 ${untouched} 页未改动）`,
    left: '未包含',
    added: '新增',
    removed: '已移出（不再展示）',
    stale: '未更新（不再展示，但有手工修改）',
    leftOut: '手工删除，未再加入',
    edited: '保留手工文字，请核对',
  },
  en: {
    written: (slides: number, file: string) => `${slides} slides were written to ${file}`,
    updated: ({ updated, untouched }: DeckUpdate, file: string) =>
      `${updated} slides were updated in ${file} (${untouched} hand-made ones as they were)`,
    left: 'Left out',
    added: 'Added',
    removed: 'Taken out (shown no more)',
    stale: 'Not updated (shown no more, but worked on by hand)',
    leftOut: 'Deleted by hand, stays out',
    edited: 'Words written by hand stay, please check them',
  },
}

/** Writes a review deck as PPTX: one that is shipped, cockpits and studies by name, or items of a document. */
export async function writeDeck(terminal: Terminal, workspace: string, name: string | undefined, options: DeckOptions): Promise<void> {
  const listed = await readItemOptions(terminal, name, options)
  // A name without an ending is a template that the workspace keeps.
  const isKept = options.template !== undefined && extname(options.template) === ''
  const template = options.template === undefined || isKept ? new Uint8Array() : await readDeckFile(terminal, options.template)
  const earlier = options.update === undefined ? null : await readDeckFile(terminal, options.update)
  if (earlier !== null && options.template !== undefined)
    throw new UsageError('an earlier deck has its own look: leave out --template, or --update')
  const { title } = options
  const out = options.out ?? options.update
  if (out === undefined) throw new UsageError('name the file to write with --out')
  const named = options.update ?? options.template
  const language = terminal.language
  const written = await withWorkspace(terminal, workspace, { create: false }, async (api) => {
    const asked = listed === null ? await namedDeck(api, name ?? 'weekly') : { deck: listed }
    return await api.exports.deck(
      {
        ...asked,
        language,
        ...(title === undefined ? {} : { title }),
        ...(isKept ? { template: options.template ?? null } : {}),
        ...(named === undefined || isKept ? {} : { fileName: basename(named) }),
        bytesAre: earlier === null ? 'template' : 'earlier',
        bytes: earlier ?? template,
      },
      { signal: terminal.stop },
    )
  })
  await writeOutput(terminal, written.bytes, out)
  const { slides, left, update } = written
  if (options.json === true) return terminal.out(`${JSON.stringify({ file: out, slides, left, ...(update === null ? {} : { update }) })}\n`)
  const say = words[language]
  terminal.out(`${update === null ? say.written(slides, out) : say.updated(update, out)}\n`)
  for (const kind of update === null ? [] : (['added', 'removed', 'stale', 'leftOut', 'edited'] as const))
    for (const one of update?.[kind] ?? []) terminal.out(`${say[kind]}: ${one}\n`)
  for (const one of left) terminal.out(`${say.left}: ${one.title} - ${one.text[language]}\n`)
}

type Asked = Pick<z.input<typeof DeckRequest>, 'deck' | 'title' | 'words' | 'without' | 'period' | 'asOf' | 'template'>

/** One that is shipped, else one that was saved. Fails with `document-missing`. */
async function namedDeck(api: Api, name: string): Promise<Asked> {
  const shipped = shippedDecks.find((one) => one === name)
  if (shipped !== undefined) return { deck: shipped }
  const { body } = await api.documents.read({ kind: 'deck', name })
  const { title, items, version: _version, ...choices } = DeckDocument.parse(body)
  return { deck: items, title: title === '' ? name : title, ...choices }
}

/** null where the deck is told by its name. */
async function readItemOptions(terminal: Terminal, name: string | undefined, options: DeckOptions): Promise<DeckItem[] | null> {
  const { cockpit = [], study = [], items } = options
  const isListed = cockpit.length > 0 || study.length > 0 || items !== undefined
  if (name !== undefined && isListed) throw new UsageError('a deck by name has its own content: leave out --cockpit, --study and --items')
  if (!isListed) return null
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

async function readDeckFile(terminal: Terminal, given: string): Promise<Uint8Array> {
  if (!['.pptx', '.potx'].includes(extname(given).toLowerCase()))
    throw new HelmdeckError('template-unusable', { name: basename(given), problem: 'no-presentation' })
  try {
    return await readFile(userPath(terminal, given))
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') throw new HelmdeckError('file-missing', { file: given }, { cause })
    throw cause
  }
}
