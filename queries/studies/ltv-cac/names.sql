-- What are these customers called? Grain: one row per customer. Parameters: $ids.
select id, any_value(name) as name from mart.account where id in (select unnest($ids::bigint[])) group by id
