import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCli } from './run-cli.ts'

const log = `Opportunity ID,Field / Event,Old Value,New Value,Edit Date,Edited By
D1,Stage,Prospecting,Negotiation,2024-01-03 10:00,Ada
D9,Amount,1,2,2024-01-04 10:00,Ada
D1,Colour,red,blue,2024-01-05 10:00,Ada
`
const deals = `Opportunity ID,Opportunity Name,Stage,Amount,Created Date
D1,Alpha,Negotiation,70,2024-01-01
`

describe('histories at the command line', () => {
  it('say what they gave and list row by row what could not be joined, until it can', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'helmdeck-histories-'))
    writeFileSync(join(folder, 'deals.csv'), deals)
    writeFileSync(join(folder, 'log.csv'), log)
    const { out } = await runCli(['import', 'w.helmdeck', 'deals.csv', 'log.csv'], { folder })
    expect(out).toContain('2 stage visits; 3 changes; 1 row kept but not joined: the record that changed has not been imported; 1 row kept')
    const list = JSON.parse((await runCli(['unmatched', 'w.helmdeck', '--json'], { folder })).out) as { rows: Record<string, unknown>[] }
    expect(list.rows.map(({ file, row, record, reason }) => [file, row, record, reason])).toEqual([
      ['log.csv', 2, 'D9', 'no-record'],
      ['log.csv', 3, 'D1', 'no-field'],
    ])
    writeFileSync(join(folder, 'more.csv'), deals.replace('D1,Alpha', 'D9,Omega'))
    await runCli(['import', 'w.helmdeck', 'more.csv'], { folder })
    const zh = (await runCli(['unmatched', 'w.helmdeck', '--language', 'zh'], { folder })).out
    expect(zh.trimEnd().split('\n')).toHaveLength(2)
    expect(zh).toContain('变更的字段不是模型里的字段')
  })
})
