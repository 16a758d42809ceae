import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createLog } from '../../src/host/engine-log.ts'
import { openWorkspace } from '../../src/host/open-workspace.ts'
import { temporaryFolder } from '../engine/workspace/open-test-engine.ts'
import { runCli } from './run-cli.ts'

const deals = '商机编号,商机名称,商机金额,币种,销售阶段\nD-1,甲,100,CNY,初步接洽\nD-2,乙,250,CNY,初步接洽\n'

async function workspaceWithDeals(): Promise<string> {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'deals.csv'), deals)
  expect((await runCli(['import', 'w.helmdeck', 'deals.csv'], { folder })).code).toBe(0)
  return folder
}

describe('packing on the command line', () => {
  it('carries a workspace to another place, where it answers the same', async () => {
    const folder = await workspaceWithDeals()
    const packed = await runCli(['pack', 'w.helmdeck', '--json'], { folder })
    expect(JSON.parse(packed.out)).toMatchObject({ file: join(folder, 'w.helmdeckz') })
    expect((await runCli(['unpack', 'w.helmdeckz', 'copy.helmdeck'], { folder })).out).toContain('copy.helmdeck')
    const [before, after] = [
      await runCli(['loads', 'w.helmdeck', '--json'], { folder }),
      await runCli(['loads', 'copy.helmdeck', '--json'], { folder }),
    ]
    expect(JSON.parse(after.out).loads[0].files[0]).toMatchObject({ name: 'deals.csv', loaded: 2 })
    expect(after.out).toBe(before.out)
    // The same file again changes nothing: what was loaded and its source came along.
    const again = JSON.parse((await runCli(['import', 'copy.helmdeck', 'deals.csv', '--json'], { folder })).out)
    expect(again.files[0]).toMatchObject({ loaded: 0, unchanged: 2 })
  })

  it('refuses a workspace that somebody has open, and one that is not there', async () => {
    const folder = await workspaceWithDeals()
    const open = await openWorkspace({ path: join(folder, 'w.helmdeck'), create: false, log: createLog('silent') })
    onTestFinished(() => open.close())
    const refused = await runCli(['pack', 'w.helmdeck', '--json'], { folder })
    expect([refused.code, JSON.parse(refused.err).error.code]).toEqual([1, 'workspace-in-use'])
    expect(JSON.parse((await runCli(['pack', 'none', '--json'], { folder })).err).error.code).toBe('workspace-missing')
    expect(readdirSync(folder).toSorted()).toEqual(['deals.csv', 'w.helmdeck'])
  })
})
