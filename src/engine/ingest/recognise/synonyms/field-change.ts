import { words } from './synonym-types.ts'
import type { EntitySynonyms } from './synonym-types.ts'

/** A log of changes: whose, of which field, from what to what, when, by whom. */
export const fieldChangeSynonyms: EntitySynonyms = {
  fileNames: [
    'field history',
    'opportunity field history',
    'opportunityfieldhistory',
    'account history',
    'lead history',
    'contact history',
    'property history',
    'change log',
    'audit log',
    'audit trail',
    '变更记录',
    '修改记录',
    '操作日志',
    '变更日志',
    '修改日志',
    '字段变更',
  ],
  needs: [['record'], ['source_field'], ['new_value', 'old_value'], ['changed_at']],
  columns: {
    source_id: { telling: ['History ID', '日志编号', '记录编号', '变更编号'] },
    entity: {
      plain: ['Object', 'Object Type', 'Object Name', 'Object API Name', 'Entity', 'Module', 'Record Type', 'objectTypeId'],
      telling: ['变更对象', '操作对象', '对象', '对象名称', '对象类型', '业务对象', '模块', '单据类型'],
    },
    record: {
      telling: ['ParentId', 'objectId', 'Object ID', '单据编号', '单据号', '数据编号', '业务编号', '对象编号', '数据名称'],
      plain: words(
        'Opportunity ID, OpportunityId, Opportunity Name, Opportunity, Deal ID, dealId, Deal Name, Deal, Record ID',
        'Account ID, AccountId, Account Name, Company ID, companyId, Contact ID, ContactId, Lead ID, LeadId',
        'Ticket ID, ticketId, Case ID, CaseId, Contract ID, ContractId, Order ID, OrderId, Quote ID, QuoteId',
        'Record Name, Contact Name, Lead Name, Record',
        '商机编号, 商机ID, 商机名称, 商机, 销售机会编号, 销售机会名称, 客户编号, 客户ID, 客户名称, 客户',
        '线索编号, 线索ID, 线索名称, 联系人编号, 联系人ID, 联系人, 合同编号, 订单编号, 报价单编号, 工单编号',
        '数据ID, 记录ID, 主属性',
      ),
    },
    source_field: {
      telling: words(
        'Field, Field / Event, Field Name, Field Label, Changed Field, Property, Property Name, Property Label, Attribute',
        '变更字段, 字段, 字段名称, 字段名, 修改字段, 变更项, 变更项目, 修改项',
      ),
    },
    old_value: {
      telling: words(
        'OldValue, Old Value, Previous Value, Original Value, Value Before, Before, From Value',
        '修改前, 变更前, 原值, 旧值, 修改前的值, 变更前的值, 修改前值, 变更前值, 变更前内容, 修改前内容',
      ),
    },
    new_value: {
      telling: words(
        'NewValue, New Value, Changed To, Value After, After, To Value, Property Value',
        '修改后, 变更后, 新值, 现值, 修改后的值, 变更后的值, 修改后值, 变更后值, 变更后内容, 修改后内容',
      ),
      plain: ['Value'],
    },
    changed_at: {
      telling: words(
        'Edit Date, Changed At, Change Date, Changed On, Date Changed, Modified At',
        '操作时间, 变更时间, 修改时间, 变更日期, 操作日期, 修改日期',
      ),
      plain: ['Timestamp', 'timestamp_instant', 'CreatedDate', 'Created Date', 'Last Modified', 'Date', '时间', '日期', '创建时间'],
    },
    changed_by: {
      telling: ['Edited By', 'Changed By', 'updatedByUserId', 'Updated By', '操作人', '变更人', '修改人', '操作员'],
      plain: ['CreatedById', 'Modified By', 'Last Modified By', 'User', 'Created By'],
    },
  },
}
