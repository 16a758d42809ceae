-- What the workspace remembers about itself: loads, files, mappings, quarantine, matched values.
-- Grain: one row per load, per file of a load, per unusable row, per distinct raw reference.
-- Traps: ids come from sequences and are never reused; `data_version` grows with every commit that changes an answer.
create schema if not exists meta;
create schema model;
create schema mart;

create sequence meta.load_ids;
create sequence meta.file_ids;
create sequence meta.quarantine_ids;
create sequence meta.reference_ids;
create sequence meta.entity_ids;

create table meta.state (data_version bigint not null);
insert into meta.state values (0);

create table meta.load (
  id integer primary key,
  loaded_at timestamp not null,
  mode varchar not null,
  undone boolean not null default false,
  outcome varchar not null
);

create table meta.file (
  id integer primary key,
  load_id integer not null,
  name varchar not null,
  sheet varchar,
  hash varchar not null,
  kind varchar not null,
  bytes bigint not null,
  rows bigint not null,
  mapping varchar not null
);

create table meta.quarantine (
  id integer not null,
  load_id integer not null,
  file_id integer not null,
  row_number bigint not null,
  column_name varchar,
  value varchar,
  reason_code varchar not null,
  reason_zh varchar not null,
  reason_en varchar not null
);

create table meta.custom_column (
  entity varchar not null,
  column_name varchar not null,
  header varchar not null,
  type varchar not null
);

-- Which model columns hold anything: decides which metrics and dimensions are available.
create table meta.filled_column (
  entity varchar not null,
  column_name varchar not null,
  filled bigint not null
);

-- One row per distinct text by which the sources name an account, person, product, channel, stage … `id` is the row of
-- model.<entity> it stands for. Editing a match changes this table and the small marts beside it, never a fact.
create table meta.reference (
  ref integer not null,
  entity varchar not null,
  raw varchar not null,
  match_key varchar not null,
  id bigint not null,
  rule varchar not null,
  undone boolean not null default false
);

-- The settings a query needs, copied from the settings document: reporting_currency, fiscal_year_start_month …
create table meta.setting (key varchar not null, value varchar);
