import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../../../src/engine/database/database.ts'
import { migrate, schemaMigrations } from '../../../../src/engine/database/migrate.ts'
import { still, type TestEngine } from '../../ingest/engine-fixture.ts'
import { temporaryFolder } from '../open-test-engine.ts'
import {
  answersOf,
  doctor,
  filesOn,
  importText,
  listed,
  makeBackup,
  makeCompany,
  moreDeals,
  openCopy,
  openForTest,
  openTicking,
} from './backup-fixture.ts'

const supported = schemaMigrations().at(-1)?.version ?? 0
let scratch = ''
/** Three deals, and a backup of when there were two. */
let base = ''
let id = ''

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'helmdeck-damaged-'))
  base = join(scratch, 'base.helmdeck')
  await makeCompany(base)
  const engine = await openTicking(base)
  ;({ id } = await makeBackup(engine))
  await importText(engine, 'more.csv', moreDeals)
  await engine.close()
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const restore = (engine: TestEngine, backup: string) => engine.handlers.backups.restore({ backup }, still)

function changeDescription(place: string, change: (description: Record<string, unknown>) => void): void {
  const path = join(place, 'backup.json')
  const description = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
  change(description)
  writeFileSync(path, JSON.stringify(description))
}

const sourceFile = (place: string, kind: RegExp): string =>
  [...filesOn(place).keys()].find((name) => name.startsWith('sources/') && kind.test(name)) ?? ''

function flipByte(path: string, at: number): void {
  const bytes = readFileSync(path)
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
  writeFileSync(path, bytes)
}

/** What is done to the folder of a backup, and the file that is named for it. */
const damages: readonly (readonly [string, (place: string) => string])[] = [
  ['whose database is cut', (place) => (truncateSync(join(place, 'data.duckdb'), 5000), 'data.duckdb')],
  ['whose database has one other bit', (place) => (flipByte(join(place, 'data.duckdb'), 20_000), 'data.duckdb')],
  ['without its database', (place) => (rmSync(join(place, 'data.duckdb')), 'data.duckdb')],
  ['without its description', (place) => (rmSync(join(place, 'backup.json')), 'backup.json')],
  ['whose description is no JSON', (place) => (writeFileSync(join(place, 'backup.json'), '{"version":1,'), 'backup.json')],
  ['whose description says nothing', (place) => (writeFileSync(join(place, 'backup.json'), '[]'), 'backup.json')],
  [
    'whose description is of another backup',
    (place) => (changeDescription(place, (all) => (all['id'] = '2020-01-01T00-00-00-000Z')), 'backup.json'),
  ],
  [
    'whose description leads out of its folder',
    (place) => (
      changeDescription(place, (all) =>
        (all['files'] as object[]).push({ name: 'sources/../../../x', bytes: 1, crc: null, isLinked: true }),
      ),
      'backup.json'
    ),
  ],
  ['whose description names no database', (place) => (changeDescription(place, (all) => (all['files'] = [])), 'data.duckdb')],
  [
    'without a block of a source',
    (place) => {
      const name = sourceFile(place, /\.blocks$/)
      rmSync(join(place, name))
      return name
    },
  ],
  [
    'with a cut block of a source',
    (place) => {
      const name = sourceFile(place, /\.blocks$/)
      // The workspace has the same blocks under another name: they are not to be cut.
      const bytes = readFileSync(join(place, name))
      rmSync(join(place, name))
      writeFileSync(join(place, name), bytes.subarray(1))
      return name
    },
  ],
  [
    'with a link in place of a file',
    (place) => {
      const name = sourceFile(place, /index\.json$/)
      const elsewhere = join(place, '../elsewhere.json')
      renameSync(join(place, name), elsewhere)
      symlinkSync(elsewhere, join(place, name))
      return name
    },
  ],
  [
    'with another document',
    (place) => {
      const path = join(place, 'documents/report/won.json')
      writeFileSync(path, readFileSync(path, 'utf8').replace('second', 'SECOND'))
      return 'documents/report/won.json'
    },
  ],
]

