-- What loads changed. `history.<entity>` is made when a load first changes or removes a row of that entity: the row's columns as they
-- were, and `ended_by`, the load that ended this version. A row of the model, or of history, is one version: made by `load_id`.
-- Grain: one row per version that is no longer current. Traps: rows no load made (typed in, or set apart by a person) have load 0;
-- what was loaded before there was a history has none, such a load is undone by loading everything after it again.
create schema if not exists history;
create table history.opportunity as select *, 0::integer as ended_by from model.opportunity limit 0;

alter table meta.reference add column load_id integer default 0;
alter table meta.custom_column add column load_id integer default 0;

-- A load's decisions, so that it can be done again: what a person answered, and the reporting currency it settled.
alter table meta.load add column answers varchar default '{}';
alter table meta.load add column settled_currency varchar;
alter table meta.load add column keeps_versions boolean;
-- When what a load says was true at the latest, on the workspace's wall clock: the load itself, or the last day in its data where that is
-- long before. Null for loads before there was a history.
alter table meta.load add column true_at timestamp;

-- How a file's bytes were read, so that it can be read again in the same way; a repeat said nothing new when it was loaded.
alter table meta.file add column reading varchar default '{}';
alter table meta.file add column is_repeat boolean;

-- Everything that was done, in order. Grain: one row per deed; rows are only ever added.
create sequence meta.audit_ids;
create table meta.audit (
  id bigint not null,
  done_at timestamp not null,
  kind varchar not null,
  subject varchar,
  detail varchar not null
);
