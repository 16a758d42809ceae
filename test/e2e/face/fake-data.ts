import type { LoadChanges } from '../../../src/contract/load-changes.ts'
import type { z } from 'zod'
import type {
  AuditEntry,
  FileOutcome,
  FileProposal,
  ImportResult,
  LoadEntry,
  QuarantineRow,
  Recipe,
  ValueMatch,
} from '../../../src/contract/imports.ts'
import { targets } from '../../../src/contract/targets.ts'
import type { WorkspaceInfo } from '../../../src/contract/workspace.ts'

const kinds = ['account', 'person', 'product', 'opportunity', 'lead', 'activity', 'channel', 'spend', 'target', 'order', 'payment'] as const
const counts: Readonly<Record<string, number>> = { account: 85, person: 36, product: 7, opportunity: 8800, opportunity_line: 8800 }

function entities(filled: boolean): WorkspaceInfo['entities'] {
  return kinds.map((entity) => ({
    entity,
    label: targets[entity].label,
    rows: filled ? (counts[entity] ?? 0) : 0,
    adds: targets[entity].adds,
  }))
}

export const emptyWorkspace: WorkspaceInfo = {
  name: 'Orchard Supplies',
  dataVersion: 0,
  clock: '2026-11-21',
  clockIsToday: true,
  reportingCurrency: null,
  timeZone: 'Asia/Shanghai',
  lastLoadAt: null,
  entities: entities(false),
  quarantined: 0,
  matches: 0,
  missing: kinds.map((need) => ({ need, adds: targets[need].adds })),
  engineVersion: '0.1.0',
}

export const loadedWorkspace: WorkspaceInfo = {
  ...emptyWorkspace,
  dataVersion: 3,
  clock: '2017-12-31',
  clockIsToday: false,
  reportingCurrency: 'USD',
  lastLoadAt: '2026-11-21T01:12:00Z',
  entities: entities(true),
  quarantined: 42,
  matches: 2,
  missing: (['lead', 'activity', 'spend', 'target', 'payment'] as const).map((need) => ({ need, adds: targets[need].adds })),
}

const outcome: FileOutcome = {
  name: 'deals_2026.csv',
  recognisedAs: 'opportunity',
  confidence: 0.97,
  status: 'loaded',
  problem: null,
  rowsRead: 8842,
  loaded: 8800,
  updated: 0,
  unchanged: 0,
  older: 0,
  vanished: 0,
  quarantined: 42,
  matched: [{ entity: 'product', from: 'GTXPro', to: 'GTX Pro', rows: 1480 }],
  openQuestions: [],
}

const broken: FileOutcome = {
  ...outcome,
  name: 'notes.pdf',
  recognisedAs: 'custom',
  confidence: 0,
  status: 'refused',
  problem: {
    code: 'file-unsupported',
    message: {
      zh: 'notes.pdf 不是可以读取的表格文件。请导出为 CSV 或 XLSX 后再导入。',
      en: 'notes.pdf is no table Helmdeck can read. Nothing of it was kept. Export it as CSV or XLSX and drop it again.',
    },
    details: { file: 'notes.pdf' },
  },
  rowsRead: 0,
  loaded: 0,
  quarantined: 0,
  matched: [],
}

export const loads: LoadEntry[] = [
  { id: 2, at: '2026-11-21T01:12:00Z', mode: 'upsert', undone: false, answers: {}, files: [outcome, broken] },
  {
    id: 1,
    at: '2026-11-20T09:30:00Z',
    mode: 'full',
    undone: false,
    answers: {},
    files: [
      {
        ...outcome,
        name: '客户名单 2026 年第三季度 (最终版).xlsx#客户',
        recognisedAs: 'account',
        rowsRead: 85,
        loaded: 80,
        updated: 5,
        quarantined: 0,
        matched: [],
      },
    ],
  },
]

