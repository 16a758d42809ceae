import { describe, expect, it } from 'vitest'
import { openTestWorkspace, uploadText } from '../import-fixture.ts'
import { load } from '../load-fixture.ts'

const heads = ['Opportunity ID', 'Opportunity Name', 'Amount', 'Created Date', 'Close Date', 'Last Modified Date', 'Things']
const usual: Readonly<Record<string, string>> = {
  Amount: '100',
  'Created Date': '2026-01-05',
  'Close Date': '2026-02-05',
  'Last Modified Date': '2026-03-05 08:00:00',
  Things: '3',
}
const rows = 2400

/** A file whose columns look plain but for the cells of `odd`, by row. Every row has its length whatever it holds, so that the sample is of the same rows. */
function fileWith(column: string, odd: ReadonlyMap<number, string>): string {
  const line = (row: number): string => {
    const text = odd.get(row) ?? usual[column] ?? ''
    const name = 'x'.repeat(60 - Buffer.byteLength(text))
    return [`O${row}`, name, ...heads.slice(2).map((head) => (head === column ? `"${text}"` : usual[head]))].join(',')
  }
  return `${[heads.join(','), ...Array.from({ length: rows }, (_, row) => line(row))].join('\n')}\n`
}

async function loadOdd(
  column: string,
  texts: readonly string[],
): Promise<{ values: Record<string, unknown>; quarantined: string[]; type: string | undefined }> {
  const workspace = await openTestWorkspace()
  const plain = await uploadText(workspace, 'plain.csv', fileWith(column, new Map()))
  const sampled = new Set(plain.table.sample.map(([id]) => id))
  const unseen = Array.from({ length: rows }, (_, row) => row).filter((row) => row > rows / 2 && !sampled.has(`O${row}`))
  const odd = new Map(texts.map((text, index) => [unseen[index] ?? 0, text]))
  const uploaded = await uploadText(workspace, 'deals.csv', fileWith(column, odd))
  const seen = new Set(uploaded.table.sample.map((cells) => cells[heads.indexOf(column)]))
  expect([...seen]).toEqual([usual[column]])
  await load(workspace, [uploaded])
  const [own] = await workspace.database.rows<{ name: string; type: string }>(
    `select column_name as name, type from meta.custom_column where header = 'Things'`,
  )
  const target = { Amount: 'amount', 'Created Date': 'created_at', 'Last Modified Date': 'updated_at', Things: own?.name }[column]
  const found = await workspace.database.rows<{ source_id: string; value: unknown }>(
    `select source_id, "${target}"::varchar as value from model.opportunity`,
  )
  const aside = await workspace.database.rows<{ value: string }>('select value from meta.quarantine order by row_number')
  const byId = new Map(found.map(({ source_id, value }) => [source_id, value]))
  const values = Object.fromEntries([...odd].map(([row, text]) => [text, byId.get(`O${row}`)]).filter(([, value]) => value !== undefined))
  return { values, quarantined: aside.map(({ value }) => value), type: own?.type }
}

describe('a cell that is written otherwise than the sample of its column', () => {
  it('comes in exact as an amount, or is put aside', async () => {
    const { values, quarantined } = await loadOdd('Amount', [
      '1.5',
      '0x10',
      '1_000',
      '1e3',
      '1,234.50',
      '(5)',
      'abc',
      '1e400',
      'inf',
      ' 7 ',
      '+8',
      '0b11',
      '007',
      '１２',
    ])
    expect(values).toEqual({
      '1.5': '1.5000',
      '1e3': '1000.0000',
      '1,234.50': '1234.5000',
      '(5)': '-5.0000',
      ' 7 ': '7.0000',
      '+8': '8.0000',
      '007': '7.0000',
      '１２': '12.0000',
    })
    expect(quarantined).toEqual(['0x10', '1_000', 'abc', '1e400', 'inf', '0b11'])
  })

  it('keeps its time, and a moment with a zone becomes the workspace’s wall clock (Shanghai: UTC + 8)', async () => {
    const { values, quarantined } = await loadOdd('Created Date', [
      '2026-01-05 10:30:00',
      '2026-01-05T10:00:00+08:00',
      '2026-01-05 23:30:00Z',
      '2026-01-05T10:00:00.5',
      '2026-1-6',
      '2026年1月7日',
      '2026-02-30',
      '2026-01-05 25:00',
      '2026-01-05x',
      'infinity',
      'epoch',
      'today',
      '26-01-05 (BC)',
    ])
    expect(values).toEqual({
      '2026-01-05 10:30:00': '2026-01-05 10:30:00',
      '2026-01-05T10:00:00+08:00': '2026-01-05 10:00:00',
      '2026-01-05 23:30:00Z': '2026-01-06 07:30:00',
      '2026-01-05T10:00:00.5': '2026-01-05 10:00:00.5',
      '2026-1-6': '2026-01-06 00:00:00',
      '2026年1月7日': '2026-01-07 00:00:00',
    })
    expect(quarantined).toEqual(['2026-02-30', '2026-01-05 25:00', '2026-01-05x', 'infinity', 'epoch', 'today', '26-01-05 (BC)'])
  })

  it('keeps the day it means whichever zone it is written in, in a column of times', async () => {
    const values = {
      '2026-03-05T20:00:00Z': '2026-03-06 04:00:00',
      '2026-03-05T20:00:00-05:00': '2026-03-06 09:00:00',
      '2026-03-05T20:00:00+0800': '2026-03-05 20:00:00',
      '2026-03-05 20:00:00.1234567': '2026-03-05 20:00:00.123456',
      '2026-03-05': '2026-03-05 00:00:00',
    }
    expect(await loadOdd('Last Modified Date', Object.keys(values))).toMatchObject({ values, quarantined: [] })
  })

  it.each(['1.5', '1_000', '007'])(
    'makes text of a field of the file’s own rather than being taken for another number: %s',
    async (text) => {
      expect(await loadOdd('Things', [text])).toEqual({ values: { [text]: text }, quarantined: [], type: 'text' })
    },
  )

  it('leaves a field of the file’s own a number where only blanks stand around one', async () => {
    expect(await loadOdd('Things', [' 7 ', '   '])).toEqual({ values: { ' 7 ': '7', '   ': null }, quarantined: [], type: 'integer' })
  })

  it('is nothing, and no reason to put its row aside, where it holds blanks only', async () => {
    expect(await loadOdd('Amount', ['   ', '\u3000'])).toMatchObject({ values: { '   ': null, '\u3000': null }, quarantined: [] })
  })
})
