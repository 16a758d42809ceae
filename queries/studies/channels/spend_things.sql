-- Which bookings stand behind spend? Grain: one row per booked amount, largest first. Reads: spending, names. Parameters: $is_campaign; $has_channel, $channel; $has_group, $group.
with asked as (
  select s.id, s.amount_reporting
  from spending s left join names n on n.ref = case when $is_campaign::boolean then s.campaign_ref else s.channel_ref end
  where (not $has_channel::boolean or n.name is not distinct from $channel::varchar) and (not $has_group::boolean or s.g0 is not distinct from $group::varchar)
)
select id from asked order by amount_reporting desc nulls last, id
