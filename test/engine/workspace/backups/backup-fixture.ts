import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { BackupEntry } from '../../../../src/contract/backups.ts'
import type { DoctorReport } from '../../../../src/contract/doctor.ts'
import { ReportSpec } from '../../../../src/contract/report-spec.ts'
import { readCells } from '../../../../src/cli/arrow-cells.ts'
import { createEngine } from '../../../../src/engine/engine.ts'
import { prepareFolder } from '../../../../src/engine/workspace/workspace-folder.ts'
import { runImport, silentLog, still, upload, type TestEngine } from '../../ingest/engine-fixture.ts'
import { temporaryFolder } from '../open-test-engine.ts'

export const deals = 'Opportunity ID,Opportunity Name,Amount,Stage,Created Date\nA,a,100,Won,2026-01-05\nB,b,250,Won,2026-01-06\n'
export const moreDeals = 'Opportunity ID,Opportunity Name,Amount,Stage,Created Date\nA,a,700,Won,2026-01-05\nC,c,40,Won,2026-01-07\n'

const spec = ReportSpec.parse({ values: [{ metric: 'opportunity_count' }, { metric: 'won_value' }] })

export async function importText(engine: TestEngine, name: string, text: string): Promise<void> {
  await runImport(engine, { uploads: [await upload(engine, name, text)] })
}

/** An engine whose clock goes on a second each time it is looked at, from `start` on. */
export async function openTicking(folder: string, start = '2026-10-08T01:02:03.004Z'): Promise<TestEngine> {
  let time = Date.parse(start)
  await prepareFolder(folder, { create: true })
  const engine = await createEngine({ folder, log: silentLog, clock: () => new Date((time += 1000)) })
  return { folder, handlers: engine.handlers, close: () => engine.close() }
}

/** A closed workspace of two deals, 350 together, and a report saved twice. */
export async function makeCompany(folder: string): Promise<void> {
  const engine = await openTicking(folder)
  await importText(engine, 'deals.csv', deals)
  await saveReport(engine, 'first', null)
  await saveReport(engine, 'second', 1)
  await engine.close()
}

/** Opens a copy of a closed workspace for the time of the test. */
export async function openCopy(of: string): Promise<TestEngine> {
  const folder = join(temporaryFolder(), 'w.helmdeck')
  cpSync(of, folder, { recursive: true })
  return await openForTest(folder)
}

export async function openForTest(folder: string): Promise<TestEngine> {
  const engine = await openTicking(folder, '2026-10-09T00:00:00.000Z')
  onTestFinished(() => engine.close())
  return engine
}

export async function saveReport(engine: TestEngine, title: string, basedOn: number | null): Promise<void> {
  await engine.handlers.documents.save({ kind: 'report', name: 'won', body: { title, spec }, basedOn }, still)
}

export async function makeBackup(engine: TestEngine, note = ''): Promise<BackupEntry> {
  return await engine.handlers.backups.make({ note }, still)
}

export async function listed(engine: TestEngine): Promise<BackupEntry[]> {
  return (await engine.handlers.backups.list({}, still)).backups
}

export async function doctor(engine: TestEngine): Promise<DoctorReport> {
  return await engine.handlers.workspace.doctor({}, still)
}

/** Everything a workspace answers that a restore has to bring back; no data version, which always grows. */
export async function answersOf({ handlers, folder }: TestEngine): Promise<object> {
  const cells = readCells((await handlers.reports.run({ spec }, still)).bytes)
  const { dataVersion: _version, ...info } = await handlers.workspace.info({}, still)
  const { loads } = await handlers.imports.loads({}, still)
  const matches = await handlers.imports.matches({}, still)
  const quarantine = await handlers.imports.quarantine({ offset: 0, limit: 100 }, still)
  const { documents } = await handlers.documents.list({}, still)
  const settings = await handlers.workspace.settings({}, still)
  const figures = { deals: Number(cells.cell(0, 'opportunity_count')), value: Number(cells.cell(0, 'won_value')) }
  return { figures, info, loads, matches, quarantine, documents, settings, files: documentFiles(folder) }
}

/** Documents with every version of their journals, byte for byte. */
function documentFiles(folder: string): Record<string, string> {
  const root = join(folder, 'documents')
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
      .map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8')]),
  )
}

export interface DiskFile {
  readonly inode: number
  readonly bytes: number
}

export function filesOn(root: string): ReadonlyMap<string, DiskFile> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name)
      const { ino, size } = statSync(path)
      return [path.slice(root.length + 1), { inode: ino, bytes: size }]
    }),
  )
}

/** What files take on the disk: each inode once. */
export function diskBytes(root: string): number {
  const byInode = new Map([...filesOn(root).values()].map(({ inode, bytes }) => [inode, bytes]))
  return [...byInode.values()].reduce((sum, bytes) => sum + bytes, 0)
}