describe('a damaged backup', () => {
  it('is refused with the file that is off, whatever happened to it, and nothing changes', async () => {
    const engine = await openCopy(base)
    const before = await answersOf(engine)
    const backups = join(engine.folder, 'backups')
    const whole = join(scratch, 'whole')
    cpSync(join(backups, id), whole, { recursive: true })
    for (const [how, damage] of damages) {
      rmSync(backups, { recursive: true })
      mkdirSync(backups)
      cpSync(whole, join(backups, id), { recursive: true })
      const what = damage(join(backups, id))
      const failure = await restore(engine, id).catch((error: unknown) => error)
      expect([how, failure]).toMatchObject([how, { code: 'backup-damaged', details: { backup: id, what } }])
      expect(readdirSync(backups).filter((name) => name !== 'elsewhere.json')).toEqual([id])
      expect(readdirSync(engine.folder).filter((name) => name.includes('restoring'))).toEqual([])
    }
    expect(await answersOf(engine)).toEqual(before)
  })

  it('stands in the list as damaged where its description cannot be read, and can be removed', async () => {
    const engine = await openCopy(base)
    writeFileSync(join(engine.folder, 'backups', id, 'backup.json'), 'garbage')
    mkdirSync(join(engine.folder, 'backups', 'my own copies'))
    expect(await listed(engine)).toMatchObject([{ id, damaged: true, reason: null, loads: 0, bytes: 0 }])
    await engine.handlers.backups.remove({ backup: id }, still)
    expect(readdirSync(join(engine.folder, 'backups'))).toEqual(['my own copies'])
  })

  it('of a newer version is refused as newer', async () => {
    const engine = await openCopy(base)
    const place = join(engine.folder, 'backups', id)
    changeDescription(place, (all) => (all['version'] = 2))
    await expect(restore(engine, id)).rejects.toMatchObject({ code: 'workspace-newer', details: { found: 2, supported: 1 } })
    changeDescription(place, (all) => ((all['version'] = 1), (all['schema'] = supported + 1)))
    await expect(restore(engine, id)).rejects.toMatchObject({ code: 'workspace-newer', details: { found: supported + 1, supported } })
    expect(readdirSync(join(engine.folder, 'backups'))).toEqual([id])
  })

  it('that is not there is told apart, and no name leads elsewhere', async () => {
    const engine = await openCopy(base)
    for (const backup of ['2020-01-01T00-00-00-000Z', '..', '../sources', '.', `${id}/`]) {
      await expect(restore(engine, backup)).rejects.toMatchObject({ code: 'backup-missing', details: { backup } })
    }
  })
})

describe('a workspace that was killed', () => {
  /** A restore at its last step: everything beside, and the draft has got its final name; answers what it restores. */
  async function committed(folder: string): Promise<object> {
    cpSync(base, folder, { recursive: true })
    const engine = await openTicking(folder)
    await restore(engine, id)
    const expected = await answersOf(engine)
    await engine.close()
    mkdirSync(join(folder, 'restoring'))
    for (const part of ['data.duckdb', 'documents', 'sources']) {
      renameSync(join(folder, part), join(folder, 'restoring', part))
      cpSync(join(base, part), join(folder, part), { recursive: true })
    }
    return expected
  }

  const moments: readonly (readonly [string, (folder: string, pending: string) => void])[] = [
    [
      'before the first part took its place, beside a log of the database before',
      (folder) => writeFileSync(join(folder, 'data.duckdb.wal'), 'the log of the database before'),
    ],
    [
      'while the documents were away',
      (folder, pending) => {
        renameSync(join(pending, 'data.duckdb'), join(folder, 'data.duckdb'))
        renameSync(join(folder, 'documents'), join(pending, '.replaced-documents-1'))
      },
    ],
    [
      'before it was cleared',
      (folder, pending) => {
        renameSync(join(pending, 'data.duckdb'), join(folder, 'data.duckdb'))
        for (const part of ['documents', 'sources']) {
          renameSync(join(folder, part), join(pending, `.replaced-${part}-1`))
          renameSync(join(pending, part), join(folder, part))
        }
      },
    ],
  ]

  it('on the way of a restore that counted has the restored state, wherever it was', async () => {
    const stopped = join(temporaryFolder(), 'w.helmdeck')
    const expected = await committed(stopped)
    for (const [when, moveOn] of moments) {
      const folder = join(temporaryFolder(), 'w.helmdeck')
      const pending = join(folder, 'restoring')
      cpSync(stopped, folder, { recursive: true })
      moveOn(folder, pending)
      const engine = await openForTest(folder)
      expect([when, await answersOf(engine)]).toEqual([when, expected])
      expect(existsSync(pending)).toBe(false)
    }
  })

  it('before it counted has the state before, and what lay about is swept away', async () => {
    const folder = join(temporaryFolder(), 'w.helmdeck')
    cpSync(base, folder, { recursive: true })
    const drafts = ['.restoring-0123456789abcdef', 'backups/.draft-0123456789abcdef']
    for (const draft of drafts) cpSync(join(base, 'backups', id), join(folder, draft), { recursive: true })
    const engine = await openForTest(folder)
    for (const draft of drafts) expect(existsSync(join(folder, draft))).toBe(false)
    for (const draft of drafts) cpSync(join(base, 'backups', id), join(folder, draft), { recursive: true })
    expect((await doctor(engine)).checks.filter(({ ok }) => !ok)).toMatchObject([{ id: 'leftovers', found: 2, examples: drafts }])
    expect(await listed(engine)).toHaveLength(1)
  })
})

