-- Calls, visits, mails, meetings, tasks. Grain: one row per activity that is not deleted.
-- Traps: an activity names a lead, a deal, an account or several of them; the deal gives the account where it is not named;
-- channel and campaign are the deal's or the lead's, else those of the account's first touch.
-- No rows without rows of: model.activity.
-- Keyed: kind, direction, opportunity_status.
create or replace table mart.activity as
select
  a.id, a.source, a.load_id, a.file_id, a.row_number,
  coalesce(a.happened_at, a.created_at) as happened_at, mart.day_number(coalesce(a.happened_at, a.created_at)) as happened_day,
  mart.month_number(coalesce(a.happened_at, a.created_at)) as happened_month,
  a.kind, a.direction, coalesce(a.is_automatic, false) as is_automatic, a.duration_minutes,
  l.id as lead_id, o.id as opportunity_id, o.status as opportunity_status,
  coalesce(ar.ref, o.account_ref) as account_ref, wr.ref as owner_ref, coalesce(o.channel_ref, lc.ref, ft.channel_ref) as channel_ref,
  coalesce(o.campaign_ref, lg.ref, case when o.channel_ref is null and lc.ref is null then ft.campaign_ref end) as campaign_ref
from model.activity a
left join model.lead l on l.source_id = a.lead and l.source = a.source and not l.is_deleted
left join model.opportunity m on m.source_id = a.opportunity and m.source = a.source
left join mart.opportunity o on o.id = m.id
left join meta.reference lc on lc.entity = 'channel' and lc.raw = l.channel
left join meta.reference lg on lg.entity = 'campaign' and lg.raw = l.campaign
left join meta.reference ar on ar.entity = 'account' and ar.raw = a.account
left join mart.first_touch ft on ft.account_id = ar.id
left join meta.reference wr on wr.entity = 'person' and wr.raw = a.owner
where not a.is_deleted
order by happened_day;
