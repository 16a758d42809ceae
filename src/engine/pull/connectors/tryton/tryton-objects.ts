import type { FileKind } from '../../../../contract/imports.ts'
import type { LocalText } from '../../../../contract/text.ts'
import type { ObjectColumn, PullObject } from '../../connector.ts'
import type { Enrichment } from './tryton-enrichments.ts'

/** A model of Tryton as an object of a pull. */
export interface TrytonObject {
  readonly object: PullObject
  readonly model: string
  readonly domain: readonly unknown[]
  /** Fields to read; a dot reads a field of what a field names. */
  readonly read: readonly string[]
  /** A record also counts as changed when one of these did: what is computed from lines leaves the record's own stamp alone. */
  readonly changedThrough?: string
  readonly enrichment?: Enrichment
}

interface Declared {
  readonly name: string
  readonly label: LocalText
  readonly kind: FileKind
  readonly model: string
  readonly domain?: readonly unknown[]
  readonly read: readonly string[]
  readonly columns: readonly ObjectColumn[]
  readonly changedThrough?: string
  readonly enrichment?: Enrichment
}

/** In search_read archived records are left out unless asked for. */
const archivedToo = [['active', 'in', [true, false]]]

/** `party.name` -> its place in an answer, where parts come as `party.`. */
function place(field: string): string[] {
  const parts = field.split('.')
  return parts.map((part, index) => (index < parts.length - 1 ? `${part}.` : part))
}

const column = (header: string, field: string, target: string | null, map?: Readonly<Record<string, string>>): ObjectColumn => ({
  header,
  from: [place(field)],
  target,
  ...(map === undefined ? {} : { map }),
})

const stamps = (kind: FileKind): ObjectColumn[] => [
  column('Created', 'create_date', `${kind}.created_at`),
  // The stamp of a change is empty until the first one.
  { header: 'Modified', from: [['write_date'], ['create_date']], target: `${kind}.updated_at` },
]

