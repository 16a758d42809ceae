import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FileOutcome } from '../../../../src/contract/imports.ts'
import { openEngine, runImport, still, upload } from '../engine-fixture.ts'
import { openTestWorkspace, uploadText } from '../import-fixture.ts'
import type { TestWorkspace } from '../import-fixture.ts'
import { load } from '../load-fixture.ts'
import { changesOf, visitsOf } from './read-histories.ts'

let workspace: TestWorkspace

beforeEach(async () => {
  workspace = await openTestWorkspace()
})

afterEach(async () => {
  await workspace.database.close()
})

async function importAll(files: readonly (readonly [string, string])[]): Promise<readonly FileOutcome[]> {
  const uploads = []
  for (const [name, text] of files) uploads.push(await uploadText(workspace, name, text))
  return (await load(workspace, uploads)).files
}

const zhDeals = `商机编号,商机名称,销售阶段,商机金额,预计成交日期,赢率,负责人,创建时间
O-1,北方水务,赢单,120000,2024-06-30,100,王芳,2024-01-02 09:00:00
O-2,南山医院,方案报价,80000,2024-09-30,50,李雷,2024-02-01 09:00:00
`
const zhLog = `对象,数据名称,变更字段,修改前,修改后,操作时间,操作人
商机,北方水务,销售阶段,初步沟通,方案报价,2024/1/10 10:00,王芳
商机,北方水务,商机金额,10万,"120,000",2024/1/12 10:00,王芳
商机,北方水务,预计成交日期,2024年5月31日,2024年6月30日,2024/1/12 10:00,王芳
商机,北方水务,销售阶段,方案报价,赢单,2024/3/1 10:00,王芳
商机,北方水务,赢率,50%,100%,2024/3/1 10:00,王芳
商机,南山医院,负责人,王芳,李雷,2024/2/5 10:00,王芳
商机,不存在的商机,商机金额,1,2,2024/2/5 10:00,王芳
线索,某线索,线索状态,新建,已转换,2024/2/5 10:00,王芳
审批单,A-9,金额,1,2,2024/2/5 10:00,王芳
商机,南山医院,备注,旧,新,2024/2/6 10:00,王芳
商机,南山医院,商机金额,80000,面议,2024/2/7 10:00,王芳
`

describe('a change log in Chinese', () => {
  it('becomes changes in plain values and visits of stages, the first from when the deal began', async () => {
    const [, log] = await importAll([
      ['商机.csv', zhDeals],
      ['变更记录.csv', zhLog],
    ])
    expect(log).toMatchObject({ recognisedAs: 'field_change', rowsRead: 11, loaded: 11, quarantined: 0 })
    expect(await changesOf(workspace)).toEqual([
      ['不存在的商机', 'amount', '2024-02-05 10:00:00', '1', '2'],
      ['北方水务', 'amount', '2024-01-12 10:00:00', '100000', '120000'],
      ['北方水务', 'expected_close_on', '2024-01-12 10:00:00', '2024-05-31', '2024-06-30'],
      ['北方水务', 'probability', '2024-03-01 10:00:00', '0.5', '1'],
      ['北方水务', 'stage', '2024-01-10 10:00:00', '初步沟通', '方案报价'],
      ['北方水务', 'stage', '2024-03-01 10:00:00', '方案报价', '赢单'],
      ['南山医院', 'amount', '2024-02-07 10:00:00', '80000', '面议'],
      ['南山医院', 'owner', '2024-02-05 10:00:00', '王芳', '李雷'],
      ['南山医院', '备注', '2024-02-06 10:00:00', '旧', '新'],
    ])
    expect(await visitsOf(workspace)).toEqual([
      ['北方水务', '初步沟通', '2024-01-02 09:00:00', '2024-01-10 10:00:00', 'advanced'],
      ['北方水务', '方案报价', '2024-01-10 10:00:00', '2024-03-01 10:00:00', 'won'],
      ['北方水务', '赢单', '2024-03-01 10:00:00', null, 'won'],
    ])
    expect(log?.histories?.unmatched.map(({ reason, rows }) => [reason, rows])).toEqual([
      ['no-object', 1],
      ['no-record', 2],
      ['no-field', 1],
      ['untyped', 1],
    ])
  })

  it('names its deals by what they are called also when they come after it', async () => {
    await importAll([['变更记录.csv', zhLog]])
    await importAll([['商机.csv', zhDeals]])
    expect((await visitsOf(workspace)).map((row) => row[1])).toEqual(['初步沟通', '方案报价', '赢单'])
    const [again] = await importAll([['变更记录-副本.csv', `${zhLog}\n`]])
    expect(again).toMatchObject({ loaded: 0, updated: 0, unchanged: 11 })
  })
})

const deals = `Opportunity ID,Opportunity Name,Stage,Amount,Close Date,Created Date
D1,Alpha,Negotiation,70,2024-05-01,2024-01-01
D2,Beta,Prospecting,10,2024-05-01,2024-01-01
`

