import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Comparison } from '../rounds.ts'
import { benchCsvPeers } from './csv-peers.ts'
import { installPeer, peerPackages } from './install-peer.ts'
import { benchQuestionPeers } from './question-peers.ts'
import type { Arquero, Chdb, ExcelJs, SheetJs } from './peer-modules.ts'
import { benchWorkbookPeers } from './workbook-peers.ts'

/** What a user would pick instead, installed for this run only: a CSV and a question to it, and a workbook. */
export async function benchPeers(rows: number, leads: number, rounds: number): Promise<Comparison[]> {
  const folder = await mkdtemp(join(tmpdir(), 'helmdeck-peers-'))
  try {
    const chdb = await installPeer<Chdb>(peerPackages.chdb, folder)
    const arquero = await installPeer<Arquero>(peerPackages.arquero, folder)
    const exceljs = await installPeer<ExcelJs>(peerPackages.exceljs, folder)
    const sheetjs = await installPeer<SheetJs>(peerPackages.sheetjs, folder)
    return [
      ...(await benchCsvPeers({ chdb, arquero }, { folder, rows, rounds })),
      ...(await benchQuestionPeers(chdb, { folder, rows: leads, rounds: Math.max(rounds, 5) })),
      await benchWorkbookPeers({ exceljs, sheetjs }, Math.min(rows, 50_000), rounds),
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
