import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src/engine/database/database.ts'
import { createEngine } from '../../../src/engine/engine.ts'
import { prepareFolder } from '../../../src/engine/workspace/workspace-folder.ts'
import { openTestEngine, quietLog, temporaryFolder } from './open-test-engine.ts'

describe('the folder of a workspace', () => {
  it('is made where it is missing, if that was asked', async () => {
    const path = join(temporaryFolder(), 'deep', 'sales.helmdeck')
    const folder = await prepareFolder(path, { create: true })
    expect(folder.name).toBe('sales')
    expect(readdirSync(path).sort()).toEqual(['backups', 'documents', 'lock', 'sources'])
    expect(statSync(folder.locks).mode & 0o777).toBe(0o700)
  })

  it('is not made where it is missing, if only a question was asked', async () => {
    const path = join(temporaryFolder(), 'none.helmdeck')
    await expect(prepareFolder(path, { create: false })).rejects.toMatchObject({ code: 'workspace-missing', details: { name: 'none' } })
    expect(existsSync(path)).toBe(false)
  })

  it('may be an empty folder, also one that a kill left half made', async () => {
    const path = temporaryFolder()
    mkdirSync(join(path, 'sources'))
    await expect(prepareFolder(path, { create: false })).rejects.toMatchObject({ code: 'not-a-workspace' })
    expect((await prepareFolder(path, { create: true })).root).toBe(path)
  })

  it('is refused where it holds something else, which stays as it was', async () => {
    const path = temporaryFolder()
    writeFileSync(join(path, 'letter.txt'), 'dear')
    await expect(prepareFolder(path, { create: true })).rejects.toMatchObject({ code: 'not-a-workspace' })
    expect(readdirSync(path)).toEqual(['letter.txt'])
  })

  it('is refused where it is a file', async () => {
    const path = join(temporaryFolder(), 'sales.csv')
    writeFileSync(path, 'a,b')
    await expect(prepareFolder(path, { create: true })).rejects.toMatchObject({ code: 'not-a-workspace' })
  })

  it('says so where it may not be written to', async () => {
    const outside = temporaryFolder()
    chmodSync(outside, 0o555)
    const root = process.geteuid?.() === 0
    // Root may write everywhere, so the test becomes nobody for a moment.
    if (root) process.seteuid?.(65_534)
    try {
      await expect(prepareFolder(join(outside, 'new.helmdeck'), { create: true })).rejects.toMatchObject({ code: 'workspace-unwritable' })
      await expect(prepareFolder(outside, { create: true })).rejects.toMatchObject({ code: 'workspace-unwritable' })
    } finally {
      if (root) process.seteuid?.(0)
      chmodSync(outside, 0o755)
    }
  })

  it('is refused where data.duckdb is no database', async () => {
    const path = temporaryFolder()
    writeFileSync(join(path, 'data.duckdb'), 'this is not a database, but it is long enough to be read as one'.repeat(100))
    await prepareFolder(path, { create: true })
    await expect(createEngine({ folder: path, log: quietLog })).rejects.toMatchObject({ code: 'not-a-workspace' })
  })

  it('is refused where a newer version wrote it, and is not touched', async () => {
    const { folder, engine } = await openTestEngine()
    await engine.close()
    const file = join(folder, 'data.duckdb')
    const database = await openDatabase({ file, allowedFolder: folder })
    await database.run('insert into meta.schema_version (version) values (9999)')
    await database.close()
    await expect(createEngine({ folder, log: quietLog })).rejects.toMatchObject({ code: 'workspace-newer', details: { found: 9999 } })
  })

  it('opens again with what was in it', async () => {
    const first = await openTestEngine()
    await first.api.workspace.saveSettings({ reportingCurrency: 'CNY' })
    await first.engine.close()
    const again = await openTestEngine({ folder: first.folder })
    expect((await again.api.workspace.settings({})).reportingCurrency).toBe('CNY')
  })
})
