import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli, type CliResult } from './run-cli.ts'

let folder: string
let made: CliResult
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'helmdeck-test-'))
  made = await runCli(['sample', 'w.helmdeck', '--rows', '800', '--seed', '3', '--exports', 'out', '--json'], { folder })
}, 600_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function report(
  spec: object,
): Promise<{ readonly rows: readonly Record<string, unknown>[]; readonly total: Record<string, unknown> | null }> {
  const { out, err } = await runCli(['report', 'w.helmdeck', '-', '--json'], { folder, input: JSON.stringify(spec) })
  expect(err).toBe('')
  return JSON.parse(out) as { rows: Record<string, unknown>[]; total: Record<string, unknown> | null }
}

function lines(...path: string[]): string[] {
  return readFileSync(join(folder, 'out', ...path), 'utf8')
    .trimEnd()
    .split('\n')
}

describe('helmdeck sample --rows', () => {
  it('makes a workspace and says of what', () => {
    expect([made.code, made.err]).toEqual([0, ''])
    expect(JSON.parse(made.out)).toEqual({ rows: 800, seed: 3, until: '2026-09-30' })
    expect(readdirSync(join(folder, 'w.helmdeck')).filter((name) => name.startsWith('data.'))).toEqual(['data.duckdb'])
  })

  it('lets reports be asked: leads by month add up, and wins are those of the exported deals', async () => {
    const leads = await report({ rows: [{ field: 'date', grain: 'month' }], values: [{ metric: 'lead_count' }], totals: { rows: 'grand' } })
    expect(leads.rows).toHaveLength(39)
    const exported = lines('hubspot', 'first', 'all-contacts.csv').length - 1
    expect(leads.rows.reduce((sum, row) => sum + Number(row['lead_count']), 0)).toBe(exported)
    const wins = await report({ values: [{ metric: 'won_count' }] })
    expect(Number(wins.rows[0]?.['won_count'])).toBe(
      lines('salesforce', 'first', 'Opportunity.csv').filter((line) => line.split(',')[4] === '赢单').length,
    )
  })

  it('leaves a workspace that is there alone', async () => {
    const again = await runCli(['sample', 'w.helmdeck', '--rows', '5', '--json'], { folder })
    expect([again.code, again.out]).toEqual([1, ''])
    expect(again.err).toContain('invalid-request')
    expect(Number((await report({ values: [{ metric: 'lead_count' }] })).rows[0]?.['lead_count'])).toBeGreaterThan(700)
  })

  it.each([
    ['--rows', '0'],
    ['--rows', '99999999'],
    ['--until', '2026-02-30'],
    ['--until', '1999-01-01'],
    ['--until', 'tomorrow'],
  ])('refuses %s %s and makes nothing', async (option, value) => {
    const { code, err } = await runCli(['sample', 'bad.helmdeck', option, value, '--json'], { folder })
    expect(code).toBe(1)
    expect(err).toContain('invalid-request')
    expect(existsSync(join(folder, 'bad.helmdeck'))).toBe(false)
  })

  it.each([
    ['--rows', 'many'],
    ['--seed', '-1'],
    ['--rows', '2.5'],
  ])('calls %s %s wrong usage', async (option, value) => {
    expect((await runCli(['sample', 'bad.helmdeck', option, value], { folder })).code).toBe(2)
  })

  it('leaves an empty folder when it is stopped', async () => {
    const stop = AbortSignal.timeout(300)
    const { code, err } = await runCli(['sample', 'stopped.helmdeck', '--rows', '200000', '--json'], { folder, stop })
    expect([code, err.includes('cancelled')]).toEqual([1, true])
    expect(existsSync(join(folder, 'stopped.helmdeck', 'data.duckdb'))).toBe(false)
    expect(readdirSync(join(folder, 'stopped.helmdeck', 'incoming'))).toEqual([])
  })
})

describe('helmdeck sample --exports', () => {
  it('writes four systems, twice each, and leaves nothing else behind', () => {
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['fxiaoke', 'gbk', 'hubspot', 'salesforce'])
    for (const [system, files] of [
      ['salesforce', 13],
      ['hubspot', 6],
      ['fxiaoke', 20],
      ['gbk', 12],
    ] as const) {
      for (const day of ['first', 'week-later'])
        expect([system, day, readdirSync(join(folder, 'out', system, day)).length]).toEqual([system, day, files])
    }
  })

  it('ends the Salesforce report with the lines that are no rows, and counts its rows right', () => {
    const report = lines('salesforce', 'first', 'Opportunity History Report.csv')
    expect(report[0]).toBe(
      'Opportunity ID,Opportunity Name,From Stage,To Stage,Amount,Probability (%),Close Date,Last Modified,Last Modified By',
    )
    expect(report.at(-1)).toBe('"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."')
    expect(report.at(-2)).toBe('"Confidential Information - Do Not Distribute"')
    expect(report.at(-4)).toBe(`"Grand Totals (${report.length - 1 - 5} records)"`)
    expect(report[1]).toMatch(/,\d{1,2}\/\d{1,2}\/20\d\d,\d{1,2}\/\d{1,2}\/20\d\d \d{1,2}:\d\d [AP]M,/)
  })

  it('writes record ids of 18 characters and moments in UTC for Salesforce', () => {
    const leads = lines('salesforce', 'first', 'Lead.csv')
    expect(leads).toHaveLength(801)
    for (const line of leads.slice(1)) expect(line).toMatch(/^00Q5g0\d{9}EAA,(true|false),/)
    expect(leads[1]).toMatch(/,20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z,20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/)
  })

  it('quotes every cell for HubSpot and joins several ids by a semicolon', () => {
    const deals = lines('hubspot', 'first', 'all-deals.csv')
    expect(deals[0]).toContain('"Date entered ""方案提供 (标准销售流程)"""')
    for (const line of deals.slice(1)) expect(line).toMatch(/^"(?:[^"]|"")*"(?:,"(?:[^"]|"")*")*$/)
    expect(deals.some((line) => /"9\d+;9\d+"/.test(line))).toBe(true)
  })

  it('writes GB18030 with CRLF, thousands and dates as people write them', () => {
    const bytes = readFileSync(join(folder, 'out', 'gbk', 'first', '商机.csv'))
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow()
    const text = new TextDecoder('gb18030', { fatal: true }).decode(bytes)
    expect(text.split('\r\n')[0]).toBe(
      '商机编号,商机名称,客户名称,线索编号,销售阶段,商机金额,赢率,预计成交日期,实际成交日期,输单原因,竞争对手,意向产品,负责人,创建时间',
    )
    expect(text.replaceAll('\r\n', '')).not.toContain('\n')
    expect(text).toMatch(/"¥\d{1,3}(,\d{3})+\.\d\d",\d+%,\d{4}年\d{1,2}月\d{1,2}日/)
  })

  it('never changes what a line of the history said', () => {
    const report = (day: string): string[] => lines('salesforce', day, 'Opportunity History Report.csv').slice(1, -5)
    const later = new Set(report('week-later'))
    expect(report('first').length).toBeGreaterThan(300)
    expect(report('first').filter((line) => !later.has(line))).toEqual([])
  })

  it('is a week further in every system: new rows, and rows that vanished', () => {
    const ids = (day: string): Set<string> =>
      new Set(
        lines('hubspot', day, 'all-contacts.csv')
          .slice(1)
          .map((line) => line.slice(0, 13)),
      )
    const [first, later] = [ids('first'), ids('week-later')]
    expect([...later].filter((id) => !first.has(id)).length).toBeGreaterThan(0)
    expect([...first].filter((id) => !later.has(id)).length).toBeGreaterThan(0)
  })
})