describe('a file system without hard links', () => {
  it('gets copies, which is said', async () => {
    const engine = await openCopy(base)
    // Links do not reach from one file system to another.
    const other = mkdtempSync('/dev/shm/helmdeck-backups-')
    onTestFinished(() => rmSync(other, { recursive: true, force: true }))
    expect(statSync(other).dev).not.toBe(statSync(engine.folder).dev)
    rmSync(join(engine.folder, 'backups'), { recursive: true })
    symlinkSync(other, join(engine.folder, 'backups'))
    const before = await answersOf(engine)
    const made = await makeBackup(engine)
    expect(made.sharedBytes).toBe(0)
    const sources = [...filesOn(join(other, made.id))].filter(([name]) => name.startsWith('sources/'))
    expect(made.sources).toBe(2)
    expect(made.bytes).toBeGreaterThan(sources.reduce((sum, [, { bytes }]) => sum + bytes, 0))
    await importText(engine, 'more.csv', moreDeals.replace('C,c', 'D,d'))
    await restore(engine, made.id)
    expect(await answersOf(engine)).toEqual(before)
    expect((await doctor(engine)).ok).toBe(true)
  })
})

describe('a workspace of an older version', () => {
  /** As the first version of the schema had it, with a load that names no file. */
  async function olderWorkspace(dataVersion: number): Promise<string> {
    const folder = join(temporaryFolder(), 'old.helmdeck')
    for (const part of ['sources', 'documents', 'backups', 'lock']) mkdirSync(join(folder, part), { recursive: true })
    const database = await openDatabase({ file: join(folder, 'data.duckdb'), allowedFolder: folder })
    await migrate(database, schemaMigrations().slice(0, 2))
    await database.run('update meta.state set data_version = $dataVersion', { dataVersion })
    await database.close()
    return folder
  }

  it('is backed up before it is migrated, and that backup can be restored', async () => {
    const engine = await openForTest(await olderWorkspace(5))
    const [made, ...others] = await listed(engine)
    expect(made).toMatchObject({ reason: 'before-migration', schema: 2, dataVersion: 5, note: `2 → ${supported}` })
    expect(others).toEqual([])
    await importText(engine, 'more.csv', moreDeals)
    const { dataVersion } = await restore(engine, made?.id ?? '')
    expect(dataVersion).toBeGreaterThan(6)
    expect((await engine.handlers.imports.loads({}, still)).loads).toEqual([])
    expect((await doctor(engine)).ok).toBe(true)
    expect(await listed(engine)).toMatchObject([{ reason: 'before-restore', schema: supported }, { reason: 'before-migration' }])
  })

  it('that holds nothing is migrated without one', async () => {
    const engine = await openForTest(await olderWorkspace(0))
    expect(await listed(engine)).toEqual([])
  })
})
