import { targets } from '../../../contract/targets.ts'
import type { CellType } from '../../../contract/imports.ts'
import { headerKey } from './header-key.ts'
import { matchHeader } from './match-header.ts'
import { modelKinds } from './synonyms/all-synonyms.ts'
import type { ModelKind } from './synonyms/all-synonyms.ts'

/** What a history may speak of, by the words systems use for it. HubSpot's object types are numbers. */
const objectWords: readonly (readonly [ModelKind, readonly string[]])[] = [
  [
    'opportunity',
    ['opportunity', 'opportunities', 'deal', 'deals', '03', 'newopportunityobj', 'opportunityobj', '商机', '销售机会', '机会'],
  ],
  ['account', ['account', 'accounts', 'company', 'companies', 'customer', 'organization', '02', 'accountobj', '客户', '公司', '企业']],
  ['contact', ['contact', 'contacts', '01', 'contactobj', '联系人']],
  ['lead', ['lead', 'leads', 'leadsobj', '线索', '销售线索']],
  ['ticket', ['ticket', 'tickets', 'case', 'cases', '05', 'casesobj', '工单', '服务单']],
  ['contract', ['contract', 'contracts', 'contractobj', '合同']],
  ['order', ['order', 'orders', 'salesorder', 'salesorderobj', '订单', '销售订单']],
  ['quote', ['quote', 'quotes', 'quoteobj', '报价', '报价单']],
  ['payment', ['payment', 'payments', 'paymentobj', '回款']],
  ['invoice', ['invoice', 'invoices', 'invoiceobj', '发票', '开票']],
  ['product', ['product', 'products', 'productobj', '产品']],
  ['person', ['user', 'users', 'owner', 'employee', 'personnelobj', '人员', '员工', '用户']],
]
const objects = new Map(objectWords.flatMap(([kind, words]) => words.map((word) => [word, kind] as const)))

/** `Opportunity`, `deals`, `商机`, `0-3`: the entity a text names, null where it names none. */
export function objectNamed(text: string): ModelKind | null {
  return objects.get(headerKey(text)) ?? null
}

/** `OpportunityId`, `deal_id`, `商机编号`: the entity whose records a column names, null for `ParentId` and the like. */
export function objectOfHeader(header: string): ModelKind | null {
  return objectNamed(headerKey(header).replace(/(id|name|编号|名称|单号|号)$/, ''))
}

/** `sf_opportunity_history_data.csv`, `商机变更记录.xlsx`: the entity a file's name speaks of; the longest word counts. */
export function objectOfFile(name: string): ModelKind | null {
  const key = headerKey(name.replace(/\.[a-z0-9]{2,5}$/i, ''))
  const found = [...objects].filter(([word]) => !/^\d+$/.test(word) && key.includes(word)).toSorted(([a], [b]) => b.length - a.length)
  return found[0]?.[1] ?? null
}

/** A record that comes into being is an event, not a field. */
export const createdWords: ReadonlySet<string> = new Set([
  'created',
  'opportunitycreatedfromlead',
  'recordcreated',
  '创建',
  '新建',
  '已创建',
])

// HubSpot's internal names and Salesforce's field names, where they are no header of an export.
const fieldNames: Readonly<Partial<Record<ModelKind, Readonly<Record<string, string>>>>> = {
  opportunity: {
    dealstage: 'stage',
    stagename: 'stage',
    closedate: 'expected_close_on',
    hubspotownerid: 'owner',
    dealname: 'name',
    dealcurrencycode: 'currency',
    hsdealstageprobability: 'probability',
    hsforecastcategory: 'forecast_category',
    hsmanualforecastcategory: 'forecast_category',
    dealpipelineid: 'pipeline',
    dealpipelinestageid: 'stage',
    closedlostreason: 'lost_reason',
    closedwonreason: 'won_reason',
    dealtype: 'type',
    createdate: 'created_at',
  },
  account: { hubspotownerid: 'owner', numberofemployees: 'employee_count', annualrevenue: 'annual_revenue', billingcity: 'city' },
  contact: { hubspotownerid: 'owner', jobtitle: 'title' },
  lead: { hubspotownerid: 'owner', hsleadstatus: 'status' },
  ticket: { hubspotownerid: 'owner', hsticketpriority: 'priority', hsticketcategory: 'kind' },
}
const ownerWords = new Set(['owner', 'ownerid', 'ownername', '负责人', '所有人', '归属人', 'ownerassignment'])

/** The column of ours that a changed field is, null for a field of the source's own. */
export function fieldNamed(entity: ModelKind, text: string): string | null {
  const key = headerKey(text).replace(/^property/, '')
  if (ownerWords.has(key)) return 'owner'
  const known = fieldNames[entity]?.[key]
  if (known !== undefined) return known
  const column = Object.entries(targets[entity].columns).find(
    ([name, { label }]) => headerKey(name) === key || headerKey(label.zh) === key || headerKey(label.en) === key,
  )?.[0]
  if (column !== undefined && column !== 'source_id') return column
  const match = matchHeader(entity, text).find(({ strength, column: name }) => strength !== 'weak' && name !== 'source_id')
  return match?.column === 'closed_at' && /close ?date/i.test(text) ? 'expected_close_on' : (match?.column ?? null)
}

/** How the values of a field are written in model.field_change. */
export type ValueType = CellType | 'share' | 'currency'

export function valueType(entity: ModelKind, field: string): ValueType | null {
  if (field === 'probability') return 'share'
  if (field === 'currency') return 'currency'
  return targets[entity].columns[field]?.type ?? null
}

/** Every field of ours with the type of its values. */
export function knownFields(): readonly { readonly entity: ModelKind; readonly field: string; readonly type: ValueType }[] {
  return modelKinds.flatMap((entity) =>
    Object.keys(targets[entity].columns).flatMap((field) => {
      const type = valueType(entity, field)
      return type === null ? [] : [{ entity, field, type }]
    }),
  )
}
