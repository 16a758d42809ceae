import { existsSync, mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src/engine/database/database.ts'
import type { Database } from '../../../src/engine/database/database.ts'
import { quoteIdentifier, quoteLiteral } from '../../../src/engine/database/identifier.ts'

let root: string
let folder: string
let database: Database

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'helmdeck-instance-'))
  folder = join(root, "Dürr's 销售.helmdeck")
  mkdirSync(folder)
  writeFileSync(join(root, 'outside.csv'), 'a\n1\n')
  database = await openDatabase({ file: join(folder, 'data.duckdb'), allowedFolder: folder })
})

afterEach(async () => {
  await database.close()
  rmSync(root, { recursive: true })
})

const path = (...parts: string[]): string => quoteLiteral(join(...parts))

describe('an instance with an allowed folder', () => {
  it('reads, writes and attaches inside the folder', async () => {
    await database.run(`copy (select 7 as a) to ${path(folder, 'in.csv')}`)
    expect(await database.rows(`from read_csv(${path(folder, 'in.csv')})`)).toEqual([{ a: 7 }])
    await database.run(`attach ${path(folder, 'other.duckdb')} as other; create table other.t as select 1 as a; detach other`)
    expect(existsSync(join(folder, 'other.duckdb'))).toBe(true)
  })

  it.each([
    ['reading a file elsewhere', () => `select * from read_text('/etc/passwd')`],
    ['reading beside the folder', () => `from read_csv(${path(root, 'outside.csv')})`],
    ['climbing out of the folder', () => `from read_csv('${folder.replaceAll("'", "''")}/../outside.csv')`],
    ['listing a folder elsewhere', () => `from glob('/etc/*')`],
    ['reading the web', () => `from read_csv('https://127.0.0.1:9/x.csv')`],
    ['writing elsewhere', () => `copy (select 1) to ${path(root, 'out.csv')}`],
    ['writing to a folder whose name begins alike', () => `copy (select 1) to ${path(`${folder}-evil.csv`)}`],
    ['exporting elsewhere', () => `export database ${path(root, 'export')}`],
    ['attaching elsewhere', () => `attach ${path(root, 'other.duckdb')} as other`],
    ['installing an extension', () => 'install excel'],
    ['loading an extension', () => 'load httpfs'],
    ['opening the outside again', () => 'set enable_external_access = true'],
    ['allowing another folder', () => `set allowed_directories = ['/']`],
    ['unlocking', () => 'set lock_configuration = false'],
    ['resetting the lock', () => 'reset lock_configuration'],
    ['any other setting', () => 'set threads = 1'],
  ])('refuses %s', async (_what, sql) => {
    await expect(database.run(sql())).rejects.toThrow(/Permission Error|Cannot change configuration|disabled/)
    expect(existsSync(join(root, 'out.csv')) || existsSync(join(root, 'other.duckdb')) || existsSync(`${folder}-evil.csv`)).toBe(false)
  })

  it('keeps its clock in UTC and its temporary files in the folder', async () => {
    const [row] = await database.rows<{ zone: string; temporary: string; codes: string }>(
      `select current_setting('TimeZone') as zone, current_setting('temp_directory') as temporary,
              current_setting('perfect_ht_threshold')::varchar as codes, timestamptz '2020-01-01 00:00:00+08'::varchar as at`,
    )
    expect(row).toEqual({ zone: 'UTC', temporary: join(folder, '.duckdb-temp'), codes: '20', at: '2019-12-31 16:00:00+00' })
  })
})

