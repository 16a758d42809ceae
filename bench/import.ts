import { mkdtemp, open, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../src/engine/database/database.ts'
import { createEngine, type Engine } from '../src/engine/engine.ts'
import { prepareFolder } from '../src/engine/workspace/workspace-folder.ts'
import { csvTypes, writeOpportunitiesCsv } from './opportunities-csv.ts'
import { compare, type Comparison } from './rounds.ts'

const quiet = {
  info: () => {},
  warn: () => {},
  error: (details: object, message: string) => process.stderr.write(`${message} ${JSON.stringify(details)}\n`),
}
const call = { signal: new AbortController().signal, progress: () => {} }
const chunkBytes = 4 * 1024 * 1024

/** A CRM export through the product's own door into marts, against a bare typed `read_csv` into a table of a file. */
export async function benchImport(rows: number, rounds: number): Promise<Comparison> {
  const folder = await mkdtemp(join(tmpdir(), 'helmdeck-bench-'))
  const csv = join(folder, 'opportunities.csv')
  await writeOpportunitiesCsv(csv, rows)
  const megabytes = Math.round((await stat(csv)).size / 1e6)
  let run = 0
  try {
    return await compare(
      `import of ${rows.toLocaleString('en')} rows x 25 columns (${megabytes} MB CSV)`,
      'at most 3x',
      [
        {
          name: 'import: archive, recognise, type, key, marts',
          run: async () => importThrough(join(folder, `w${run++}.helmdeck`), csv, rows),
        },
        { name: 'bare typed read_csv into a table of a file', run: async () => bareRead(join(folder, `bare${run++}.duckdb`), csv, rows) },
      ],
      rounds,
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function importThrough(path: string, csv: string, rows: number): Promise<void> {
  const engine = await newWorkspace(path)
  try {
    await importCsv(engine, csv, rows)
  } finally {
    await engine.close()
    await rm(path, { recursive: true, force: true })
  }
}

/** An engine on an empty workspace at that path. */
export async function newWorkspace(path: string): Promise<Engine> {
  await prepareFolder(path, { create: true })
  return createEngine({ folder: path, log: quiet })
}

/** Uploads and imports the file as a page does. */
export async function importCsv({ handlers }: Engine, csv: string, rows: number): Promise<void> {
  const upload = await send(handlers.sources, csv)
  const { files } = await handlers.imports.run({ uploads: [upload], answers: {}, mode: 'upsert', skip: [] }, call)
  if (files[0]?.loaded !== rows) throw new Error(`${files[0]?.loaded} of ${rows} rows were loaded: ${JSON.stringify(files)}`)
}

async function send(sources: Engine['handlers']['sources'], csv: string): Promise<string> {
  const file = await open(csv)
  try {
    const { upload } = await sources.begin({ name: 'opportunities.csv', bytes: (await file.stat()).size }, call)
    const buffer = Buffer.alloc(chunkBytes)
    for (let read = await file.read(buffer); read.bytesRead > 0; read = await file.read(buffer)) {
      await sources.append({ upload, bytes: Uint8Array.from(buffer.subarray(0, read.bytesRead)) }, call)
    }
    await sources.finish({ upload }, call)
    return upload
  } finally {
    await file.close()
  }
}

/** What DuckDB needs for the same rows when it is told every type. */
export async function bareRead(file: string, csv: string, rows: number): Promise<void> {
  const database = await openDatabase({ file, allowedFolder: null })
  try {
    const columns = Object.entries(csvTypes)
      .map(([name, type]) => `'${name}': '${type}'`)
      .join(', ')
    await database.run(
      `create table opportunities as select * from read_csv('${csv.replaceAll("'", "''")}', header = true, columns = {${columns}})`,
    )
    await database.run('checkpoint')
    const [count] = await database.rows<{ rows: number }>('select count(*) as rows from opportunities')
    if (count?.rows !== rows) throw new Error('rows were lost')
  } finally {
    await database.close()
    await rm(file, { force: true })
  }
}
