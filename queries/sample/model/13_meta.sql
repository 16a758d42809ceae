-- Writes what a workspace remembers of a load: one load, one file for each entity, the texts by which rows name each other, free ids above.
-- Grain: meta.file one row per entity (its id is the entity's file_id), meta.reference one row per text. Parameters: $loaded_at, $label, $fingerprint.
-- Traps: no bytes of these files exist (sources/ is empty), the hash only tells one company from another; stages are named with their pipeline.
insert into meta.load (id, loaded_at, mode, outcome, keeps_versions) values (1, $loaded_at::timestamp, 'full', '[]', true);

insert into meta.file (id, load_id, name, sheet, hash, kind, bytes, rows, mapping)
with counted as (
  select 1 as id, 'account' as kind, count(*) as rows from model.account union all select 2, 'contact', count(*) from model.contact
  union all select 3, 'person', count(*) from model.person union all select 4, 'team', count(*) from model.team
  union all select 5, 'channel', count(*) from model.channel union all select 6, 'campaign', count(*) from model.campaign
  union all select 7, 'spend', count(*) from model.spend union all select 8, 'touch', count(*) from model.touch
  union all select 9, 'lead', count(*) from model.lead union all select 10, 'pipeline', count(*) from model.pipeline
  union all select 11, 'stage', count(*) from model.stage union all select 12, 'opportunity', count(*) from model.opportunity
  union all select 13, 'stage_visit', count(*) from model.stage_visit union all select 14, 'opportunity_line', count(*) from model.opportunity_line
  union all select 15, 'opportunity_contact', count(*) from model.opportunity_contact union all select 16, 'activity', count(*) from model.activity
  union all select 17, 'product', count(*) from model.product union all select 18, 'quote', count(*) from model.quote
  union all select 19, 'quote_line', count(*) from model.quote_line union all select 20, 'contract', count(*) from model.contract
  union all select 21, 'order', count(*) from model."order" union all select 22, 'order_line', count(*) from model.order_line
  union all select 23, 'delivery', count(*) from model.delivery union all select 24, 'instalment', count(*) from model.instalment
  union all select 25, 'invoice', count(*) from model.invoice union all select 26, 'payment', count(*) from model.payment
  union all select 27, 'payment_allocation', count(*) from model.payment_allocation union all select 28, 'ticket', count(*) from model.ticket
  union all select 29, 'target', count(*) from model.target union all select 30, 'exchange_rate', count(*) from model.exchange_rate
  union all select 31, 'field_change', count(*) from model.field_change
)
select id, 1, concat($label::varchar, '/', kind), null, concat($fingerprint::varchar, '-', kind), kind, 0, rows, '{}' from counted;

insert into meta.reference (ref, entity, raw, match_key, id, rule)
with named as (
  select 'account' as entity, source_id as raw, id from model.account union all select 'person', source_id, id from model.person
  union all select 'team', source_id, id from model.team union all select 'product', source_id, id from model.product
  union all select 'channel', source_id, id from model.channel union all select 'campaign', source_id, id from model.campaign
  union all select 'pipeline', source_id, id from model.pipeline union all select 'pipeline', name, id from model.pipeline
  union all select 'stage', concat(pipeline, '/', name), id from model.stage
)
select
  row_number() over (order by entity, id, raw), entity, raw,
  case when entity = 'stage' then concat(meta.match_key(split_part(raw, '/', 1)), '/', meta.match_key(split_part(raw, '/', 2))) else lower(raw) end, id,
  case when entity = 'stage' or starts_with(raw, '标准') then 'name' else 'id' end
from named;

insert into meta.setting (key, value) select 'reporting_currency', 'CNY' where not exists (select 1 from meta.setting where key = 'reporting_currency');
update meta.setting set value = 'CNY' where key = 'reporting_currency';

create or replace sequence meta.load_ids start 2;
create or replace sequence meta.file_ids start 100;
create or replace sequence meta.reference_ids start 1000000000;
create or replace sequence meta.entity_ids start 100000000000;

drop schema sample cascade;
