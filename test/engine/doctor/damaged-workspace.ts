import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { DoctorReport } from '../../../src/contract/doctor.ts'
import { openDatabase } from '../../../src/engine/database/database.ts'
import { openEngine, runImport, still, upload } from '../ingest/engine-fixture.ts'

const samples = join(import.meta.dirname, '../../../samples')

/** Imports every CSV file and workbook of a folder under samples/; answers the workspace's folder, closed. */
export async function importSamples(name: string, path: string): Promise<void> {
  const engine = await openEngine(path)
  const files = readdirSync(join(samples, name)).filter((file) => /\.(csv|xlsx)$/.test(file))
  const uploads: string[] = []
  for (const file of files) uploads.push(await upload(engine, file, readFileSync(join(samples, name, file))))
  await runImport(engine, { uploads })
  await engine.handlers.workspace.saveSettings({ firstDayOfWeek: 7 }, still)
  await engine.close()
}

/** A copy to be spoiled, gone when the test ends. */
export function copyOf(path: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'helmdeck-doctor-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const copy = join(folder, 'copy.helmdeck')
  cpSync(path, copy, { recursive: true })
  return copy
}

export async function spoil(path: string, sql: string): Promise<void> {
  const database = await openDatabase({ file: join(path, 'data.duckdb'), allowedFolder: path })
  await database.run(sql)
  await database.close()
}

export async function examine(path: string, whileOpen: (path: string) => void = () => undefined): Promise<DoctorReport> {
  const engine = await openEngine(path)
  try {
    whileOpen(path)
    return await engine.handlers.workspace.doctor({}, still)
  } finally {
    await engine.close()
  }
}

/** The broken promises with what they name. */
export function broken({ checks }: DoctorReport): Record<string, readonly string[]> {
  return Object.fromEntries(checks.filter(({ ok }) => !ok).map(({ id, examples }) => [id, examples]))
}
