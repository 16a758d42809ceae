import type { FileKind } from '../../../../contract/imports.ts'
import type { LocalText } from '../../../../contract/text.ts'
import type { ObjectColumn, PullObject } from '../../connector.ts'
import { computed, declaredObjects, field, type Declared } from './declared-objects.ts'

/** An object of Salesforce as an object of a pull. */
export interface SalesforceObject {
  readonly object: PullObject
  /** Fields to ask for where the account has them. */
  readonly read: readonly string[]
  readonly resource: Resource
  /** Does a list of all ids tell what is gone? What happened stays, also when Salesforce lets its rows go. */
  readonly namesIds: boolean
  /**
   * Of a history: the field that names whose it is. What came back from the recycle bin has its history again, with its old times:
   * after the first pull the histories of all records that changed are read, not those of late rows.
   */
  readonly historyOf?: string
}

/** `queryAll` also answers what lies in the recycle bin: what was deleted or merged says so itself. */
export type Resource = 'query' | 'queryAll'

/** The stages of all sales processes, those that are used no more, too: old deals stand in them. */
const stages: SalesforceObject = {
  resource: 'query',
  namesIds: false,
  read: ['ApiName', 'MasterLabel', 'SortOrder', 'DefaultProbability', 'ForecastCategoryName', 'IsClosed', 'IsWon'],
  object: {
    name: 'OpportunityStage',
    label: { zh: '销售阶段', en: 'Stages' },
    kind: 'stage',
    key: null,
    stamp: [],
    columns: [
      { header: 'Stage', from: [['ApiName'], ['MasterLabel']], target: 'stage.name' },
      field('SortOrder', 'stage.position'),
      computed('Probability', '$share', 'stage.probability'),
      computed('Kind', '$status', 'stage.kind'),
      field('ForecastCategoryName', 'stage.forecast_category'),
    ],
    prefix: '',
    comparesWhole: false,
  },
}

/** One row per save of a deal. What it was besides its stage stays beside the visits, from where the histories of deals are read. */
const saves = history('OpportunityHistory', { zh: '商机阶段历史', en: 'Stage history' }, 'stage_visit', 'SystemModstamp', [
  field('OpportunityId', 'stage_visit.opportunity'),
  field('StageName', 'stage_visit.stage'),
  field('CreatedDate', 'stage_visit.entered_at'),
  field('CreatedById', 'stage_visit.changed_by'),
  ...['Amount', 'ExpectedRevenue', 'CloseDate', 'Probability', 'ForecastCategory', 'PrevAmount', 'PrevCloseDate'].map((name) =>
    field(name, null),
  ),
])

/** One row per tracked field and save. */
const changes = history('OpportunityFieldHistory', { zh: '商机字段历史', en: 'Field history' }, 'field_change', 'CreatedDate', [
  { header: 'Object', from: [], constant: 'Opportunity', target: 'field_change.entity' },
  field('OpportunityId', 'field_change.record'),
  field('Field', 'field_change.source_field'),
  field('OldValue', 'field_change.old_value'),
  field('NewValue', 'field_change.new_value'),
  field('CreatedDate', 'field_change.changed_at'),
  field('CreatedById', 'field_change.changed_by'),
])

function history(name: string, label: LocalText, kind: FileKind, stamp: string, columns: readonly ObjectColumn[]): SalesforceObject {
  const shown: readonly ObjectColumn[] = [computed('Id', '$id', `${kind}.source_id`), ...columns]
  return {
    resource: 'query',
    namesIds: false,
    historyOf: 'OpportunityId',
    read: ['Id', stamp, ...fieldsOf(columns)],
    object: {
      name,
      label,
      kind,
      key: ['$id'],
      stamp: [['$stamp']],
      columns: shown,
      prefix: '',
      dependsOn: 'Opportunity',
      comparesWhole: false,
    },
  }
}

/** Ids are unique in all of Salesforce, so they have no prefix: a file of the same records names the same things. */
function salesforceObject({ name, label, kind, columns, also = [], isMergeable = false }: Declared): SalesforceObject {
  const shown: readonly ObjectColumn[] = [computed('Id', '$id', `${kind}.source_id`), ...columns]
  const hasDeleted = columns.some(({ header }) => header === 'IsDeleted')
  return {
    resource: 'queryAll',
    namesIds: true,
    read: ['Id', ...fieldsOf(columns), ...also, ...(isMergeable ? ['MasterRecordId'] : [])],
    object: {
      name,
      label,
      kind,
      key: ['$id'],
      stamp: [['$stamp']],
      columns: shown,
      prefix: '',
      deleted: hasDeleted ? ['IsDeleted'] : undefined,
      mergedInto: isMergeable ? ['MasterRecordId'] : undefined,
      comparesWhole: true,
    },
  }
}

function fieldsOf(columns: readonly ObjectColumn[]): string[] {
  return columns.flatMap(({ from }) => from.flatMap(([name = '']) => (name.startsWith('$') || name === '' ? [] : [name])))
}

export const salesforceObjects: readonly SalesforceObject[] = [stages, ...declaredObjects.map(salesforceObject), saves, changes]
