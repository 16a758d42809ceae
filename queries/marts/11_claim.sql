-- What customers owe: issued invoices, and the lines of payment plans. Grain: one row per valid invoice (`entity` invoice) or instalment.
-- Traps: an invoice stands from the day it was issued, an instalment from the day its contract was signed, else its order placed, else it was
-- due; instalments are receivables only in a workspace without invoices (`is_receivable`); `due_day` is the plan of now, `original_due_day`
-- the first one, each with its own rate; without a due date an invoice is due at once; an instalment of a void contract is none.
-- No rows without rows of: model.instalment, model.invoice.
-- Keyed: entity, condition.
create or replace table mart.claim as
with planned as (
  select
    i.id, i.source, i.source_id, i.load_id, i.file_id, i.row_number, coalesce(c.id, oc.id) as contract_id, o.id as order_id, coalesce(c.opportunity_id, o.opportunity_id) as opportunity_id,
    coalesce(c.account_ref, o.account_ref) as account_ref, coalesce(wr.ref, c.owner_ref, o.owner_ref) as owner_ref,
    coalesce(c.channel_ref, o.channel_ref) as channel_ref, coalesce(c.campaign_ref, o.campaign_ref) as campaign_ref,
    coalesce(i.due_on, i.original_due_on) as due_on, coalesce(i.original_due_on, i.due_on) as original_due_on, coalesce(c.signed_at::date, o.ordered_at::date, i.original_due_on, i.due_on) as start_on, i.amount, i.currency, i.condition
  from model.instalment i
  left join mart.contract c on c.source_id = i.contract and c.source = i.source
  left join mart."order" o on o.source_id = i."order" and o.source = i.source
  left join model."order" om on om.id = o.id
  left join mart.contract oc on oc.source_id = om.contract and oc.source = om.source
  left join meta.reference wr on wr.entity = 'person' and wr.raw = i.owner
  where not i.is_deleted and coalesce(c.is_valid, true) and (c.id is not null or coalesce(o.is_confirmed, true))
),
claims as (
  select
    'invoice' as entity, i.id, i.source, i.source_id, i.load_id, i.file_id, i.row_number, coalesce(i.contract_id, oc.id) as contract_id, i.order_id, i.opportunity_id, i.account_ref, i.owner_ref, i.channel_ref, i.campaign_ref,
    coalesce(i.due_on, i.issued_on) as due_on, coalesce(i.due_on, i.issued_on) as original_due_on, i.issued_on as start_on, i.gross as amount, i.currency, null as condition, true as is_receivable
  from mart.invoice i
  left join model."order" om on om.id = i.order_id
  left join mart.contract oc on oc.source_id = om.contract and oc.source = om.source
  where i.is_valid
  union all
  select 'instalment', p.*, not exists (select 1 from mart.invoice i where i.is_valid) from planned p
)
select
  i.entity, i.id, i.source, i.source_id, i.load_id, i.file_id, i.row_number, i.contract_id, i.order_id, i.opportunity_id, i.account_ref, a.id as account_id, i.owner_ref, i.channel_ref, i.campaign_ref,
  i.start_on, mart.day_number(i.start_on) as start_day, mart.month_number(i.start_on) as start_month,
  i.due_on, mart.day_number(i.due_on) as due_day, mart.month_number(i.due_on) as due_month,
  i.original_due_on, mart.day_number(i.original_due_on) as original_due_day, mart.month_number(i.original_due_on) as original_due_month,
  i.amount, i.currency, case when i.currency is null or i.currency = reporting.value then 1 else x.rate end as rate, case when i.currency is null or i.currency = reporting.value then 1 else y.rate end as current_rate,
  case when i.currency is null or i.currency = reporting.value then i.amount else (i.amount::double * x.rate)::decimal(18, 4) end as amount_reporting,
  case when i.currency is null or i.currency = reporting.value then i.amount else (i.amount::double * y.rate)::decimal(18, 4) end as current_amount_reporting,
  i.condition, i.is_receivable
from claims i
left join (select value from meta.setting where key = 'reporting_currency') reporting on true
left join mart.rate_day x on x.currency = i.currency and x.on_day = mart.rated_day(case when i.entity = 'invoice' then i.start_on else i.original_due_on end, (select max(on_day) from mart.rate_day))
left join mart.rate_day y on y.currency = i.currency and y.on_day = mart.rated_day(case when i.entity = 'invoice' then i.start_on else i.due_on end, (select max(on_day) from mart.rate_day))
left join meta.reference a on a.entity = 'account' and a.ref = i.account_ref
order by start_day;
