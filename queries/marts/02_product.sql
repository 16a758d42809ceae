-- Products as lines name them. Grain: one row per text that names a product (`ref`); `GTXPro` and `GTX Pro` are two refs of one id.
-- Traps: a product whose name counts as another's (meta.alias) is that product, where there is one.
-- No rows without rows of: model.product.
-- Keyed: name, line.
create or replace table mart.product as
with same as (
  select o.id, min(c.id) as same_id, any_value(a.canonical) as name
  from model.product o
  join meta.alias a on a.kind = 'product' and a.text = o.name
  left join model.product c on c.name = a.canonical and not c.is_deleted
  group by o.id
)
select r.ref, p.id, coalesce(s.name, p.name) as name, p.line, p.list_price, p.cost, p.currency, p.is_stub, p.source, p.load_id
from meta.reference r
join model.product o on o.id = r.id
left join same s on s.id = o.id
join model.product p on p.id = coalesce(s.same_id, o.id)
where r.entity = 'product';
