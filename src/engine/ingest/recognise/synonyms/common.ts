import type { ColumnSynonyms } from './synonym-types.ts'

/** Columns every entity has. */
export const commonSynonyms: Readonly<Record<string, ColumnSynonyms>> = {
  source_id: { plain: ['Id', 'Record ID', 'Record Id', '_id', '编号', '唯一标识', '记录ID', 'External ID', '数据ID'], weak: ['No', 'Number', 'Code', 'Key', '编码', '代码', '序列号'] },
  created_at: {
    plain: ['Created Date', 'CreatedDate', 'Create Date', 'Created Time', 'Created On', 'Created At', 'Creation Date', 'create_time', 'date_created', 'Date Created', '创建时间', '创建日期', '录入时间', '新建时间', 'Created'],
    weak: ['登记时间', '登记日期', '提交时间'],
  },
  updated_at: {
    plain: ['Last Modified Date', 'LastModifiedDate', 'Last Modified', 'SystemModstamp', 'Modified Time', 'Modified On', 'Updated At', 'Update time', 'last_modified_time', 'write_date', '(Do Not Modify) Modified On', '最后修改时间', '修改时间', '更新时间', '最近修改时间'],
  },
  owner: {
    plain: ['Owner', 'OwnerId', 'Owner Name', 'Owner ID', 'Sales Rep', 'Sales Agent', 'Sales Owner', 'Salesperson', 'Sales Person', 'Account Executive', 'Rep', 'Assigned To', 'Responsible', '负责人', '所有人', '归属人', '跟进人', '销售', '销售员', '业务员', '销售代表', '销售人员', '客户经理'],
    weak: ['Agent', 'User', 'Employee', '员工', '人员'],
  },
  is_deleted: { plain: ['IsDeleted', 'Is Deleted', 'Deleted', 'Archived', '已删除', '是否删除', '是否作废', '作废'] },
}
