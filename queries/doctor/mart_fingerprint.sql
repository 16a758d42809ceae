-- Question: what does one mart hold, whatever the order of its rows? Grain: one row. Parameters: $table, for example mart.lead.
select count(*) as rows, coalesce(sum(hash(t)::hugeint), 0)::varchar as content from query_table($table) t;
