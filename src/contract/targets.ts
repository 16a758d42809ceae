import type { LocalText } from './text.ts'
import type { CellType, FileKind } from './imports.ts'

/** One column of the model that a file's column can fill. `reference` names the entity its text points at, by id or by name. */
export interface TargetColumn {
  readonly label: LocalText
  readonly type: CellType
  readonly reference?: string
}

export interface TargetEntity {
  readonly label: LocalText
  /** What a file of this kind would add to a workspace that has none. */
  readonly adds: LocalText
  readonly columns: Readonly<Record<string, TargetColumn>>
}

type ModelKind = Exclude<FileKind, 'custom'>

const common = {
  source_id: { label: { zh: '编号', en: 'ID' }, type: 'text' },
  created_at: { label: { zh: '创建时间', en: 'Created' }, type: 'timestamp' },
  updated_at: { label: { zh: '最后修改时间', en: 'Last modified' }, type: 'timestamp' },
  owner: { label: { zh: '负责人', en: 'Owner' }, type: 'text', reference: 'person' },
  is_deleted: { label: { zh: '已删除', en: 'Deleted' }, type: 'boolean' },
} as const satisfies Record<string, TargetColumn>

/** The entities this product imports, with every column a file can fill; `entity.column` is the id of a mapping's target. */
export const targets: Readonly<Record<ModelKind, TargetEntity>> = {
  account: {
    label: { zh: '客户', en: 'Account' },
    adds: { zh: '行业、地区、规模等客户维度', en: 'industry, region, size and other customer dimensions' },
    columns: {
      ...common,
      name: { label: { zh: '客户名称', en: 'Account name' }, type: 'text' },
      industry: { label: { zh: '行业', en: 'Industry' }, type: 'text' },
      size_band: { label: { zh: '规模', en: 'Size' }, type: 'text' },
      employee_count: { label: { zh: '员工数', en: 'Employees' }, type: 'integer' },
      annual_revenue: { label: { zh: '年营收', en: 'Annual revenue' }, type: 'decimal' },
      country: { label: { zh: '国家', en: 'Country' }, type: 'text' },
      region: { label: { zh: '大区', en: 'Region' }, type: 'text' },
      province: { label: { zh: '省份', en: 'State or province' }, type: 'text' },
      city: { label: { zh: '城市', en: 'City' }, type: 'text' },
      phone: { label: { zh: '电话', en: 'Phone' }, type: 'text' },
      email: { label: { zh: '邮箱', en: 'Email' }, type: 'text' },
      tax_id: { label: { zh: '统一社会信用代码', en: 'Tax ID' }, type: 'text' },
      parent: { label: { zh: '上级客户', en: 'Parent account' }, type: 'text', reference: 'account' },
    },
  },
  contact: {
    label: { zh: '联系人', en: 'Contact' },
    adds: { zh: '联系人维度', en: 'contacts behind deals' },
    columns: {
      ...common,
      account: { label: { zh: '客户', en: 'Account' }, type: 'text', reference: 'account' },
      name: { label: { zh: '姓名', en: 'Name' }, type: 'text' },
      title: { label: { zh: '职务', en: 'Title' }, type: 'text' },
      phone: { label: { zh: '电话', en: 'Phone' }, type: 'text' },
      email: { label: { zh: '邮箱', en: 'Email' }, type: 'text' },
    },
  },
  person: {
    label: { zh: '人员', en: 'Person' },
    adds: { zh: '负责人、主管与大区维度', en: 'owner, manager and region dimensions' },
    columns: {
      ...common,
      name: { label: { zh: '姓名', en: 'Name' }, type: 'text' },
      email: { label: { zh: '邮箱', en: 'Email' }, type: 'text' },
      team: { label: { zh: '团队', en: 'Team' }, type: 'text', reference: 'team' },
      manager: { label: { zh: '主管', en: 'Manager' }, type: 'text', reference: 'person' },
      region: { label: { zh: '大区', en: 'Region' }, type: 'text' },
      active_from: { label: { zh: '入职日期', en: 'Active from' }, type: 'date' },
      active_to: { label: { zh: '离职日期', en: 'Active to' }, type: 'date' },
    },
  },
  team: {
    label: { zh: '团队', en: 'Team' },
    adds: { zh: '团队维度', en: 'the team dimension' },
    columns: {
      ...common,
      name: { label: { zh: '团队名称', en: 'Team name' }, type: 'text' },
      parent: { label: { zh: '上级团队', en: 'Parent team' }, type: 'text', reference: 'team' },
      region: { label: { zh: '大区', en: 'Region' }, type: 'text' },
    },
  },
  product: {
    label: { zh: '产品', en: 'Product' },
    adds: { zh: '产品与产品线维度、标准价', en: 'product and product-line dimensions, list prices' },
    columns: {
      ...common,
      name: { label: { zh: '产品名称', en: 'Product name' }, type: 'text' },
      line: { label: { zh: '产品线', en: 'Product line' }, type: 'text' },
      list_price: { label: { zh: '标准价', en: 'List price' }, type: 'decimal' },
      cost: { label: { zh: '成本', en: 'Cost' }, type: 'decimal' },
      currency: { label: { zh: '币种', en: 'Currency' }, type: 'text' },
      valid_from: { label: { zh: '生效日期', en: 'Valid from' }, type: 'date' },
      valid_to: { label: { zh: '失效日期', en: 'Valid to' }, type: 'date' },
    },
  },
  pipeline: {
    label: { zh: '销售流程', en: 'Pipeline' },
    adds: { zh: '多流程区分', en: 'a pipeline dimension' },
    columns: {
      ...common,
      name: { label: { zh: '流程名称', en: 'Pipeline name' }, type: 'text' },
    },
  },
  stage: {
    label: { zh: '销售阶段', en: 'Stage' },
    adds: { zh: '阶段顺序与赢率，加权管道', en: 'stage order and probabilities, so weighted pipeline' },
    columns: {
      ...common,
      pipeline: { label: { zh: '销售流程', en: 'Pipeline' }, type: 'text', reference: 'pipeline' },
      name: { label: { zh: '阶段名称', en: 'Stage name' }, type: 'text' },
      position: { label: { zh: '顺序', en: 'Position' }, type: 'integer' },
      probability: { label: { zh: '赢率', en: 'Probability' }, type: 'decimal' },
      kind: { label: { zh: '类型（进行中/赢单/输单）', en: 'Kind (open, won, lost)' }, type: 'text' },
      forecast_category: { label: { zh: '预测类别', en: 'Forecast category' }, type: 'text' },
    },
  },
  opportunity: {
    label: { zh: '商机', en: 'Opportunity' },
    adds: { zh: '商机、赢单率、销售周期与管道', en: 'deals, win rate, sales cycle and pipeline' },
    columns: {
      ...common,
      name: { label: { zh: '商机名称', en: 'Opportunity name' }, type: 'text' },
      account: { label: { zh: '客户', en: 'Account' }, type: 'text', reference: 'account' },
      contact: { label: { zh: '联系人', en: 'Contact' }, type: 'text', reference: 'contact' },
      lead: { label: { zh: '来源线索', en: 'Lead' }, type: 'text', reference: 'lead' },
      pipeline: { label: { zh: '销售流程', en: 'Pipeline' }, type: 'text', reference: 'pipeline' },
      stage: { label: { zh: '销售阶段', en: 'Stage' }, type: 'text', reference: 'stage' },
      status: { label: { zh: '状态', en: 'Status' }, type: 'text' },
      amount: { label: { zh: '商机金额', en: 'Amount' }, type: 'decimal' },
      currency: { label: { zh: '币种', en: 'Currency' }, type: 'text' },
      probability: { label: { zh: '赢率', en: 'Probability' }, type: 'decimal' },
      expected_close_on: { label: { zh: '预计成交日期', en: 'Expected close' }, type: 'date' },
      closed_at: { label: { zh: '实际成交日期', en: 'Closed' }, type: 'timestamp' },
      won_reason: { label: { zh: '赢单原因', en: 'Won reason' }, type: 'text' },
      lost_reason: { label: { zh: '输单原因', en: 'Lost reason' }, type: 'text' },
      competitor: { label: { zh: '竞争对手', en: 'Competitor' }, type: 'text' },
      forecast_category: { label: { zh: '预测类别', en: 'Forecast category' }, type: 'text' },
      type: { label: { zh: '商机类型', en: 'Type' }, type: 'text' },
      channel: { label: { zh: '线索来源', en: 'Lead source' }, type: 'text', reference: 'channel' },
      campaign: { label: { zh: '市场活动', en: 'Campaign' }, type: 'text', reference: 'campaign' },
      product: { label: { zh: '产品', en: 'Product' }, type: 'text', reference: 'product' },
    },
  },
  opportunity_line: {
    label: { zh: '商机产品', en: 'Opportunity line' },
    adds: { zh: '按产品拆分的金额', en: 'money by product' },
    columns: {
      ...common,
      opportunity: { label: { zh: '商机', en: 'Opportunity' }, type: 'text', reference: 'opportunity' },
      product: { label: { zh: '产品', en: 'Product' }, type: 'text', reference: 'product' },
      quantity: { label: { zh: '数量', en: 'Quantity' }, type: 'decimal' },
      net_price: { label: { zh: '成交单价', en: 'Net price' }, type: 'decimal' },
      amount: { label: { zh: '金额', en: 'Amount' }, type: 'decimal' },
      currency: { label: { zh: '币种', en: 'Currency' }, type: 'text' },
    },
  },
  stage_visit: {
    label: { zh: '阶段记录', en: 'Stage history' },
    adds: { zh: '阶段转化、停留时长与历史管道', en: 'stage conversion, time in stage, past pipeline' },
    columns: {
      ...common,
      opportunity: { label: { zh: '商机', en: 'Opportunity' }, type: 'text', reference: 'opportunity' },
      pipeline: { label: { zh: '销售流程', en: 'Pipeline' }, type: 'text', reference: 'pipeline' },
      stage: { label: { zh: '进入的阶段', en: 'Stage entered' }, type: 'text', reference: 'stage' },
      from_stage: { label: { zh: '原阶段', en: 'From stage' }, type: 'text', reference: 'stage' },
      entered_at: { label: { zh: '进入时间', en: 'Entered' }, type: 'timestamp' },
      left_at: { label: { zh: '离开时间', en: 'Left' }, type: 'timestamp' },
      changed_by: { label: { zh: '操作人', en: 'Changed by' }, type: 'text', reference: 'person' },
    },
  },
  lead: {
    label: { zh: '线索', en: 'Lead' },
    adds: { zh: '线索数、转化率与响应时间', en: 'lead counts, conversion and response time' },
    columns: {
      ...common,
      name: { label: { zh: '姓名', en: 'Name' }, type: 'text' },
      company: { label: { zh: '公司', en: 'Company' }, type: 'text' },
      account: { label: { zh: '客户', en: 'Account' }, type: 'text', reference: 'account' },
      contact: { label: { zh: '联系人', en: 'Contact' }, type: 'text', reference: 'contact' },
      opportunity: { label: { zh: '转化商机', en: 'Converted opportunity' }, type: 'text', reference: 'opportunity' },
      channel: { label: { zh: '线索来源', en: 'Lead source' }, type: 'text', reference: 'channel' },
      campaign: { label: { zh: '市场活动', en: 'Campaign' }, type: 'text', reference: 'campaign' },
      status: { label: { zh: '线索状态', en: 'Lead status' }, type: 'text' },
      is_valid: { label: { zh: '是否有效', en: 'Valid' }, type: 'boolean' },
      mql_at: { label: { zh: 'MQL 时间', en: 'MQL date' }, type: 'timestamp' },
      sql_at: { label: { zh: 'SQL 时间', en: 'SQL date' }, type: 'timestamp' },
      first_response_at: { label: { zh: '首次响应时间', en: 'First response' }, type: 'timestamp' },
      assigned_at: { label: { zh: '分配时间', en: 'Assigned' }, type: 'timestamp' },
      converted_at: { label: { zh: '转换时间', en: 'Converted' }, type: 'timestamp' },
      score: { label: { zh: '评分', en: 'Score' }, type: 'decimal' },
      disqualified_reason: { label: { zh: '无效原因', en: 'Disqualified reason' }, type: 'text' },
      product_interest: { label: { zh: '意向产品', en: 'Product interest' }, type: 'text' },
      industry: { label: { zh: '行业', en: 'Industry' }, type: 'text' },
      region: { label: { zh: '地区', en: 'Region' }, type: 'text' },
      phone: { label: { zh: '电话', en: 'Phone' }, type: 'text' },
      email: { label: { zh: '邮箱', en: 'Email' }, type: 'text' },
    },
  },
  activity: {
    label: { zh: '跟进记录', en: 'Activity' },
    adds: { zh: '跟进次数与响应时间', en: 'activity counts and response time' },
    columns: {
      ...common,
      happened_at: { label: { zh: '跟进时间', en: 'Date and time' }, type: 'timestamp' },
      kind: { label: { zh: '跟进方式', en: 'Type' }, type: 'text' },
      direction: { label: { zh: '方向', en: 'Direction' }, type: 'text' },
      is_automatic: { label: { zh: '自动', en: 'Automatic' }, type: 'boolean' },
      duration_minutes: { label: { zh: '时长（分钟）', en: 'Duration (minutes)' }, type: 'decimal' },
      lead: { label: { zh: '线索', en: 'Lead' }, type: 'text', reference: 'lead' },
      opportunity: { label: { zh: '商机', en: 'Opportunity' }, type: 'text', reference: 'opportunity' },
      account: { label: { zh: '客户', en: 'Account' }, type: 'text', reference: 'account' },
      contact: { label: { zh: '联系人', en: 'Contact' }, type: 'text', reference: 'contact' },
      subject: { label: { zh: '主题', en: 'Subject' }, type: 'text' },
      status: { label: { zh: '状态', en: 'Status' }, type: 'text' },
    },
  },
  channel: {
    label: { zh: '渠道', en: 'Channel' },
    adds: { zh: '渠道层级', en: 'the channel hierarchy' },
    columns: {
      ...common,
      name: { label: { zh: '渠道名称', en: 'Channel name' }, type: 'text' },
      source_name: { label: { zh: '来源', en: 'Source' }, type: 'text' },
      medium: { label: { zh: '媒介', en: 'Medium' }, type: 'text' },
      is_paid: { label: { zh: '付费', en: 'Paid' }, type: 'boolean' },
    },
  },
  campaign: {
    label: { zh: '市场活动', en: 'Campaign' },
    adds: { zh: '市场活动维度', en: 'the campaign dimension' },
    columns: {
      ...common,
      name: { label: { zh: '活动名称', en: 'Campaign name' }, type: 'text' },
      channel: { label: { zh: '渠道', en: 'Channel' }, type: 'text', reference: 'channel' },
      starts_on: { label: { zh: '开始日期', en: 'Start date' }, type: 'date' },
      ends_on: { label: { zh: '结束日期', en: 'End date' }, type: 'date' },
    },
  },
  spend: {
    label: { zh: '渠道投入', en: 'Spend' },
    adds: { zh: '线索成本与渠道投入', en: 'cost per lead and channel spend' },
    columns: {
      ...common,
      spent_on: { label: { zh: '日期', en: 'Date' }, type: 'date' },
      channel: { label: { zh: '渠道', en: 'Channel' }, type: 'text', reference: 'channel' },
      campaign: { label: { zh: '市场活动', en: 'Campaign' }, type: 'text', reference: 'campaign' },
      kind: { label: { zh: '费用类型', en: 'Kind' }, type: 'text' },
      amount: { label: { zh: '金额', en: 'Amount' }, type: 'decimal' },
      currency: { label: { zh: '币种', en: 'Currency' }, type: 'text' },
    },
  },
  target: {
    label: { zh: '目标', en: 'Target' },
    adds: { zh: '目标与完成率', en: 'targets and attainment' },
    columns: {
      ...common,
      period_start: { label: { zh: '期间', en: 'Period' }, type: 'date' },
      period_end: { label: { zh: '期间结束', en: 'Period end' }, type: 'date' },
      team: { label: { zh: '团队', en: 'Team' }, type: 'text', reference: 'team' },
      metric: { label: { zh: '指标', en: 'Metric' }, type: 'text' },
      amount: { label: { zh: '目标值', en: 'Target' }, type: 'decimal' },
      currency: { label: { zh: '币种', en: 'Currency' }, type: 'text' },
    },
  },
  order: {
    label: { zh: '订单', en: 'Order' },
    adds: { zh: '订单额与毛利', en: 'order value and margin' },
    columns: {
      ...common,
      contract: { label: { zh: '合同', en: 'Contract' }, type: 'text', reference: 'contract' },
      opportunity: { label: { zh: '商机', en: 'Opportunity' }, type: 'text', reference: 'opportunity' },
      account: { label: { zh: '客户', en: 'Account' }, type: 'text', reference: 'account' },
      ordered_at: { label: { zh: '下单日期', en: 'Ordered' }, type: 'timestamp' },
      approved_at: { label: { zh: '审批时间', en: 'Approved' }, type: 'timestamp' },
      amount: { label: { zh: '订单金额', en: 'Amount' }, type: 'decimal' },
      cost: { label: { zh: '成本', en: 'Cost' }, type: 'decimal' },
      currency: { label: { zh: '币种', en: 'Currency' }, type: 'text' },
      status: { label: { zh: '订单状态', en: 'Status' }, type: 'text' },
      product: { label: { zh: '产品', en: 'Product' }, type: 'text', reference: 'product' },
    },
  },
  order_line: {
    label: { zh: '订单产品', en: 'Order line' },
    adds: { zh: '按产品的订单额', en: 'order value by product' },
    columns: {
      ...common,
      order: { label: { zh: '订单', en: 'Order' }, type: 'text', reference: 'order' },
      product: { label: { zh: '产品', en: 'Product' }, type: 'text', reference: 'product' },
      quantity: { label: { zh: '数量', en: 'Quantity' }, type: 'decimal' },
      net_price: { label: { zh: '成交单价', en: 'Net price' }, type: 'decimal' },
      cost: { label: { zh: '成本', en: 'Cost' }, type: 'decimal' },
      amount: { label: { zh: '金额', en: 'Amount' }, type: 'decimal' },
      currency: { label: { zh: '币种', en: 'Currency' }, type: 'text' },
    },
  },
  payment: {
    label: { zh: '回款', en: 'Payment' },
    adds: { zh: '回款额', en: 'money received' },
    columns: {
      ...common,
      account: { label: { zh: '客户', en: 'Account' }, type: 'text', reference: 'account' },
      order: { label: { zh: '订单', en: 'Order' }, type: 'text', reference: 'order' },
      contract: { label: { zh: '合同', en: 'Contract' }, type: 'text', reference: 'contract' },
      received_at: { label: { zh: '回款日期', en: 'Received' }, type: 'timestamp' },
      amount: { label: { zh: '回款金额', en: 'Amount' }, type: 'decimal' },
      currency: { label: { zh: '币种', en: 'Currency' }, type: 'text' },
      status: { label: { zh: '状态', en: 'Status' }, type: 'text' },
    },
  },
  exchange_rate: {
    label: { zh: '汇率', en: 'Exchange rate' },
    adds: { zh: '多币种换算', en: 'conversion between currencies' },
    columns: {
      ...common,
      from_currency: { label: { zh: '原币种', en: 'From' }, type: 'text' },
      to_currency: { label: { zh: '目标币种', en: 'To' }, type: 'text' },
      valid_on: { label: { zh: '日期', en: 'Date' }, type: 'date' },
      rate: { label: { zh: '汇率', en: 'Rate' }, type: 'decimal' },
    },
  },
}

/** Looks a target such as `opportunity.amount` up; undefined where the model has no such column. */
export function findTarget(id: string): TargetColumn | undefined {
  const [entity = '', column = ''] = id.split('.')
  return targets[entity as ModelKind]?.columns[column]
}
