import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rm, stat, truncate, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { PageLine, PagesHead } from '../ingest/readers/page-format.ts'
import { writing } from '../ingest/sources/write-failure.ts'
import { writeAtomically } from '../workspace/atomic-file.ts'

const Plan = z.object({
  version: z.literal(1),
  /** When the reading began, by our clock and by the server's. */
  startedAt: z.string(),
  serverTime: z.string(),
  /** Of the connection and its declarations: another one begins anew. */
  shape: z.string(),
  isFull: z.boolean(),
  /** Where each object's reading began; null = from its beginning. */
  since: z.record(z.string(), z.string().nullable()),
})
export type PullPlan = z.infer<typeof Plan>

const longestRest = 24 * 3600_000

/**
 * `W/pulls/<connection>/`: pages as they come, one file per object, each line on the disk before the next page is asked for; and
 * the plan by which they are read. After a kill the reading goes on behind the last whole line. Gone when the load is committed.
 */
export class PageStore {
  private readonly folder: string

  constructor(workspace: string, connection: string) {
    this.folder = join(workspace, 'pulls', connection)
  }

  /** The plan of a reading that was broken off and can go on, else the given one, begun anew. */
  async begin(plan: PullPlan): Promise<{ readonly plan: PullPlan; readonly isResumed: boolean }> {
    const left = await this.leftPlan()
    const age = left === null ? Infinity : Date.parse(plan.startedAt) - Date.parse(left.startedAt)
    if (left !== null && left.shape === plan.shape && (left.isFull || !plan.isFull) && age >= 0 && age < longestRest)
      return { plan: left, isResumed: true }
    await this.clear()
    await writing(() => mkdir(this.folder, { recursive: true, mode: 0o700 }))
    await writeAtomically(join(this.folder, 'plan.json'), JSON.stringify(plan))
    return { plan, isResumed: false }
  }

  async clear(): Promise<void> {
    await writing(() => rm(this.folder, { recursive: true, force: true }))
  }

  /** The pages of an object; those that are there already are shown to `known` first. */
  async pages(head: PagesHead, known: (page: PageLine) => void): Promise<PageFile> {
    const path = join(this.folder, `${fileName(head.object)}.pages`)
    // The mark that tells such files has to stand first.
    const { helmdeckPages, ...rest } = head
    const headLine = JSON.stringify({ helmdeckPages, ...rest })
    const whole = await wholeLines(path)
    const isSame = whole !== null && whole.head === headLine
    if (!isSame) await writing(() => rm(path, { force: true }))
    if (isSame) await writing(() => truncate(path, whole.bytes))
    const file = await writing(() => open(path, 'a', 0o600))
    const pages = new PageFile(path, file)
    if (!isSame) await pages.writeLine(headLine)
    else for await (const line of linesOf(path, 1)) known(pages.note(JSON.parse(line) as PageLine))
    return pages
  }

  private async leftPlan(): Promise<PullPlan | null> {
    const text = await readFile(join(this.folder, 'plan.json'), 'utf8').catch(() => null)
    if (text === null) return null
    try {
      return Plan.parse(JSON.parse(text))
    } catch {
      return null
    }
  }
}

/** One file of pages that is being written. Readers of lines take U+2028 and U+2029 for ends of lines, so they stand escaped. */
export class PageFile {
  readonly path: string
  private readonly file: FileHandle
  private last: PageLine | null = null

  constructor(path: string, file: FileHandle) {
    this.path = path
    this.file = file
  }

  /** Where the next page begins; null = at the beginning. */
  get next(): string | null {
    return this.last?.next ?? null
  }

  get isWhole(): boolean {
    return this.last !== null && this.last.next === null
  }

  note(page: PageLine): PageLine {
    this.last = page
    return page
  }

  get pages(): number {
    return this.last?.page ?? 0
  }

  async append(page: PageLine): Promise<void> {
    await this.writeLine(
      JSON.stringify(page)
        .replaceAll('\u2028', String.raw`\u2028`)
        .replaceAll('\u2029', String.raw`\u2029`),
    )
    this.note(page)
  }

  async writeLine(line: string): Promise<void> {
    await writing(async () => {
      await this.file.writeFile(`${line}\n`)
      await this.file.datasync()
    })
  }

  async close(): Promise<void> {
    await this.file.close()
  }
}

/** Object names come from descriptions. */
function fileName(object: string): string {
  return /^[A-Za-z0-9][A-Za-z0-9_.-]{0,80}$/.test(object) ? object : createHash('sha256').update(object).digest('hex').slice(0, 32)
}

async function* linesOf(path: string, from: number): AsyncGenerator<string> {
  let nth = 0
  for await (const line of createInterface({ input: createReadStream(path, { encoding: 'utf8' }), crlfDelay: Infinity }))
    if (nth++ >= from && line !== '') yield line
}

/** The head of a file and how many of its bytes are whole lines of JSON; null where there is no file, or no head. */
async function wholeLines(path: string): Promise<{ readonly head: string; readonly bytes: number } | null> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  )
  if (size === 0) return null
  let bytes = 0
  let head: string | null = null
  for await (const line of linesOf(path, 0)) {
    const end = bytes + Buffer.byteLength(line) + 1
    if (end > size || !isJson(line)) break
    head ??= line
    bytes = end
  }
  return head === null ? null : { head, bytes }
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}
