import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../src/engine/database/database.ts'
import { queryFiles, queryText } from '../../src/engine/database/query-files.ts'
import { bringUpToDate } from '../../src/engine/workspace/bring-up-to-date.ts'
import { createDocumentStore } from '../../src/engine/workspace/document-store.ts'
import { workspaceFolder } from '../../src/engine/workspace/workspace-folder.ts'
import { defaultSample, type SampleRequest } from '../../src/engine/sample/sample-request.ts'

/** What it took to make the company: seconds of each step, bytes on disk, the process's peak of resident memory in bytes. */
export interface CompanyFigures {
  readonly rows: number
  readonly seconds: { readonly inventing: number; readonly writing: number; readonly building: number }
  readonly databaseBytes: number
  readonly peakMemoryBytes: number
  readonly entities: readonly { readonly entity: string; readonly rows: number }[]
}

export interface SampleCompany {
  /** Room for what is derived from the company, kept and thrown away with it. */
  readonly folder: string
  readonly workspace: string
  readonly until: string
  readonly figures: CompanyFigures
}

export interface CompanyOrder {
  readonly path: string
  readonly request: SampleRequest
}

const cache = join(tmpdir(), 'helmdeck-bench')

/** The sample company with that many leads, kept between runs; `again` makes it anew. */
export async function sampleCompany(rows: number, { again = false } = {}): Promise<SampleCompany> {
  const request = { ...defaultSample, rows }
  const folder = join(cache, nameOf(request))
  const figuresFile = join(folder, 'figures.json')
  if (again) await rm(folder, { recursive: true, force: true })
  if (!existsSync(figuresFile)) {
    // Made beside and moved into place, so that neither a kill nor a second bench leaves half a company.
    const draft = `${folder}.${process.pid}`
    await mkdir(draft, { recursive: true })
    try {
      const figures = await makeInOwnProcess({ path: join(draft, 'company.helmdeck'), request })
      await writeFile(join(draft, 'figures.json'), JSON.stringify(figures, null, 2))
      await rename(draft, folder)
    } finally {
      await rm(draft, { recursive: true, force: true })
    }
  }
  const workspace = join(folder, 'company.helmdeck')
  await bringCompanyUpToDate(workspace)
  return {
    folder,
    workspace,
    until: request.until,
    figures: JSON.parse(await readFile(figuresFile, 'utf8')) as CompanyFigures,
  }
}

/** A company made by other SQL is another company. Its schema and marts are brought up to date where they are another version's. */
function nameOf({ rows, seed, until }: SampleRequest): string {
  const hash = createHash('sha256')
  for (const path of queryFiles('sample')) hash.update(queryText(path))
  return `company-${rows}-${seed}-${until}-${hash.digest('hex').slice(0, 8)}`
}

/** A cache that outlived a change of the marts would measure the past. */
async function bringCompanyUpToDate(workspace: string): Promise<void> {
  const { databaseFile, root, documents } = workspaceFolder(workspace)
  const database = await openDatabase({ file: databaseFile, allowedFolder: root })
  try {
    const store = createDocumentStore(documents, () => new Date())
    const { isRenewed } = await bringUpToDate(database, store)
    if (isRenewed) await database.run('checkpoint')
  } finally {
    await database.close()
  }
}

/** Its peak memory is then the generator's alone. */
async function makeInOwnProcess(order: CompanyOrder): Promise<CompanyFigures> {
  const child = fork(join(import.meta.dirname, 'make-company.ts'), { execArgv: ['--import', 'tsx'] })
  return new Promise((resolve, reject) => {
    child.once('message', (figures: CompanyFigures) => resolve(figures))
    child.once('error', reject)
    child.once('exit', (code, signal) => reject(new Error(`the company was not made: the process ended with ${code ?? signal}`)))
    child.send(order)
  })
}
