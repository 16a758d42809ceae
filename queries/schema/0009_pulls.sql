-- Pulls from systems that the workspace follows. Grain: meta.pull one row per pull, meta.pull_cursor one row per object and pull that read it to
-- the end; rows are only ever added. Traps: a cursor stands in the commit of its load (`load_id` null = nothing was new), so it counts only while
-- that load and those it builds on are not undone; `shape` tells by what declaration the object was read: another one begins anew.
create sequence meta.pull_ids;
create table meta.pull (
  id integer not null,
  connection varchar not null,
  started_at timestamp not null,
  calls integer not null,
  state varchar not null,
  outcome varchar not null
);

create table meta.pull_cursor (
  pull_id integer not null,
  connection varchar not null,
  object varchar not null,
  load_id integer,
  is_full boolean not null,
  shape varchar not null,
  cursor varchar,
  fields varchar
);
