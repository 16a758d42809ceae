-- What forecasts said, word for word, to be held against what came. Grain: one row per method of a forecast that was made.
-- Traps: rows are only ever added, and belong to no load: undoing one changes what came, never what was said; `asked_on` is the workspace's day, `data_version`
-- the data it was told from; `population` names whose deals it was about (the filters), `asked` all that was asked; days since 1970-01-01; `is_chosen` =
-- the method whose number stood above.
create table meta.forecast (
  made_at timestamp not null,
  asked_on integer not null,
  data_version bigint not null,
  period_from integer not null,
  period_to integer not null,
  population varchar not null,
  asked varchar not null,
  currency varchar,
  method varchar not null,
  is_chosen boolean not null,
  value double not null,
  low_80 double,
  high_80 double,
  low_95 double,
  high_95 double
);