export const quarantineRows: QuarantineRow[] = Array.from({ length: 42 }, (_, index) => ({
  id: index + 1,
  load: 2,
  file: 'deals_2026.csv',
  sheet: null,
  row: 120 + index * 37,
  column: index % 2 === 0 ? 'close_date' : 'close_value',
  value: index % 2 === 0 ? '31/02/2017' : 'n.a. USD',
  reason: index % 2 === 0 ? { zh: '不是一个存在的日期', en: 'Not a day that exists' } : { zh: '不是数字', en: 'Not a number' },
  original: `OPP${1000 + index},Dana Whitfield,GTXPro,Cancity,Won,2016-10-20,31/02/2017,1054`,
}))

export const matches: ValueMatch[] = [
  { id: 1, entity: 'product', from: 'GTXPro', to: 'GTX Pro', rows: 1480, undone: false },
  { id: 2, entity: 'account', from: 'ACME  corp.', to: 'Acme Corp', rows: 3, undone: false },
]

type RecipeInput = z.input<typeof Recipe>

interface Uploaded {
  readonly upload: string
  readonly name: string
}

const column = (
  index: number,
  header: string,
  target: string | null,
  type: FileProposal['columns'][number]['type'],
  confidence: number,
  samples: string[],
  zh: string,
  en: string,
  emptyShare = 0,
) => ({ index, header, target, also: [] as string[], type, confidence, samples, emptyShare, reason: { zh, en } })

/** A file named `*.pdf` is refused; any other is taken for deals, or what the recipe says. */
export function proposal(
  uploaded: readonly Uploaded[],
  recipe: RecipeInput | undefined,
  answers: Readonly<Record<string, string>>,
): FileProposal[] {
  const changed = new Map((recipe?.files ?? []).map((file) => [file.name, file]))
  return uploaded.map(({ upload, name }) => {
    const base = { upload, id: upload, name, hash: 'a'.repeat(64), bytes: 482_113, alreadyLoaded: false }
    if (name.endsWith('.pdf')) {
      return {
        ...base,
        rows: null,
        dialect: null,
        kind: 'custom',
        confidence: 0,
        reason: { zh: '', en: '' },
        columns: [],
        relations: [],
        questions: [],
        problem: broken.problem,
      }
    }
    const file = changed.get(name)
    const columns = [
      column(
        0,
        'opportunity_id',
        'opportunity.source_id',
        'text',
        1,
        ['1C1I7A6R', 'Z063OYW0', 'EC4QE1BX'],
        '每行唯一，列名含 id',
        'Different in every row, and called id',
      ),
      column(
        1,
        'sales_agent',
        'opportunity.owner',
        'text',
        0.97,
        ['Moses Frase', 'Darcel Schlecht', 'Zane Levy'],
        '35 个值都在人员名单里',
        'All 35 values are in the list of people',
      ),
      column(
        2,
        'product',
        'opportunity.product',
        'text',
        0.95,
        ['GTX Plus Basic', 'GTXPro', 'MG Special'],
        '7 个值都在产品名单里',
        'All 7 values are in the list of products',
      ),
      column(3, 'deal_stage', 'opportunity.stage', 'text', 0.99, ['Won', 'Engaging', 'Lost'], '列名与阶段同义', 'The header means stage'),
      column(
        4,
        'engage_date',
        'opportunity.created_at',
        'date',
        0.8,
        ['2016-10-20', '2016-10-25'],
        '早于结束日期的日期',
        'A date before the closing date',
        0.0568,
      ),
      column(
        5,
        'close_date',
        'opportunity.closed_at',
        'date',
        0.98,
        ['2017-03-01', '2017-03-11'],
        '列名与结束日期同义',
        'The header means closing date',
        0.2374,
      ),
      column(
        6,
        'close_value',
        'opportunity.amount',
        'decimal',
        0.93,
        ['1054', '4514', '50'],
        '赢单才有的数字',
        'A number that won deals have',
        0.2374,
      ),
      column(7, 'internal_remark_code', null, 'text', 0.4, ['x7', 'k2'], '没有匹配的目标', 'Nothing in the model fits'),
    ].map((one) => ({
      ...one,
      also: one.header === 'engage_date' ? ['stage_visit.entered_at[Engaging]'] : [],
      target: file?.columns?.[one.header]?.target === undefined ? one.target : (file.columns[one.header]?.target ?? null),
    }))
    const question = {
      id: `${upload}.close_date`,
      column: 'close_date',
      text: { zh: '03/04/2017 是 3 月 4 日还是 4 月 3 日？', en: 'Is 03/04/2017 the 4th of March or the 3rd of April?' },
      choices: [
        { value: 'mdy', label: { zh: '月/日/年', en: 'month/day/year' }, example: '2017-03-04' },
        { value: 'dmy', label: { zh: '日/月/年', en: 'day/month/year' }, example: '2017-04-03' },
      ],
    }
    return {
      ...base,
      rows: 8842,
      dialect: { format: 'csv', encoding: 'utf-8', delimiter: ',', headerRow: 1 },
      kind: file?.kind ?? 'opportunity',
      confidence: 0.97,
      reason: { zh: '有阶段、金额和结束日期', en: 'It has stages, amounts and closing dates' },
      columns,
      relations: [
        { column: 'product', entity: 'product', toFile: 'products.csv', matchedShare: 1, matchedAfterNormalising: 1480 },
        { column: 'sales_agent', entity: 'person', toFile: 'teams.csv', matchedShare: 0.997, matchedAfterNormalising: 0 },
      ],
      questions: answers[question.id] === undefined ? [question] : [],
      problem: null,
    }
  })
}

