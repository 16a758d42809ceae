-- HubSpot export of deals with the date of entry into every stage. Grain: one row per deal that is not deleted.
-- Parameters: none.
-- Traps: ids of several contacts are joined by ";"; Close Date is the plan until the deal is closed; a stage entered twice shows its last entry.
with entries as (
  select
    opportunity, max(case when stage = '初步沟通' then entered_at end) as e1, max(case when stage = '需求分析' then entered_at end) as e2, max(case when stage = '方案提供' then entered_at end) as e3,
    max(case when stage = '商务谈判' then entered_at end) as e4, max(case when stage = '合同签订' then entered_at end) as e5, max(case when stage = '赢单' then entered_at end) as e6, max(case when stage = '输单' then entered_at end) as e7
  from model.stage_visit group by opportunity
),
people as (
  select opportunity, string_agg('93' || right(contact, 9), ';' order by contact) as ids from model.opportunity_contact where role <> '决策人' group by opportunity
)
select
  '92' || right(o.source_id, 9) as "Record ID", o.name as "Deal Name", o.pipeline as "Pipeline", o.stage as "Deal Stage", o.amount::decimal(18, 2) as "Amount", o.currency as "Currency", o.type as "Deal Type",
  strftime(coalesce(o.closed_at, o.expected_close_on::timestamp), '%Y-%m-%d %H:%M') as "Close Date", strftime(o.created_at, '%Y-%m-%d %H:%M') as "Create Date", p.name as "Deal owner", o.probability as "Deal probability",
  o.lost_reason as "Closed Lost Reason", o.won_reason as "Closed Won Reason", concat(h.source_name, '-', h.medium) as "Original Traffic Source", strftime(o.updated_at, '%Y-%m-%d %H:%M') as "Last Modified Date",
  strftime(e.e1, '%Y-%m-%d %H:%M') as "Date entered ""初步沟通 (标准销售流程)""", strftime(e.e2, '%Y-%m-%d %H:%M') as "Date entered ""需求分析 (标准销售流程)""", strftime(e.e3, '%Y-%m-%d %H:%M') as "Date entered ""方案提供 (标准销售流程)""",
  strftime(e.e4, '%Y-%m-%d %H:%M') as "Date entered ""商务谈判 (标准销售流程)""", strftime(e.e5, '%Y-%m-%d %H:%M') as "Date entered ""合同签订 (标准销售流程)""", strftime(e.e6, '%Y-%m-%d %H:%M') as "Date entered ""赢单 (标准销售流程)""",
  strftime(e.e7, '%Y-%m-%d %H:%M') as "Date entered ""输单 (标准销售流程)""",
  nullif(concat_ws(';', '90' || right(o.lead, 9), c.ids), '') as "Associated Contact IDs", a.name as "Associated Company", '91' || right(o.account, 9) as "Associated Company IDs (Primary)"
from model.opportunity o
left join entries e on e.opportunity = o.source_id
left join people c on c.opportunity = o.source_id
left join model.person p on p.source_id = o.owner
left join model.channel h on h.source_id = o.channel
left join model.account a on a.source_id = o.account
where not o.is_deleted order by o.id
