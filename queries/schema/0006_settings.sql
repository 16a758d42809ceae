-- What a user can edit, as small look-ups beside the codes of facts, so that an edit never rewrites a fact; and dated product costs.
-- Grain: one row per name that counts as another, per stage that is told something, per fixed rate, per week of a fiscal year of weeks.
-- Traps: all of meta.* here is a copy of the settings document; `week` and `month` are the numbers of macros/fiscal.sql.
create table meta.alias (kind varchar not null, text varchar not null, canonical varchar not null);
create table meta.stage_setting (
  stage_key varchar not null,
  position integer,
  probability double,
  kind varchar,
  forecast_category varchar,
  valid_from date,
  valid_to date
);
create table meta.budget_rate (currency varchar not null, rate double not null);
create table meta.fiscal_week (week integer not null, month integer not null);

create table model.product_cost (
  id bigint not null,
  source varchar not null,
  source_id varchar not null,
  load_id integer not null,
  file_id integer not null,
  row_number bigint not null,
  row_hash ubigint not null,
  is_stub boolean not null default false,
  is_deleted boolean not null default false,
  created_at timestamp,
  updated_at timestamp,
  owner varchar,
  product varchar,
  cost decimal(18, 4),
  currency varchar,
  valid_from date
);

-- Which version of each sheet the model holds: a kill may come between the document and its rows.
create table meta.sheet (name varchar not null, version integer not null);
