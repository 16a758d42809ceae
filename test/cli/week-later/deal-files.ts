import { join } from 'node:path'
import { cellsOf } from '../round-trip/files.ts'

/** A deal as its file says it, for a comparison that knows nothing of the product. */
interface FileDeal {
  readonly stage: string
  readonly isOpen: boolean
  readonly amount: number
  readonly currency: string
  /** Sorts as text. */
  readonly close: string
  readonly owner: string
  readonly isDeleted: boolean
  /** All that the row says. */
  readonly cells: string
}

interface DealFile {
  readonly name: string
  readonly id: string
  readonly stage: string
  readonly amount: string
  readonly currency: string | null
  readonly close: string
  readonly owner: string
  readonly deleted?: string
  /** Columns that tell of the deal's stages, not of the deal. */
  readonly besides?: RegExp
}

const dealFiles: Readonly<Record<string, DealFile>> = {
  salesforce: {
    name: 'Opportunity.csv',
    id: 'Id',
    stage: 'StageName',
    amount: 'Amount',
    currency: 'CurrencyIsoCode',
    close: 'CloseDate',
    owner: 'OwnerId',
    deleted: 'IsDeleted',
  },
  hubspot: {
    name: 'all-deals.csv',
    id: 'Record ID',
    stage: 'Deal Stage',
    amount: 'Amount',
    currency: 'Currency',
    close: 'Close Date',
    owner: 'Deal owner',
    besides: /^Date entered/,
  },
  fxiaoke: {
    name: '商机.xlsx',
    id: '商机编号',
    stage: '销售阶段',
    amount: '商机金额',
    currency: '币种',
    close: '预计成交日期',
    owner: '负责人',
  },
  gbk: { name: '商机.csv', id: '商机编号', stage: '销售阶段', amount: '商机金额', currency: null, close: '预计成交日期', owner: '负责人' },
}

/** As the generator's company sells: samples/PLANTED.md. */
const openStages = ['初步沟通', '需求分析', '方案提供', '商务谈判', '合同签订']
const closedStages = ['赢单', '输单']

/** `2026年1月5日`, `2026-01-05 14:00` and the serial number of a workbook as a day that sorts. */
function dayOf(text: string): string {
  if (/^\d{5}(\.\d+)?$/.test(text))
    return new Date(Date.UTC(1899, 11, 30) + Math.floor(Number(text)) * 86_400_000).toISOString().slice(0, 10)
  const [year = '', month = '', day = ''] = text.match(/\d+/g) ?? []
  return [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-')
}

function dealsOf(set: string, folder: string): ReadonlyMap<string, FileDeal> {
  const file = dealFiles[set]!
  const [headers = [], ...rows] = cellsOf(join(folder, file.name))
  const at = (row: readonly string[], header: string): string => {
    const place = headers.indexOf(header)
    if (place === -1) throw new Error(`${file.name} has no ${header}`)
    return row[place] ?? ''
  }
  const said = (row: readonly string[]): string => row.filter((_cell, index) => !file.besides?.test(headers[index] ?? '')).join('|')
  return new Map(
    rows.map((row) => {
      const stage = at(row, file.stage)
      if (!openStages.includes(stage) && !closedStages.includes(stage)) throw new Error(`${stage} is no stage`)
      const amount = at(row, file.amount)
      const deal = {
        stage,
        isOpen: openStages.includes(stage),
        amount: Number(amount.replace(/[^0-9.-]/g, '')),
        currency: file.currency === null ? amount.replace(/[0-9.,]/g, '') : at(row, file.currency),
        close: dayOf(at(row, file.close)),
        owner: at(row, file.owner),
        isDeleted: file.deleted !== undefined && at(row, file.deleted).toLowerCase() === 'true',
        cells: said(row),
      }
      // Of 18 characters the last three are a checksum of the capitals among the others.
      const id = at(row, file.id)
      return [set === 'salesforce' ? id.slice(0, 15) : id, deal]
    }),
  )
}

/** By kind of change the ids of the deals that two folders of a set tell, sorted. */
export function plantedChanges(set: string, first: string, later: string): Readonly<Record<string, readonly string[]>> {
  const [before, after] = [dealsOf(set, first), dealsOf(set, later)]
  const found: Record<string, string[]> = {}
  const note = (kind: string, id: string, isSo: boolean): void => {
    if (isSo) (found[kind] ??= []).push(id)
  }
  for (const [id, was] of before) note('vanished', id, !was.isDeleted && after.get(id)?.isDeleted !== false)
  for (const [id, is] of after) {
    const was = before.get(id)
    note('new', id, was === undefined && !is.isDeleted)
    note('returned', id, was?.isDeleted === true && !is.isDeleted)
    if (was === undefined || was.isDeleted || is.isDeleted) continue
    note('changed', id, was.cells !== is.cells)
    note('moved', id, was.stage !== is.stage)
    note('advanced', id, was.isOpen && is.isOpen && openStages.indexOf(is.stage) > openStages.indexOf(was.stage))
    note('regressed', id, was.isOpen && is.isOpen && openStages.indexOf(is.stage) < openStages.indexOf(was.stage))
    note('won', id, was.stage !== '赢单' && is.stage === '赢单')
    note('lost', id, was.stage !== '输单' && is.stage === '输单')
    note('reopened', id, !was.isOpen && is.isOpen)
    note('slipped', id, is.isOpen && is.close > was.close)
    note('pulled-in', id, is.isOpen && is.close < was.close)
    note('amount-up', id, was.currency === is.currency && is.amount > was.amount)
    note('amount-down', id, was.currency === is.currency && is.amount < was.amount)
    note('owner', id, was.owner !== is.owner)
  }
  return Object.fromEntries(Object.entries(found).map(([kind, ids]) => [kind, ids.toSorted()]))
}
