-- Who bought nothing in the window? Grain: one row. Reads: purchases, customers. `lapsed` bought before it, `never` are accounts without any purchase.
with known as (
  select distinct account_id as id from purchases where purchased_day <= $to::integer
)
select
  (select count(*) from known k where not exists (select 1 from customers c where c.id = k.id)) as lapsed,
  (select count(distinct a.id) from mart.account a where not exists (select 1 from mart.purchase p where p.account_id = a.id)) as never