export function result(dataVersion: number, names: readonly string[], skip: readonly string[]): ImportResult {
  return {
    load: 3,
    dataVersion,
    files: names.map((name) =>
      name.endsWith('.pdf') ? { ...broken, name } : { ...outcome, name, status: skip.length > 0 ? 'skipped' : 'loaded' },
    ),
  }
}

export const audit: AuditEntry[] = [
  { id: 3, at: '2026-11-21T02:00:00.000Z', kind: 'document', subject: 'report/wins-by-quarter', detail: { version: 3 } },
  {
    id: 2,
    at: '2026-11-21T01:12:00.000Z',
    kind: 'load',
    subject: '2',
    detail: { mode: 'upsert', files: 'deals_2026.csv', loaded: 8800, updated: 0, vanished: 0, quarantined: 42 },
  },
  { id: 1, at: '2026-11-20T09:31:00.000Z', kind: 'match', subject: '1', detail: { entity: 'product', undone: true } },
]

/** Of the second load something, of every other nothing. */
export function changesOf(load: number): LoadChanges {
  const stage = { column: 'stage', label: { zh: '销售阶段', en: 'Stage' }, type: 'text' as const }
  const nothing = { load, state: 'kept' as const, deals: null, entities: [], newReferences: 0, total: 0, rows: [] }
  if (load !== 2) return { ...nothing, sentence: { zh: '没有任何变化', en: 'Nothing changed' } }
  return {
    ...nothing,
    sentence: { zh: '商机：1 个换了阶段', en: 'Deals: 1 moved stage' },
    entities: [
      {
        entity: 'opportunity',
        label: { zh: '商机', en: 'Opportunity' },
        new: 0,
        changed: 1,
        vanished: 0,
        returned: 0,
        columns: [{ ...stage, rows: 1 }],
      },
    ],
    total: 1,
    rows: [
      {
        entity: 'opportunity',
        kind: 'changed',
        moves: ['moved', 'advanced'],
        name: '星图MES 标准版',
        sourceId: 'D-1',
        cells: [{ ...stage, from: '需求分析', to: '方案提供', fromName: null, toName: null }],
        before: null,
        after: null,
      },
    ],
  }
}
