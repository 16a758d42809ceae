-- Question: does every `…_ref` of one mart stand in the mart of what it names? Grain: one row. Parameters: $table, for example mart.lead.
-- Traps: a kind of ref that is not listed here counts as missing, so that a new one cannot be forgotten.
with named as (
  select kind, ref, count(*) as rows
  from (unpivot (select columns('_ref$') from query_table($table)) on columns(*) into name kind value ref)
  group by kind, ref
),
known as (
  select 'account_ref' as kind, ref from mart.account
  union all select 'owner_ref', ref from mart.person
  union all select 'team_ref', ref from mart.team
  union all select 'product_ref', ref from mart.product
  union all select 'channel_ref', ref from mart.channel
  union all select 'campaign_ref', ref from mart.campaign
  union all select 'pipeline_ref', ref from mart.pipeline
  union all select 'stage_ref', ref from mart.stage
)
select
  coalesce(sum(rows), 0)::bigint as checked, count(*) filter (where not is_known) as found,
  coalesce(list(concat(kind, ' ', ref, ' (', rows, ')') order by kind, ref) filter (where not is_known)[:5], []) as examples
from (select n.kind, n.ref, n.rows, exists (select 1 from known k where k.kind = n.kind and k.ref = n.ref) as is_known from named n);