describe('an instance that may read anywhere', () => {
  it('reads a foreign file but downloads nothing and keeps its settings', async () => {
    const reader = await openDatabase({ file: ':memory:', allowedFolder: null, memoryLimit: '500MB' })
    try {
      expect(await reader.rows(`from read_csv(${path(root, 'outside.csv')})`)).toEqual([{ a: 1 }])
      const started = performance.now()
      await expect(reader.run('install excel')).rejects.toThrow()
      await expect(reader.run('load excel')).rejects.toThrow()
      await expect(reader.run(`from read_csv('https://127.0.0.1:9/x.csv')`)).rejects.toThrow()
      expect(performance.now() - started).toBeLessThan(5000)
      await expect(reader.run(`set custom_extension_repository = 'http://127.0.0.1:9'`)).rejects.toThrow('locked')
    } finally {
      await reader.close()
    }
  })
})

describe('opening what cannot be opened', () => {
  it('says workspace-in-use for a file that this process has open, by whatever path', async () => {
    const link = join(root, 'link')
    symlinkSync(folder, link)
    for (const path of [join(folder, 'data.duckdb'), join(link, 'data.duckdb')]) {
      await expect(openDatabase({ file: path, allowedFolder: folder })).rejects.toMatchObject({ code: 'workspace-in-use' })
    }
  })

  it('says workspace-in-use for a file that another process has open, and opens it when that one was killed', async () => {
    const file = join(root, 'held.duckdb')
    const holder = spawn(process.execPath, ['-e', holderScript(file)], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(holder.stdout, 'data')
    await expect(openDatabase({ file, allowedFolder: root })).rejects.toMatchObject({ code: 'workspace-in-use' })
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    const reopened = await openDatabase({ file, allowedFolder: root })
    expect(await reopened.rows('select a from t')).toEqual([{ a: 5 }])
    await reopened.close()
  })

  it('says not-a-workspace for a file that is no database, and leaves it as it was', async () => {
    const file = join(root, 'text.duckdb')
    writeFileSync(file, 'no database at all\n'.repeat(1000))
    await expect(openDatabase({ file, allowedFolder: root })).rejects.toMatchObject({ code: 'not-a-workspace' })
    await expect(openDatabase({ file, allowedFolder: root })).rejects.toMatchObject({ code: 'not-a-workspace' })
  })

  it('says workspace-missing for a folder that is not there', async () => {
    await expect(openDatabase({ file: join(root, 'gone', 'data.duckdb'), allowedFolder: root })).rejects.toMatchObject({
      code: 'workspace-missing',
    })
  })

  it('says disk-full when the file may not grow any further, and the file opens again with what was committed', async () => {
    const file = join(root, 'small.duckdb')
    const { stdout } = await promisify(execFile)(
      'bash',
      ['-c', `ulimit -f 4096; exec "${process.execPath}" --import tsx "$0" "$1"`, fullDiskScript, file],
      {
        env: { ...process.env, NODE_NO_WARNINGS: '1' },
      },
    )
    expect(stdout).toBe('disk-full')
    const reopened = await openDatabase({ file, allowedFolder: root })
    expect(await reopened.rows('select count(*) as n from small')).toEqual([{ n: 10 }])
    await reopened.close()
  })
})

const fullDiskScript = join(import.meta.dirname, 'fill-a-small-disk.ts')

function holderScript(file: string): string {
  const driver = createRequire(import.meta.url).resolve('@duckdb/node-api')
  return `const { DuckDBInstance } = require(${JSON.stringify(driver)})
    DuckDBInstance.create(${JSON.stringify(file)}).then(async (instance) => {
      const connection = await instance.connect()
      await connection.run('create table t as select 5 as a')
      console.log('held')
      setInterval(() => instance, 1000)
    })`
}

describe('quoting', () => {
  it('keeps any name and any text as they are', async () => {
    const name = 'Größe "in" 销售; drop table t'
    const [row] = await database.rows(`select ${quoteLiteral("it's")} as ${quoteIdentifier(name)}`)
    expect(row).toEqual({ [name]: "it's" })
  })

  it('refuses what SQL cannot say', () => {
    expect(() => quoteIdentifier('')).toThrow()
    expect(() => quoteIdentifier('a\0b')).toThrow()
    expect(() => quoteLiteral('a\0b')).toThrow()
  })
})