/** Every object that can be read; `name` is the connection's, by which the small numbers of this system are told apart from others. */
export function trytonObjects(name: string): readonly TrytonObject[] {
  const prefix = `${name}:`
  const reference = (header: string, field: string, target: string): ObjectColumn => ({ header, from: [field.split('/')], target, prefix })
  const declared: readonly Declared[] = [
    {
      name: 'employee',
      label: { zh: '员工', en: 'Employees' },
      kind: 'person',
      model: 'company.employee',
      read: ['rec_name', 'start_date', 'end_date', 'supervisor'],
      columns: [
        column('Name', 'rec_name', 'person.name'),
        reference('Supervisor', 'supervisor', 'person.manager'),
        column('Active from', 'start_date', 'person.active_from'),
        column('Active to', 'end_date', 'person.active_to'),
        ...stamps('person'),
      ],
    },
    {
      name: 'party',
      label: { zh: '客户与伙伴', en: 'Parties' },
      kind: 'account',
      model: 'party.party',
      domain: archivedToo,
      read: ['name', 'code', 'active', 'replaced_by', 'tax_identifier.code', 'email', 'phone'],
      changedThrough: 'addresses',
      enrichment: 'addresses',
      columns: [
        column('Name', 'name', 'account.name'),
        column('Party code', 'code', null),
        column('Active', 'active', null),
        column('Tax ID', 'tax_identifier.code', 'account.tax_id'),
        column('Email', 'email', 'account.email'),
        column('Phone', 'phone', 'account.phone'),
        { header: 'City', from: [['$address', 'city']], target: 'account.city' },
        { header: 'Country', from: [['$address', 'country.', 'rec_name']], target: 'account.country' },
        { header: 'Replaced', from: [['replaced_by']], as: 'flag', target: 'account.is_deleted' },
        ...stamps('account'),
      ],
    },
    {
      name: 'product',
      label: { zh: '产品', en: 'Products' },
      kind: 'product',
      model: 'product.product',
      domain: archivedToo,
      read: ['name', 'code', 'active', 'list_price', 'cost_price', 'account_category.name'],
      columns: [
        column('Name', 'name', 'product.name'),
        column('Product code', 'code', null),
        column('Active', 'active', null),
        column('List price', 'list_price', 'product.list_price'),
        column('Category', 'account_category.name', 'product.line'),
        ...stamps('product'),
      ],
    },
    {
      name: 'opportunity',
      label: { zh: '线索与商机', en: 'Leads and opportunities' },
      kind: 'opportunity',
      model: 'sale.opportunity',
      read: [
        'number',
        'description',
        'reference',
        'party',
        'employee',
        'amount',
        'currency.code',
        'conversion_probability',
        'state',
        'start_date',
        'end_date',
        'lost_reason',
        'comment',
      ],
      columns: [
        { header: 'Name', from: [['description'], ['number']], target: 'opportunity.name' },
        column('Number', 'number', null),
        reference('Party', 'party', 'opportunity.account'),
        reference('Employee', 'employee', 'opportunity.owner'),
        column('Stage', 'state', 'opportunity.stage'),
        column('Status', 'state', 'opportunity.status', stageKinds),
        column('Amount', 'amount', 'opportunity.amount'),
        column('Currency', 'currency.code', 'opportunity.currency'),
        column('Probability', 'conversion_probability', 'opportunity.probability'),
        // A day of the business, as Tryton's own reports take it; the moment of entry moves with the time zone.
        { header: 'Started', from: [['start_date'], ['create_date']], target: 'opportunity.created_at' },
        column('Entered', 'create_date', null),
        { header: 'Modified', from: [['write_date'], ['create_date']], target: 'opportunity.updated_at' },
        column('Closed', 'end_date', 'opportunity.closed_at'),
        column('Lost reason', 'lost_reason', 'opportunity.lost_reason'),
        column('Comment', 'comment', null),
      ],
    },
    {
      name: 'opportunity_line',
      label: { zh: '商机产品', en: 'Opportunity lines' },
      kind: 'opportunity_line',
      model: 'sale.opportunity.line',
      read: ['opportunity', 'product', 'quantity'],
      columns: [
        reference('Opportunity', 'opportunity', 'opportunity_line.opportunity'),
        reference('Product', 'product', 'opportunity_line.product'),
        column('Quantity', 'quantity', 'opportunity_line.quantity'),
        ...stamps('opportunity_line'),
      ],
    },
    {
      name: 'sale',
      label: { zh: '销售订单', en: 'Sales' },
      kind: 'order',
      model: 'sale.sale',
      read: ['number', 'party', 'origin', 'sale_date', 'state', 'currency.code', 'untaxed_amount'],
      changedThrough: 'lines',
      enrichment: 'sale-lines',
      columns: [
        column('Number', 'number', null),
        reference('Party', 'party', 'order.account'),
        reference('Opportunity', '$opportunity', 'order.opportunity'),
        column('Ordered', 'sale_date', 'order.ordered_at'),
        // Credit notes lower the actual quantity of a line, not its quantity: what Tryton's own reports count.
        { header: 'Amount', from: [['$net']], target: 'order.amount' },
        column('Untaxed amount', 'untaxed_amount', null),
        column('Currency', 'currency.code', 'order.currency'),
        column('State', 'state', 'order.status'),
        ...stamps('order'),
      ],
    },
    {
      name: 'sale_line',
      label: { zh: '订单产品', en: 'Sale lines' },
      kind: 'order_line',
      model: 'sale.line',
      domain: [['type', '=', 'line']],
      read: ['sale', 'product', 'quantity', 'actual_quantity', 'unit_price'],
      columns: [
        reference('Sale', 'sale', 'order_line.order'),
        reference('Product', 'product', 'order_line.product'),
        { header: 'Quantity', from: [['actual_quantity'], ['quantity']], target: 'order_line.quantity' },
        column('Unit price', 'unit_price', 'order_line.net_price'),
        ...stamps('order_line'),
      ],
    },
    {
      name: 'invoice',
      label: { zh: '发票', en: 'Invoices' },
      kind: 'invoice',
      model: 'account.invoice',
      domain: [['type', '=', 'out']],
      read: [
        'number',
        'party',
        'invoice_date',
        'state',
        'untaxed_amount',
        'tax_amount',
        'total_amount',
        'currency.code',
        'sales',
        'move',
        'cancel_move.origin',
        'lines_to_pay',
      ],
      enrichment: 'invoice-terms',
      columns: [
        column('Number', 'number', null),
        reference('Party', 'party', 'invoice.account'),
        reference('Sale', 'sales/0', 'invoice.order'),
        { header: 'Kind', from: [['$kind']], target: 'invoice.kind' },
        column('Issued', 'invoice_date', 'invoice.issued_on'),
        { header: 'Due', from: [['$due']], target: 'invoice.due_on' },
        column('Net', 'untaxed_amount', 'invoice.net'),
        column('Tax', 'tax_amount', 'invoice.tax'),
        column('Gross', 'total_amount', 'invoice.gross'),
        column('Currency', 'currency.code', 'invoice.currency'),
        { header: 'State', from: [['$status']], target: 'invoice.status' },
        ...stamps('invoice'),
      ],
    },
    {
      name: 'payment',
      label: { zh: '回款', en: 'Payments' },
      kind: 'payment',
      model: 'account.move.line',
      domain: [['invoice_payment', '!=', null]],
      read: ['date', 'party', 'debit', 'credit', 'invoice_payment', 'description'],
      enrichment: 'payment-amounts',
      columns: [
        reference('Party', 'party', 'payment.account'),
        reference('Invoice', 'invoice_payment', 'payment_allocation.invoice'),
        column('Received', 'date', 'payment.received_at'),
        { header: 'Amount', from: [['$amount']], target: 'payment.amount' },
        ...stamps('payment'),
      ],
    },
  ]
  return declared.map((one) => trytonObject(one, prefix))
}

