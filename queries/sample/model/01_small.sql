-- Writes what is small and fixed into the model: teams, people, channels, campaigns, products, pipeline, stages, exchange rates.
-- Grain: one row per thing. Parameters: none.
-- Traps: parents stand as the text by which a source names them (here its ids), as everywhere in the model.
insert into model.team by name
select sample.row_id(4, team_no) as id, 'sample' as source, sample.key('T', team_no) as source_id, 1 as load_id, 4 as file_id, team_no as row_number, hash(team_no) as row_hash,
  name, case when parent is not null then sample.key('T', 7) end as parent, region
from sample.team;

insert into model.person by name
select sample.row_id(3, p.person_no) as id, 'sample' as source, sample.key('U', p.person_no) as source_id, 1 as load_id, 3 as file_id, p.person_no as row_number, hash(p.person_no) as row_hash,
  p.name, concat('u', p.person_no, '@example.cn') as email, sample.key('T', p.team_no) as team, sample.key('U', p.manager_no) as manager, t.region,
  p.active_from, case when p.active_to <= s.as_of then p.active_to end as active_to
from sample.person p join sample.team t on t.team_no = p.team_no, sample.span s;

insert into model.channel by name
select sample.row_id(5, channel_no) as id, 'sample' as source, sample.key('H', channel_no) as source_id, 1 as load_id, 5 as file_id, channel_no as row_number, hash(channel_no) as row_hash,
  name, source_name, medium, is_paid
from sample.channel;

insert into model.campaign by name
select sample.row_id(6, campaign_no) as id, 'sample' as source, sample.key('G', campaign_no) as source_id, 1 as load_id, 6 as file_id, campaign_no as row_number, hash(campaign_no) as row_hash,
  name, sample.key('H', channel_no) as channel, starts_on, ends_on
from sample.campaign;

insert into model.product by name
select sample.row_id(17, product_no) as id, 'sample' as source, sample.key('P', product_no) as source_id, 1 as load_id, 17 as file_id, product_no as row_number, hash(product_no) as row_hash,
  name, line, list_price, cost, 'CNY' as currency, first_day as valid_from
from sample.product, sample.span;

insert into model.pipeline by name
select sample.row_id(10, 1) as id, 'sample' as source, sample.key('W', 1) as source_id, 1 as load_id, 10 as file_id, 1 as row_number, 1::ubigint as row_hash, '标准销售流程' as name;

insert into model.stage by name
select sample.row_id(11, stage_no) as id, 'sample' as source, sample.key('S', stage_no) as source_id, 1 as load_id, 11 as file_id, stage_no as row_number, hash(stage_no) as row_hash,
  '标准销售流程' as pipeline, name, stage_no as position, probability / 100 as probability, kind, forecast_category
from sample.stage;

insert into model.exchange_rate by name
with months as (
  select unnest(generate_series(first_day, as_of, interval 1 month))::date as valid_on from sample.span
),
numbered as (
  select valid_on, row_number() over (order by valid_on) as n from months
)
select sample.row_id(30, n) as id, 'sample' as source, sample.key('X', n) as source_id, 1 as load_id, 30 as file_id, n as row_number, hash(n) as row_hash,
  'USD' as from_currency, 'CNY' as to_currency, valid_on, (700 + n * 37 % 30)::decimal(18, 8) / 100 as rate
from numbered;
