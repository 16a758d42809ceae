-- What the sources' own histories say: one row per change of one field of one record, typed as text.
-- Grain: one row per row of a change log, one per version of a record (field `version`, new_value its cells as JSON), and one per
-- difference between two versions or two saved states (source_id holds `#change `).
-- Traps: `record` is the source's id of what changed and may name nothing that is known yet; `field` is a column of model.<entity> where it
-- is one, else the source's own name; values are ISO dates, plain decimals (probability 0..1), true and false, texts; what can't be read so
-- stays as it came; null = empty.
create table model.field_change (
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
  entity varchar,
  record varchar,
  field varchar,
  source_field varchar,
  old_value varchar,
  new_value varchar,
  changed_at timestamp,
  changed_by varchar
);