/** Cancelled is an end without a win; it stays a stage of its own, so that it can be left out. */
export const stageKinds: Readonly<Record<string, string>> = {
  lead: 'open',
  opportunity: 'open',
  converted: 'open',
  won: 'won',
  lost: 'lost',
  cancelled: 'lost',
}

function trytonObject({ name, label, kind, model, domain = [], read, columns, ...more }: Declared, prefix: string): TrytonObject {
  const id: ObjectColumn = { header: 'ID', from: [['id']], target: `${kind}.source_id`, prefix }
  const isArchivable = read.includes('active')
  return {
    ...more,
    model,
    domain,
    read,
    object: {
      name,
      label,
      kind,
      key: ['id'],
      stamp: [['write_date'], ['create_date']],
      columns: [id, ...columns],
      prefix,
      // A server on SQLite answers with 0 and 1.
      archived: isArchivable ? { from: ['active'], values: ['false', '0'] } : undefined,
      mergedInto: read.includes('replaced_by') ? ['replaced_by'] : undefined,
      comparesWhole: true,
    },
  }
}

/** The stages are the states of the model itself, in its order. */
export const stageObject: PullObject = {
  name: 'stage',
  label: { zh: '销售阶段', en: 'Stages' },
  kind: 'stage',
  key: null,
  stamp: [],
  columns: [
    { header: 'Stage', from: [['name']], target: 'stage.name' },
    { header: 'Position', from: [['position']], target: 'stage.position' },
    { header: 'Kind', from: [['kind']], target: 'stage.kind' },
  ],
  prefix: '',
  comparesWhole: false,
}

/** What the history tables say of deals, field by field. */
export function historyObject(name: string): PullObject {
  return {
    name: 'opportunity_history',
    label: { zh: '商机的变更历史', en: 'History of opportunities' },
    kind: 'field_change',
    key: null,
    stamp: [],
    columns: [
      { header: 'Object', from: [], constant: 'Opportunity', target: 'field_change.entity' },
      { header: 'Record', from: [['record']], target: 'field_change.record', prefix: `${name}:` },
      { header: 'Field', from: [['field']], target: 'field_change.source_field' },
      { header: 'Old value', from: [['old']], target: 'field_change.old_value' },
      { header: 'New value', from: [['new']], target: 'field_change.new_value' },
      { header: 'Changed', from: [['at']], target: 'field_change.changed_at' },
      { header: 'Changed by', from: [['by']], target: 'field_change.changed_by' },
    ],
    prefix: '',
    dependsOn: 'opportunity',
    comparesWhole: false,
  }
}