describe('a log that is not as it should be', () => {
  it('keeps an old value that contradicts the value before it, and counts the gap', async () => {
    const log = `Opportunity ID,Field,Old Value,New Value,Edit Date,Edited By
D1,Amount,10,20,2024-01-02 10:00,Ada
D1,Amount,50,70,2024-01-04 10:00,Ada
D1,Amount,20,20,2024-01-03 10:00,Ada
`
    const [, outcome] = await importAll([
      ['deals.csv', deals],
      ['log.csv', log],
    ])
    expect((await changesOf(workspace)).map((row) => row.slice(3))).toEqual([
      ['10', '20'],
      ['20', '20'],
      ['50', '70'],
    ])
    expect(outcome?.histories?.gaps).toBe(1)
  })

  it('orders changes of one moment by where the stages stand, and leaves out deleted rows', async () => {
    const log = `Id,OpportunityId,CreatedDate,Field,OldValue,NewValue,IsDeleted
3,D1,2024-01-03 10:00:00,StageName,Proposal,Negotiation,false
2,D1,2024-01-03 10:00:00,StageName,Prospecting,Proposal,false
1,D1,2024-01-03 10:00:00,StageName,,Prospecting,false
4,D1,2024-01-04 10:00:00,StageName,Negotiation,Closed Lost,true
`
    await importAll([
      ['deals.csv', deals],
      ['log.csv', log],
    ])
    expect((await visitsOf(workspace)).map((row) => row[1])).toEqual(['Prospecting', 'Proposal', 'Negotiation'])
  })

  it('reads times with zones, milliseconds, and dates whose day comes first', async () => {
    const log = `Object,Object ID,Property,Old Value,New Value,Changed At
deal,D1,Close Date,31/01/2024,03/02/2024,1704074400000
deal,D2,Close Date,01/02/2024,13/02/2024,1704160800000
`
    const [, outcome] = await importAll([
      ['deals.csv', deals],
      ['log.csv', log],
    ])
    expect(outcome).toMatchObject({ recognisedAs: 'field_change', loaded: 2 })
    // 1704074400 is 2024-01-01T02:00:00Z, 10:00 in Shanghai.
    expect(await changesOf(workspace)).toEqual([
      ['Alpha', 'expected_close_on', '2024-01-01 10:00:00', '2024-01-31', '2024-02-03'],
      ['Beta', 'expected_close_on', '2024-01-02 10:00:00', '2024-02-01', '2024-02-13'],
    ])
  })

  it('keeps the name a stage had then, beside the name it has now', async () => {
    const log = `Opportunity ID,Field,Old Value,New Value,Edit Date
D2,Stage,Prospecting,Proposal (old name),2024-01-03 10:00
D2,Stage,Proposal (old name),Prospecting,2024-01-05 10:00
`
    await importAll([
      ['deals.csv', deals],
      ['stages.csv', 'Stage Name,Position,Probability,Stage Type\nProspecting,1,10,open\nProposal,2,50,open\n'],
      ['log.csv', log],
    ])
    expect((await visitsOf(workspace)).map((row) => row.slice(1, 3))).toEqual([
      ['Prospecting', '2024-01-01 00:00:00'],
      ['Proposal (old name)', '2024-01-03 10:00:00'],
      ['Prospecting', '2024-01-05 10:00:00'],
    ])
  })

  it('gives way to visits that a file describes itself, whichever came first', async () => {
    const log = 'Opportunity ID,Field,Old Value,New Value,Edit Date\nD1,Stage,Prospecting,Negotiation,2024-01-03 10:00\n'
    const described =
      'Opportunity ID,From Stage,To Stage,Changed At\nD1,,Discovery,2024-01-01 10:00\nD1,Discovery,Negotiation,2024-01-03 10:00\n'
    await importAll([['log.csv', log]])
    await importAll([['deals.csv', deals]])
    await importAll([['visits.csv', described]])
    expect((await visitsOf(workspace)).map((row) => row[1])).toEqual(['Discovery', 'Negotiation'])
    await importAll([['log-2.csv', log.replace('10:00', '11:00')]])
    expect((await visitsOf(workspace)).map((row) => row[1])).toEqual(['Discovery', 'Negotiation'])
  })
})

describe('a history that is taken back', () => {
  it('leaves what the other files say, and says the same when it is done again', async () => {
    const engine = await openEngine()
    const send = async (name: string, text: string): Promise<void> =>
      void (await runImport(engine, { uploads: [await upload(engine, name, text)] }))
    await send('商机.csv', zhDeals)
    await send('变更记录.csv', zhLog)
    await send('商机2.csv', zhDeals.replace('80000', '81000'))
    const listed = async (): Promise<unknown> =>
      (await engine.handlers.imports.unmatched({ offset: 0, limit: 100 }, still)).rows.map((row) => ({ ...row, id: 0 }))
    const before = await listed()
    await engine.handlers.imports.setLoad({ load: 2, undone: true }, still)
    expect(await listed()).toEqual([])
    await engine.handlers.imports.setLoad({ load: 2, undone: false }, still)
    expect(await listed()).toEqual(before)
    expect((await engine.handlers.workspace.doctor({}, still)).checks.filter(({ ok }) => !ok)).toEqual([])
    await engine.close()
  })
})
