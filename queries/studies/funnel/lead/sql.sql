-- When did sales accept a lead? Grain: one row per lead that became an SQL. Reads: population (id, sql_at).
select id as unit, sql_at as moment, id as thing from population where sql_at is not null
