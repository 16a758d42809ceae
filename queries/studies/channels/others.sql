-- What do the paths leave out? Grain: one row. Reads: names, mart.touch, mart.opportunity. Parameters: $from, $to, $as_of, $is_campaign.
-- `touches` are on record up to the day of the study, `unnamed` of those say no channel or no time; `leadless` deals were won in the period and came from no lead.
with seen as (
  select t.happened_at, case when $is_campaign::boolean then t.campaign_ref else t.channel_ref end as ref
  from mart.touch t where t.happened_day is null or t.happened_day <= $as_of::integer
)
select
  (select count(*) from seen) as touches,
  (select count(*) from seen s where s.happened_at is null or not exists (select 1 from names n where n.ref = s.ref)) as unnamed,
  (select count(*) from mart.opportunity where status = 'won' and lead_id is null and closed_day between $from::integer and least($to::integer, $as_of::integer)) as leadless
