-- Question: does every `…_id` of one mart name a row that exists? Grain: one row. Parameters: $table, for example mart.activity.
-- Traps: a deleted row still exists in the model and may be named; the pattern is the one of mart_tables.sql.
with named as (
  select kind, id, count(*) as rows
  from (unpivot (select columns('^(opportunity|lead|order|contract|quote|payment|account)_id$') from query_table($table)) on columns(*) into name kind value id)
  group by kind, id
),
known as (
  select 'account_id' as kind, id from model.account
  union all select 'opportunity_id', id from model.opportunity
  union all select 'lead_id', id from model.lead
  union all select 'order_id', id from model."order"
  union all select 'contract_id', id from model.contract
  union all select 'quote_id', id from model.quote
  union all select 'payment_id', id from model.payment
)
select
  coalesce(sum(rows), 0)::bigint as checked, count(*) filter (where not is_known) as found,
  coalesce(list(concat(kind, ' ', id, ' (', rows, ')') order by kind, id) filter (where not is_known)[:5], []) as examples
from (select n.kind, n.id, n.rows, exists (select 1 from known k where k.kind = n.kind and k.id = n.id) as is_known from named n);
