-- What somebody saw or did before becoming a customer, and the first of it for each account.
-- Grain: mart.touch one row per touch that is not deleted; mart.first_touch one per golden account that was touched.
-- Traps: a touch names an account, a contact or a lead; the contact and the lead lead to the account where it is not named.
-- No rows without rows of: model.touch.
-- Keyed: kind.
create or replace table mart.touch as
select
  t.id, t.source, t.load_id, t.file_id, t.row_number, l.id as lead_id, ar.ref as account_ref, ar.id as account_id, cr.ref as channel_ref, gr.ref as campaign_ref, t.kind,
  t.happened_at, mart.day_number(t.happened_at) as happened_day, mart.month_number(t.happened_at) as happened_month
from model.touch t
left join model.lead l on l.source_id = t.lead and l.source = t.source and not l.is_deleted
left join model.contact c on c.source_id = t.contact and c.source = t.source and not c.is_deleted
left join mart.lead_link k on k.lead_id = l.id
left join model.opportunity o on o.id = k.opportunity_id
left join meta.reference ar on ar.entity = 'account' and ar.raw = coalesce(t.account, c.account, l.account, o.account)
left join meta.reference cr on cr.entity = 'channel' and cr.raw = t.channel
left join meta.reference gr on gr.entity = 'campaign' and gr.raw = t.campaign
where not t.is_deleted
order by happened_day;

create or replace table mart.first_touch as
select account_id, channel_ref, campaign_ref
from mart.touch
where account_id is not null and happened_at is not null and channel_ref is not null
qualify row_number() over (partition by account_id order by happened_at, id) = 1;
